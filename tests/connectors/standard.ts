import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { createCatalog } from '../../src/catalog/catalog.js';
import type { Field } from '../../src/catalog/field.js';
import { codeOf } from '../../src/errors.js';
import { createOpenSource } from '../../src/sources/open-source.js';
import type { Batch, Checkpoint, Delivery, Source } from '../../src/sources/source.js';
import type { Stream } from '../../src/sources/stream.js';
import { DECRYPTION_KEY, type Delivered } from '../support/delivering.js';
import { openDepartments, SECRET, type Departments } from '../support/department.js';
import { recordedLog, type RecordedLog } from '../support/log.js';
import { emptyStore, stores, type TestStore } from '../support/stores.js';

/** What a connector is tried with: rows without fault and with different keys, at least three. */
export interface Fixture {
  /** As the department writes them: delivered name -> value; a list is an array of such objects. */
  readonly delivered: readonly Delivered[];
  /** What they come to, in the same order: every field of the category in its canonical form. */
  readonly canonical: readonly Readonly<Record<string, unknown>>[];
  /** Another value of a field that is no part of the key. */
  readonly change?: Variation;
  /** What each quirk of the catalogue looks like; the nine oldest connectors have tests of their own. */
  readonly quirks?: readonly (ValueQuirk | EventQuirk)[];
}

/** What differs from the first row, as delivered and in canonical form. */
export interface Variation {
  readonly delivered: Delivered;
  readonly canonical: Readonly<Record<string, unknown>>;
}

/** A quirk of a value: what it comes to, or why its row is set aside. */
export type ValueQuirk = { readonly quirk: string; readonly field: string; readonly delivered: Delivered } & (
  | { readonly canonical: Readonly<Record<string, unknown>>; readonly warning?: string }
  | { readonly quarantined: string }
);

/** A quirk of a delivery, or of how rows follow one another. */
export interface EventQuirk {
  readonly event: string;
}

const FUTURE: Readonly<Record<Stream['source']['kind'], Checkpoint>> = {
  view: { from: '2099-01-01 00:00:00' },
  api: { updatedSince: '20990101000000' },
  soap: { from: '2099-01-01 00:00:00' },
  file: { files: {}, base: 9e15, newest: '20990101' },
};

const FORMS: Partial<Record<Field['type'], RegExp>> = {
  citizenId: /^\d{17}[\dX]$/,
  uscc: /^[0-9A-HJ-NP-RTUW-Y]{18}$/,
  hash: /^[0-9a-f]{64}$/,
  decimal: /^-?\d+\.\d+$/,
  ratio: /^[01]\.\d{6}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$/,
  month: /^\d{4}-\d{2}$/,
};

/** What the catalogue objects to in a canonical value. */
function faultsOf(field: Field, value: unknown): string[] {
  if (value === null) return field.nullable ? [] : [`${field.name} is null`];
  if (field.type === 'list') return [];
  const constants = field.codes && Object.values(field.codes.codes).map(([constant]) => constant);
  const sound =
    (constants?.includes(String(value)) ?? true) &&
    (FORMS[field.type]?.test(String(value)) ?? true) &&
    (typeof value !== 'string' || (field.pattern?.test(value) ?? true));
  return sound ? [] : [`${field.name} is not ${field.type}`];
}

/** Everything a delivery has, row by row; `before` is called before each of them. */
function rowByRow(source: Source, before: () => Promise<void> | void): Source {
  async function* read(delivery: Delivery, signal: AbortSignal): AsyncGenerator<Batch> {
    for await (const batch of delivery.read(signal))
      for (const [at, row] of batch.rows.entries()) {
        await before();
        const isLast = at === batch.rows.length - 1;
        yield { rows: [row], ...(isLast && batch.checkpoint && { checkpoint: batch.checkpoint }) };
      }
  }
  return {
    ...source,
    async *deliveries(checkpoint, signal) {
      for await (const item of source.deliveries(checkpoint, signal))
        yield 'status' in item ? item : { ...item, read: (reading) => read(item, reading) };
    },
  };
}

/** The same stream with the smallest pages. */
const inSmallPages = (stream: Stream): Stream =>
  stream.source.kind === 'api' || stream.source.kind === 'soap'
    ? { ...stream, source: { ...stream.source, pageSize: 1 } }
    : stream;

/** Identity numbers among the canonical values of a fixture. */
const identitiesOf = (stream: Stream, { canonical }: Fixture): string[] =>
  canonical.flatMap((row) =>
    stream.category.fields
      .filter(({ type }) => type === 'citizenId')
      .flatMap(({ name }) => (typeof row[name] === 'string' ? [row[name]] : [])),
  );

