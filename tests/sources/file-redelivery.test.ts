import { createCatalog } from '../../src/catalog/catalog.js';
import { refreshStream } from '../../src/ingest/refresh-stream.js';
import { createSubjectRegistry } from '../../src/ingest/subject.js';
import type { Source } from '../../src/sources/source.js';
import { checkKeys } from '../../src/store/installation.js';
import { createVault } from '../../src/store/vault.js';
import { stores, type TestStore } from '../support/stores.js';
import { FeeNote, fileFixture, type FileFixture, type FixtureOptions } from './file-fixture.js';

const vault = createVault({ hashing: Buffer.alloc(32, 1), encryption: Buffer.alloc(32, 2) });
const catalog = createCatalog([FeeNote]);
const HEADER = '编号,金额,说明';

/** The source, and how many rows of it had to be decoded since this was asked last. */
function watched(source: Source): { source: Source; decoded(): number } {
  let rows = 0;
  return {
    source: {
      ...source,
      async *deliveries(checkpoint, signal) {
        for await (const item of source.deliveries(checkpoint, signal)) {
          if ('status' in item) yield item;
          else
            yield {
              ...item,
              async *read(reading, recogniser) {
                for await (const batch of item.read(reading, recogniser)) {
                  rows += batch.rows.length;
                  yield batch;
                }
              },
            };
        }
      },
    },
    decoded() {
      const before = rows;
      rows = 0;
      return before;
    },
  };
}

/** A hub with a department's folder. */
async function installation(open: (typeof stores)[number][1], options: FixtureOptions) {
  const opened: TestStore = await open(catalog);
  await checkKeys(opened.store, vault);
  const files: FileFixture = await fileFixture({ mode: 'full', ...options });
  const { store } = opened;
  const { stream, log } = files;
  const { source, decoded } = watched(files.source);
  const now = (): Date => new Date('2025-03-10T00:00:00Z');
  const deps = { store, vault, stream, source, logger: log.logger, now, holder: 'test', leaseMs: 60_000 };
  let day = 10;
  const notes = async (): Promise<string[]> => {
    const rows = await store.query<{ note_no: string; remark: string | null }>(
      'SELECT note_no, remark FROM fee_note ORDER BY note_no',
    );
    return rows.map(({ note_no, remark }) => `${note_no} ${remark}`);
  };
  return {
    notes,
    store,
    /** Delivers these lines as the set of the next day: the counts that are not 0, and the rows that were decoded. */
    async set(...lines: string[]) {
      day += 1;
      const records = lines.length - 1;
      const text = lines.map((line) => `${line}\r\n`).join('');
      await files.put(`CZ_JKD_202502${day}_QL_01`, text, { rows: records });
      const subjects = createSubjectRegistry({ store, vault });
      const { counts } = await refreshStream(
        { ...deps, subjects, acceptHeld: true },
        new AbortController().signal,
      );
      const told = Object.entries(counts).filter(([, count]) => count !== 0);
      return { ...Object.fromEntries(told), decoded: decoded() };
    },
    async changes(...rows: string[][]) {
      day += 1;
      await files.deliver({ kind: 'ZL', businessDate: `202502${day}`, rows });
      const subjects = createSubjectRegistry({ store, vault });
      await refreshStream({ ...deps, subjects }, new AbortController().signal);
      decoded();
    },
    reasons: async () =>
      (await store.query<{ reason: string }>('SELECT reason FROM quarantine')).map(({ reason }) => reason),
    async close() {
      await files.close();
      await opened.remove();
    },
  };
}
type Installation = Awaited<ReturnType<typeof installation>>;

