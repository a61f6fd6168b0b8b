import type { ExchangeRow } from '../../sandbox/systems/exchange-database.js';
import type { Checkpoint } from '../../src/sources/source.js';
import {
  delivered,
  families,
  kinds,
  payment,
  read,
  TABLE,
  viewFixture,
  type ViewFixture,
} from './view-fixture.js';

const TJSJ = '2025-03-01 00:30:00';
const NOW = '2025-03-01 01:30:00';
const pad = (number: number): string => String(number).padStart(6, '0');

describe.each(kinds)('the exchange database on %s', (kind) => {
  let at: ViewFixture;
  beforeEach(async () => {
    at = await viewFixture(kind);
    await at.exchange.setClock('mz', NOW);
  });
  afterEach(() => at.remove());

  const publish = (rows: Iterable<ReturnType<typeof payment>>, tjsj = TJSJ): Promise<void> =>
    at.exchange.publish(TABLE, rows, tjsj);

  test('a row comes as delivered, in the order of the category, with its version and its place', async () => {
    await publish([
      payment('F2', '2025-02-28 11:00:00', { month: '202501', scbz: '1', amount: null }),
      payment('F1', '2025-02-28 10:00:00'),
    ]);
    const { rows, delivery } = await read(at.open(), null);
    expect(rows).toEqual([
      {
        values: ['1250.50', 'F1', '202502', 310020],
        position: '1',
        version: Date.parse('2025-02-28T10:00:00+08:00') / 1000,
        deleted: false,
      },
      {
        values: [null, 'F2', '202501', 310020],
        position: '2',
        version: Date.parse('2025-02-28T11:00:00+08:00') / 1000,
        deleted: true,
      },
    ]);
    expect(delivery.clock).toEqual(new Date('2025-02-28T17:30:00Z'));
  });

  test('the first load reads from the beginning, is not complete, and ends at the source clock', async () => {
    await publish([payment('F1', '2019-01-01 00:00:00'), payment('F2', '2025-02-28 10:00:00')]);
    const { rows, delivery, end, checkpoints } = await read(at.open(), null);
    expect(families(rows)).toEqual(['F1', 'F2']);
    expect(delivery).toMatchObject({ complete: false, size: 2 });
    expect(checkpoints).toEqual([{ from: '2025-02-28 10:00:00', since: NOW }]);
    expect(end.checkpoint).toEqual({ from: NOW, tjsj: TJSJ });
  });

  test('the watermark is the time of the last publication', async () => {
    await publish([payment('F1', '2025-02-28 10:00:00')]);
    expect((await read(at.open(), null)).end.watermark).toBe('2025-02-28T16:30:00.000Z');
  });

  test('a later reading starts 900 seconds before the earlier one ended, inclusive', async () => {
    await publish([
      payment('before', '2025-02-28 23:44:59'),
      payment('border', '2025-02-28 23:45:00'),
      payment('after', '2025-03-01 00:10:00'),
    ]);
    const { rows, delivery } = await read(at.open(), { from: '2025-03-01 00:00:00' });
    expect(families(rows)).toEqual(['border', 'after']);
    expect(delivery).toMatchObject({ complete: false, size: 2 });
  });

  test('a row that became visible 900 seconds late is read by the next reading', async () => {
    const early = payment('early', '2025-03-01 01:00:00');
    await publish([early], '2025-03-01 01:00:00');
    const first = await read(at.open(), null);
    await publish([early, payment('late', '2025-03-01 01:15:00')], '2025-03-01 01:45:00');
    await at.exchange.setClock('mz', '2025-03-01 02:00:00');
    expect(families((await read(at.open(), first.end.checkpoint)).rows)).toEqual(['late']);
  });

  test('the high-water mark never passes the source clock', async () => {
    await publish([payment('now', NOW), payment('future', '2025-03-01 01:30:01')]);
    const { rows, end } = await read(at.open(), null);
    expect(families(rows)).toEqual(['now']);
    expect(end.checkpoint).toMatchObject({ from: NOW });
  });

  test('a table of many seconds is read page by page, each row once', async () => {
    const stamp = (i: number): string =>
      new Date(Date.UTC(2025, 1, 1) + i * 1000).toISOString().slice(0, 19).replace('T', ' ');
    await publish(Array.from({ length: 9_000 }, (_, i) => payment(pad(i), stamp(i))));
    const { rows, pages, checkpoints } = await read(at.open(), null);
    expect(families(rows)).toEqual(Array.from({ length: 9_000 }, (_, i) => pad(i)));
    expect(pages.length).toBeGreaterThan(1);
    expect(checkpoints.at(0)).toEqual({ from: stamp((pages[0] ?? 0) - 1), since: NOW });
    expect(rows.at(-1)?.position).toBe('9000');
  });

  test('more rows of one second than a page holds are read by their composite key, each once', async () => {
    const keys = Array.from({ length: 11_000 }, (_, i) => [
      `F${pad(i % 5_500)}`,
      i < 5_500 ? '202501' : '202502',
    ]);
    await publish(keys.map(([family = '', month = '']) => payment(family, '2025-02-28 10:00:00', { month })));
    const { rows, pages } = await read(at.open(), null);
    expect(rows).toHaveLength(11_000);
    expect(new Set(rows.map((row) => `${row.values[1]}/${row.values[2]}`)).size).toBe(11_000);
    expect(Math.max(...pages)).toBeLessThanOrEqual(5_000);
  });

  test('rows of one second and one key at the border of a page are all read', async () => {
    const rows = Array.from({ length: 6_000 }, (_, i) =>
      payment(pad(Math.min(i, 4_998)), '2025-02-28 10:00:00', { amount: `${i}.00` }),
    );
    await publish([...rows.slice(0, 5_002), payment('999999', '2025-02-28 10:00:00', { amount: '9999.00' })]);
    const found = await read(at.open(), null);
    expect(new Set(found.rows.map(({ values }) => values[0])).size).toBe(5_003);
    expect(found.rows).toHaveLength(5_003);
  });

  test('keys that differ in a blank at the end get lost at no border of a page', async () => {
    const odd = ['', ' ', '  '].map((blanks) => payment(`004998${blanks}`, '2025-02-28 10:00:00'));
    const even = Array.from({ length: 4_998 }, (_, i) => payment(pad(i), '2025-02-28 10:00:00'));
    await publish([...even, ...odd, payment('999999', '2025-02-28 10:00:00')]);
    expect((await read(at.open(), null)).rows).toHaveLength(5_002);
  });

  test('rows with a part of the key missing get lost at no border of a page', async () => {
    const partly = (i: number): ExchangeRow => ({
      values: ['1.00', null, pad(i), 1],
      gxsj: '2025-02-28 10:00:00',
      scbz: '0',
    });
    await publish([
      ...Array.from({ length: 5_500 }, (_, i) => partly(i)),
      payment('F1', '2025-02-28 10:00:00'),
    ]);
    const { rows } = await read(at.open(), null);
    expect(rows).toHaveLength(5_501);
    expect(new Set(rows.map(({ values }) => values[2])).size).toBe(5_501);
  });

  test('a run goes on after the last page that was committed', async () => {
    const stamp = (i: number): string => `2025-02-28 ${String(10 + i).padStart(2, '0')}:00:00`;
    await publish(Array.from({ length: 5 }, (_, i) => payment(`F${i}`, stamp(i))));
    const interrupted = { from: stamp(3), since: NOW };
    const { rows, end } = await read(at.open(), interrupted);
    expect(families(rows)).toEqual(['F3', 'F4']);
    expect(end.checkpoint).toEqual({ from: NOW, tjsj: TJSJ });
  });

  test('a first load of old rows that was interrupted goes on and does not begin again', async () => {
    await publish([payment('F1', '2019-01-01 00:00:00'), payment('F2', '2020-01-01 00:00:00')]);
    const { rows, delivery, checkpoints } = await read(at.open(), {
      from: '2019-06-01 00:00:00',
      since: NOW,
    });
    expect(families(rows)).toEqual(['F2']);
    expect(delivery.complete).toBe(false);
    expect(checkpoints).toEqual([{ from: '2020-01-01 00:00:00', since: NOW }]);
  });

  test('the checkpoint of a page never falls behind where the reading began', async () => {
    await publish([payment('F1', '2025-02-28 23:50:00')]);
    const { checkpoints } = await read(at.open(), { from: '2025-03-01 00:00:00' });
    expect(checkpoints).toEqual([{ from: '2025-03-01 00:00:00' }]);
  });

  test('a hub that missed more than 90 days reads the whole table as complete', async () => {
    await publish([payment('old', '2020-01-01 00:00:00'), payment('new', '2025-02-28 10:00:00')]);
    const { rows, delivery, checkpoints, end } = await read(at.open(), { from: '2024-12-01 01:29:59' });
    expect(families(rows)).toEqual(['old', 'new']);
    expect(delivery).toMatchObject({ complete: true, size: 2 });
    expect(checkpoints).toEqual([undefined]);
    expect(end.checkpoint).toEqual({ from: NOW, tjsj: TJSJ });
    expect((await read(at.open(), { from: '2024-12-01 01:30:00' })).delivery.complete).toBe(false);
  });

  test('a full set is read whole when it was published anew, and not otherwise', async () => {
    const source = at.open({ mode: 'full' });
    await publish([payment('F1', '2025-02-01 00:00:00')]);
    const first = await read(source, null);
    expect(first.delivery.complete).toBe(true);
    expect(await delivered(source, first.end.checkpoint)).toEqual([]);
    await publish([payment('F2', '2025-02-01 00:00:00')], '2025-03-01 01:00:00');
    const next = await read(source, first.end.checkpoint);
    expect(families(next.rows)).toEqual(['F2']);
    expect(next.delivery.complete).toBe(true);
    expect(next.end.checkpoint).toEqual({ from: NOW, tjsj: '2025-03-01 01:00:00' });
  });

  test('a full set that is replaced while it is read is read again', async () => {
    await publish([payment('F1', '2025-02-01 00:00:00')]);
    const [delivery] = await delivered(at.open({ mode: 'full' }), null);
    await publish([payment('F2', '2025-02-01 00:00:00')], '2025-03-01 01:00:00');
    const reading = async (): Promise<void> => {
      for await (const batch of delivery?.read(new AbortController().signal) ?? []) void batch;
    };
    await expect(reading()).rejects.toMatchObject({ name: 'RetryableError', code: 'VIEW_REPLACED' });
  });

  test('what the department states is passed on when nothing is younger than its statement', async () => {
    await publish([payment('F1', TJSJ), payment('F2', '2025-02-01 00:00:00', { scbz: '1' })]);
    expect((await read(at.open(), null)).end.holds).toEqual({ live: 1, deleted: 1 });
    await publish([payment('F1', '2025-03-01 00:30:01')]);
    expect((await read(at.open(), null)).end.holds).toBeUndefined();
    expect((await read(at.open(), { from: '2025-03-01 01:29:00' })).end.holds).toBeUndefined();
  });

  test('a delivery can be read again from its first row', async () => {
    await publish([payment('F1', '2025-02-01 00:00:00'), payment('F2', '2025-02-02 00:00:00')]);
    const [delivery] = await delivered(at.open(), null);
    const positions = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const { rows } of delivery?.read(new AbortController().signal) ?? [])
        found.push(...rows.map(({ position }) => position));
      return found;
    };
    expect(await positions()).toEqual(['1', '2']);
    expect(await positions()).toEqual(['1', '2']);
  });

  test('an empty table is a delivery without rows that moves the checkpoint', async () => {
    await publish([]);
    const { rows, end } = await read(at.open(), null);
    expect(rows).toEqual([]);
    expect(end).toEqual({
      unlisted: [],
      checkpoint: { from: NOW, tjsj: TJSJ },
      watermark: '2025-02-28T16:30:00.000Z',
      holds: { live: 0, deleted: 0 },
    });
  });

  test('no checkpoint holds a value of a key', async () => {
    await publish([payment('190102195607150015', '2025-02-28 10:00:00')]);
    const { checkpoints, end, delivery } = await read(at.open(), null);
    const kept: (Checkpoint | string | undefined)[] = [...checkpoints, end.checkpoint, delivery.name];
    expect(JSON.stringify(kept)).not.toContain('190102195607150015');
  });

  test('an aborted reading stops before its next statement', async () => {
    await publish([payment('F1', '2025-02-28 10:00:00')]);
    const [delivery] = await delivered(at.open(), null);
    const stop = new AbortController();
    stop.abort();
    const first = delivery?.read(stop.signal)[Symbol.asyncIterator]().next();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
  });
});