/**
 * What holds for every connector, tried through its real source on every store. A connector's own tests add the
 * quirks of its department.
 */
export function connectorSuite(stream: Stream, fixture: Fixture): void {
  const { id, source: spec } = stream;
  const { delivered, canonical } = fixture;
  const [first, ...others] = delivered;
  const [, ...otherRows] = canonical;
  if (!first || others.length < 2) throw new Error(`the fixture of ${id} needs three rows`);
  const byKey = (rows: readonly Readonly<Record<string, unknown>>[]): unknown[] =>
    rows.toSorted((a, b) => {
      const [one, other] = [a, b].map((row) => JSON.stringify(stream.category.key.map((name) => row[name])));
      return (one ?? '') < (other ?? '') ? -1 : 1;
    });

  test('a department that is not configured is refused, and the entry that is missing is named', async () => {
    const openSource = createOpenSource({
      endpoints: {},
      logger: pino({ level: 'silent' }),
      now: () => new Date(),
    });
    expect(() => openSource(stream)).toThrow(
      expect.objectContaining({ code: 'SOURCE_MISSING', message: expect.stringContaining(id) }),
    );
  });

  test('the canonical rows of the fixture are valid against the catalogue', () => {
    const names = stream.category.fields.map(({ name }) => name).toSorted();
    for (const row of canonical) {
      expect(Object.keys(row).toSorted()).toEqual(names);
      expect(stream.category.fields.flatMap((field) => faultsOf(field, row[field.name]))).toEqual([]);
    }
  });

  describe.each(stores)('into the %s store', (_name, open) => {
    const catalog = createCatalog([stream.category.record]);
    let opened: TestStore;
    let departments: Departments;
    let log: RecordedLog;
    beforeAll(async () => {
      opened = await open(catalog);
    });
    afterAll(() => opened.remove());
    beforeEach(async () => {
      log = recordedLog();
      await emptyStore(opened.store, catalog);
      const shared = async (): Promise<TestStore> => ({ ...opened, remove: async () => {} });
      departments = await openDepartments(shared, { streams: [stream], logger: log.logger });
    });
    afterEach(() => departments.close());

    const sum = async (column: string): Promise<number> => {
      const [row] = await departments.store.query<{ n: number }>(`SELECT SUM(${column}) AS n FROM run`);
      return Number(row?.n ?? 0);
    };
    const setCheckpoint = (checkpoint: Checkpoint | null) =>
      departments.store.transaction((transaction) =>
        transaction.execute('UPDATE stream_state SET checkpoint = ?', [
          checkpoint === null ? null : JSON.stringify(checkpoint),
        ]),
      );
    /** The store holds just these rows, in canonical form. */
    const holds = async (rows: typeof canonical): Promise<void> => {
      const found = await departments.rows(id);
      expect(byKey(found)).toEqual(byKey(rows).map((row) => expect.objectContaining(row)));
    };

    test('rows come out as the catalogue says', async () => {
      await departments.deliver(id, delivered);
      expect(await departments.refresh(id)).toMatchObject({
        status: 'succeeded',
        counts: { read: delivered.length, written: delivered.length },
      });
      await holds(canonical);
    });

    test('keys are stable: what comes again, or is read again from the beginning, changes nothing', async () => {
      await departments.deliver(id, delivered);
      await departments.refresh(id);
      const before = await departments.rows(id);
      await departments.deliver(id, delivered);
      await departments.refresh(id);
      await setCheckpoint(null);
      await departments.refresh(id);
      expect(await departments.rows(id)).toEqual(before);
      expect(await sum('written')).toBe(delivered.length);
      expect(await departments.feed()).toHaveLength(1);
    });

    test('a run that dies after any row goes on where it was: nothing is lost, nothing is written twice', async () => {
      await departments.deliver(id, delivered);
      const small = inSmallPages(stream);
      let done = false;
      for (let lives = 1; !done && lives < 50; lives += 1) {
        let left = lives;
        const source = rowByRow(departments.openSource(id, small), () => {
          if (left-- === 0) throw new Error('killed');
        });
        done = await departments.refresh(id, { source, stream: small }).then(
          () => true,
          () => false,
        );
      }
      expect(done).toBe(true);
      await holds(canonical);
      expect(await sum('written')).toBe(delivered.length);
      const told = (await departments.feed()).flatMap(({ changed }) => changed);
      expect(told).toHaveLength(delivered.length);
    });

    test('rows with one stamp, and a row that becomes visible late, are not missed', async () => {
      const late = delivered.slice(-1);
      const early = delivered.slice(0, -1);
      const day = new Date(departments.clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
      if (spec.kind === 'file' && stream.mode === 'full') {
        await departments.deliver(id, delivered, { businessDate: '20250305' });
        await departments.refresh(id);
        await departments.deliver(id, early, { businessDate: '20250304' });
      } else if (spec.kind === 'file') {
        await departments.deliver(id, early.slice(0, 1), { businessDate: '20250301' });
        await departments.deliver(id, early.slice(1), { businessDate: '20250303' });
        await departments.refresh(id);
        await departments.deliver(id, late, { businessDate: '20250302' });
      } else if (stream.mode === 'full') {
        await departments.deliver(id, early);
        await departments.refresh(id);
        await departments.deliver(id, delivered);
      } else {
        // The departments' moment is 08:00:00.
        await departments.deliver(id, early, { stamp: `${day} 08:00:00`, settleS: 60 });
        if (spec.kind === 'view') await departments.refresh(id);
        const how = { stamp: `${day} 07:57:00`, visibleAt: `${day} 08:01:30` };
        await departments.deliver(id, late, { ...how, settleS: 0 });
        await departments.refresh(id);
      }
      await departments.advance(3_600);
      await departments.refresh(id);
      await holds(canonical);
      expect(await sum('written')).toBe(delivered.length);
    });

    test('a cursor in the future gives no rows and loses none', async () => {
      await departments.deliver(id, delivered);
      await departments.refresh(id);
      const [state] = await departments.store.query<{ checkpoint: string }>(
        'SELECT checkpoint FROM stream_state',
      );
      await setCheckpoint({ ...JSON.parse(state?.checkpoint ?? '{}'), ...FUTURE[spec.kind] });
      const before = await sum('rows_read');
      await departments.refresh(id);
      expect((await sum('rows_read')) - before).toBe(0);
      await holds(canonical);
    });

    test('a deletion arrives, is told, and the key may return', async () => {
      await departments.deliver(id, delivered);
      await departments.refresh(id);
      if (stream.mode === 'full') await departments.deliver(id, others);
      else await departments.deliver(id, [first], { deleted: true });
      await departments.refresh(id);
      await holds(otherRows);
      expect((await departments.feed()).at(-1)).toMatchObject({ deleted: [expect.any(String)] });
      await departments.deliver(id, stream.mode === 'full' ? delivered : [first]);
      await departments.refresh(id);
      await holds(canonical);
    });

    test('an abort is honoured, before the first row and behind it; the next run goes on', async () => {
      await departments.deliver(id, delivered);
      for (const rows of [0, 1]) {
        const stop = new AbortController();
        let left = rows;
        if (rows === 0) stop.abort();
        const source = rowByRow(departments.openSource(id), async () => {
          if (left-- === 0) stop.abort();
          await pause(0);
        });
        expect(await departments.refresh(id, { source, signal: stop.signal })).toMatchObject({
          status: 'cancelled',
        });
      }
      await departments.refresh(id);
      await holds(canonical);
    });

    test('neither secrets nor identity numbers appear in logs and errors', async () => {
      await departments.deliver(id, delivered);
      await departments.refresh(id);
      const wrong = Object.fromEntries(
        Object.entries(departments.endpoints).map(([department, endpoints]) => [
          department,
          {
            ...endpoints,
            view: { url: `sqlite:/nowhere/${SECRET}` },
            file: { folder: `/nowhere/${SECRET}` },
            decryptionKey: DECRYPTION_KEY,
            ...(endpoints.api && { api: { ...endpoints.api, clientSecret: `${SECRET}-wrong` } }),
            ...(endpoints.soap && { soap: { ...endpoints.soap, secret: `${SECRET}-wrong` } }),
          },
        ]),
      );
      const openSource = createOpenSource({ endpoints: wrong, logger: log.logger, now: departments.clock });
      const source = openSource(stream);
      const error: unknown = await source.check(new AbortController().signal).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      await source.close();
      expect(codeOf(error)).toMatch(
        /^(VIEW_UNREACHABLE|API_CLIENT_REFUSED|FILE_UNREACHABLE|SOAP_AUTH_FAILED)$/,
      );
      const text = log.text() + String(error) + JSON.stringify(error);
      for (const secret of [SECRET, DECRYPTION_KEY, ...identitiesOf(stream, fixture)])
        expect(text).not.toContain(secret);
    });
  });
}