describe.each(stores)('a whole set that comes again, into the %s store', (_name, open) => {
  let hub: Installation;
  const begin = async (options: FixtureOptions = {}): Promise<void> => {
    hub = await installation(open, options);
  };
  afterEach(() => hub.close());

  test('lines that came before are recognised without being decoded, in whatever order', async () => {
    await begin();
    expect(await hub.set(HEADER, 'A,1,x', 'B,2,y', 'C,3,z')).toEqual({ read: 3, written: 3, decoded: 3 });
    expect(await hub.set(HEADER, 'A,1,x', 'B,2,y', 'C,3,z')).toEqual({ read: 3, unchanged: 3, decoded: 0 });
    expect(await hub.set(HEADER, 'C,3,z', 'A,1,x', 'B,2,new')).toEqual({
      read: 3,
      unchanged: 2,
      written: 1,
      decoded: 1,
    });
    expect(await hub.notes()).toEqual(['A x', 'B new', 'C z']);
  });

  test('keys that it lacks are deleted, and a row that comes back is written again', async () => {
    await begin();
    await hub.set(HEADER, 'A,1,x', 'B,2,y');
    expect(await hub.set(HEADER, 'A,1,x')).toEqual({ read: 1, unchanged: 1, removed: 1, decoded: 0 });
    expect(await hub.set(HEADER, 'A,1,x', 'B,2,y')).toEqual({
      read: 2,
      unchanged: 1,
      written: 1,
      decoded: 1,
    });
    expect(await hub.notes()).toEqual(['A x', 'B y']);
    expect((await hub.set(HEADER, 'A,1,x', 'B,2,y')).decoded).toBe(0);
  });

  test('another order of columns is read, makes no versions, and is recognised the time after', async () => {
    await begin();
    await hub.set(HEADER, 'A,1,x', 'B,2,y');
    const turned = ['说明,编号,金额', 'x,A,1', 'y,B,2'];
    expect(await hub.set(...turned)).toEqual({ read: 2, unchanged: 2, decoded: 2 });
    expect(await hub.set(...turned)).toEqual({ read: 2, unchanged: 2, decoded: 0 });
    expect(await hub.notes()).toEqual(['A x', 'B y']);
  });

  test('the same bytes under other headers are not the same row', async () => {
    await begin({ dialect: 'csv-gb' });
    await hub.set('编号,金额,说明,备注', 'A,1,2,3', 'B,1,2,3');
    expect(await hub.set('编号,金额,备注,说明', 'A,1,2,3', 'B,1,2,3')).toEqual({
      read: 2,
      written: 2,
      decoded: 2,
    });
    expect(await hub.notes()).toEqual(['A 3', 'B 3']);
  });

  test('the last row of a key wins, recognised or not', async () => {
    await begin();
    await hub.set(HEADER, 'A,1,x', 'B,2,y');
    expect(await hub.set(HEADER, 'A,1,other', 'B,2,y', 'A,1,x')).toEqual({
      read: 3,
      unchanged: 2,
      superseded: 1,
      decoded: 1,
    });
    expect(await hub.notes()).toEqual(['A x', 'B y']);
    expect(await hub.set(HEADER, 'A,1,x', 'B,2,y', 'B,2,y', 'A,1,other')).toEqual({
      read: 4,
      unchanged: 1,
      superseded: 2,
      written: 1,
      decoded: 1,
    });
    expect(await hub.notes()).toEqual(['A other', 'B y']);
  });

  test('the last row of a key wins, also when thousands of rows lie between the two', async () => {
    await begin();
    const others = (mark: string): string[] => Array.from({ length: 6500 }, (_, at) => `N${at},1,${mark}`);
    await hub.set(HEADER, 'A,1,x', ...others('before'));
    const middle = others('after');
    const first = await hub.set(HEADER, 'A,1,other', ...middle, 'A,1,x');
    expect(first).toMatchObject({ read: 6502, written: 6500, unchanged: 1, superseded: 1 });
    expect((await hub.notes())[0]).toBe('A x');
    const second = await hub.set(HEADER, 'A,1,x', ...middle, 'A,1,other');
    expect(second).toEqual({ read: 6502, written: 1, unchanged: 6500, superseded: 1, decoded: 1 });
    expect((await hub.notes())[0]).toBe('A other');
  });

  test('of a key that stands three times in a first set and in changes, some hundred lines apart, the last row wins', async () => {
    await begin({ mode: 'delta' });
    const others = (mark: string): string[] => Array.from({ length: 250 }, (_, at) => `${mark}${at},1,x`);
    const lines = ['A,1,one', ...others('N'), 'A,1,two', ...others('P'), 'A,1,three', 'B,1,y'];
    expect(await hub.set(HEADER, ...lines)).toEqual({ read: 504, written: 502, superseded: 2, decoded: 504 });
    expect((await hub.notes()).slice(0, 2)).toEqual(['A three', 'B y']);
    const changed = (note: string, remark: string): string[] => ['U', note, '1', remark];
    const more = Array.from({ length: 300 }, (_, at) => changed(`Q${at}`, 'x'));
    await hub.changes(
      changed('A', 'four'),
      ['D', 'B', '', ''],
      ...more,
      changed('A', 'five'),
      changed('B', 'z'),
    );
    expect((await hub.notes()).slice(0, 2)).toEqual(['A five', 'B z']);
    const [{ sum, read } = {}] = await hub.store.query<{ sum: number; read: number }>(
      `SELECT SUM(written + unchanged + quarantined + superseded + deleted) AS sum, SUM(rows_read) AS \`read\` FROM run`,
    );
    expect([sum, read].map(Number)).toEqual([808, 808]);
  });

  test('a row that comes as it is, and changed some hundred lines further on, is changed', async () => {
    await begin({ mode: 'delta' });
    await hub.set(HEADER, 'A,1,x', 'B,1,y');
    const others = Array.from({ length: 300 }, (_, at) => ['U', `N${at}`, '1', 'x']);
    await hub.changes(
      ['U', 'A', '1', 'x'],
      ...others,
      ['U', 'A', '1', 'new'],
      ...others.map(([, note = '']) => ['U', `${note}0`, '1', 'x']),
      ['U', 'B', '1', 'y'],
    );
    expect((await hub.notes()).slice(0, 2)).toEqual(['A new', 'B y']);
  });

  test('a good row that stands some hundred lines behind a bad one of its key leaves nothing in quarantine', async () => {
    await begin({ columns: ['编号', { name: '金额', quirks: ['SCI'] }, '说明'] });
    const others = (mark: string): string[] => Array.from({ length: 250 }, (_, at) => `N${at},1,${mark}`);
    await hub.set(HEADER, 'A,1.2E+10,x', ...others('before'), 'A,1,y');
    expect((await hub.notes())[0]).toBe('A y');
    expect(await hub.reasons()).toEqual([]);
    const again = await hub.set(HEADER, 'A,1.3E+10,x', ...others('after'), 'A,1,z');
    expect(again).toEqual({ read: 252, written: 251, superseded: 1, decoded: 252 });
    expect((await hub.notes())[0]).toBe('A z');
    expect(await hub.reasons()).toEqual([]);
  });

  test('values with line breaks, commas and quotes are recognised as one record', async () => {
    await begin();
    const lines = [HEADER, 'A,1,"one\r\nB,2,two"', 'C,3,"say ""hi"", all"', 'D,4,plain'];
    expect(await hub.set(...lines)).toEqual({ read: 3, written: 3, decoded: 3 });
    expect(await hub.set(...lines)).toEqual({ read: 3, unchanged: 3, decoded: 0 });
    expect((await hub.notes()).map((note) => note.slice(0, 5))).toEqual(['A one', 'C say', 'D pla']);
  });

  test('a row at fault stays in quarantine, is counted each time, and leaves it with its last good form', async () => {
    await begin();
    await hub.set(HEADER, 'A,1,x', 'B,2,y');
    const faulty = [HEADER, 'A,1,x', 'B,2,y,too many', ',1,no key'];
    const counts = { read: 3, unchanged: 1, quarantined: 2, decoded: 2 };
    expect(await hub.set(...faulty)).toEqual({ ...counts, removed: 1 });
    const reasons = await hub.reasons();
    expect(await hub.set(...faulty)).toEqual(counts);
    expect(await hub.reasons()).toEqual(reasons);
    expect(await hub.set(HEADER, 'A,1,x')).toMatchObject({ read: 1, unchanged: 1 });
    expect(await hub.reasons()).toEqual([]);
  });

  test('a good row that comes back after a bad one of its key takes that out of quarantine', async () => {
    await begin({ columns: ['编号', { name: '金额', quirks: ['SCI'] }, '说明'] });
    await hub.set(HEADER, 'A,1,x', 'B,2,y');
    const lost = [HEADER, 'A,1,x', 'B,1.2E+10,y'];
    expect(await hub.set(...lost)).toEqual({ read: 2, unchanged: 1, quarantined: 1, decoded: 1 });
    expect(await hub.set(...lost)).toEqual({ read: 2, unchanged: 1, quarantined: 1, decoded: 1 });
    expect(await hub.notes()).toEqual(['A x', 'B y']);
    expect(await hub.reasons()).toHaveLength(1);
    expect(await hub.set(HEADER, 'A,1,x', 'B,2,y')).toEqual({ read: 2, unchanged: 2, decoded: 1 });
    expect(await hub.reasons()).toEqual([]);
  });

  test('what came as a change is read once, and then recognised', async () => {
    await begin({ mode: 'delta' });
    await hub.set(HEADER, 'A,1,x', 'B,2,y');
    await hub.changes(['U', 'B', '2', 'new']);
    expect(await hub.set(HEADER, 'A,1,x', 'B,2,new')).toEqual({ read: 2, unchanged: 2, decoded: 1 });
    expect(await hub.set(HEADER, 'A,1,x', 'B,2,new')).toEqual({ read: 2, unchanged: 2, decoded: 0 });
  });

  test('no hash gives a line away: they are keyed', async () => {
    await begin();
    await hub.set(HEADER, 'A,1,x');
    const [row] = await hub.store.query<{ delivered_hash: Uint8Array }>(
      'SELECT delivered_hash FROM fee_note',
    );
    const other = createVault({ hashing: Buffer.alloc(32, 9), encryption: Buffer.alloc(32, 2) });
    const line = Buffer.from('A,1,x');
    const [own, foreign] = [vault, other].map((of) => of.bytesHasher('use')(line, 0, line.length));
    expect(own).not.toBe(foreign);
    expect(vault.bytesHasher('other')(line, 0, line.length)).not.toBe(own);
    expect(Buffer.from(row?.delivered_hash ?? []).toString('latin1')).toHaveLength(16);
  });
});
