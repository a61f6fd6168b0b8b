import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { pino, type Logger } from 'pino';
import { streams as allStreams } from '../../connectors/index.js';
import { createApiServer } from '../../sandbox/systems/api-server.js';
import { openExchange } from '../../sandbox/systems/exchange-database.js';
import { writeDelivery, type Cell, type Dialect } from '../../sandbox/systems/file-tree.js';
import { openServiceStore } from '../../sandbox/systems/service-store.js';
import { createSoapServer } from '../../sandbox/systems/soap-server.js';
import { createCatalog } from '../../src/catalog/catalog.js';
import { refreshStream, type RunSummary } from '../../src/ingest/refresh-stream.js';
import { createSubjectRegistry } from '../../src/ingest/subject.js';
import { localStamp } from '../../src/sources/local-time.js';
import { createOpenSource } from '../../src/sources/open-source.js';
import type { DepartmentEndpoints, Source } from '../../src/sources/source.js';
import type { Stream } from '../../src/sources/stream.js';
import { feedAfter } from '../../src/store/feed.js';
import { checkKeys } from '../../src/store/installation.js';
import { canonicalRows } from './canonical.js';
import { columnType, createDelivering, DECRYPTION_KEY, type Delivered, type How } from './delivering.js';
import { freshFolder } from './fresh.js';
import { vault } from './hub.js';
import { stores } from './stores.js';

/** The departments' present moment when they are opened. */
export const CLOCK = new Date('2025-03-10T00:00:00Z');
/** What the departments' servers and the hub agree on; must never be seen in a log or an error. */
export const SECRET = 'a-secret-of-the-departments';

const CLIENTS = { hub: SECRET };
const UNLIMITED = { calls: Infinity, perMs: 1000, parallel: Infinity };
const NO_LIMIT = { calls: 1_000_000, perMs: 1000, parallel: 8 };
/** Longer than any department lets its rows settle. */
const SETTLED_S = 3_600;

export interface DepartmentOptions {
  /** The streams that are served and known to the hub; all of them unless given. */
  readonly streams?: readonly Stream[];
  readonly logger?: Logger;
}

/** The departments of the streams without data, and a hub that reads them through its own connectors; on an embedded store unless told. */
export async function openDepartments(open = stores[0]?.[1], options: DepartmentOptions = {}) {
  if (!open) throw new Error('there is no store');
  const { streams = allStreams, logger = pino({ level: 'silent' }) } = options;
  const catalog = createCatalog(streams.map(({ category }) => category.record));
  const folder = await freshFolder();
  const opened = await open(catalog);
  const { store, remove } = opened;
  await checkKeys(store, vault);
  const exchangeFile = join(folder.path, 'qzk.sqlite');
  const exchangeUrl = `sqlite:${exchangeFile}`;
  const files = join(folder.path, 'files');
  const services = openServiceStore(join(folder.path, 'services.sqlite'));
  let moment = CLOCK;
  const clock = (): Date => moment;
  const closing: (() => Promise<void>)[] = [];

  async function endpointsOf(own: readonly Stream[]): Promise<DepartmentEndpoints> {
    const routes = own.flatMap(({ id, source }) =>
      source.kind === 'api'
        ? [{ path: source.path, table: id, paging: source.paging, maxPageSize: source.pageSize }]
        : [],
    );
    const operations = own.flatMap(({ id, source }) =>
      source.kind === 'soap' ? [{ ...source, table: id }] : [],
    );
    const shared = { store: services, clock, clients: CLIENTS };
    const limits = { calls: UNLIMITED, tokens: UNLIMITED, perDay: 1_000_000 };
    const api = routes.length === 0 ? null : await createApiServer({ ...shared, routes, limits });
    const soap =
      operations.length === 0
        ? null
        : await createSoapServer({ ...shared, services: operations, limits: UNLIMITED });
    for (const server of [api, soap]) if (server) closing.push(() => server.close());
    return {
      view: { url: exchangeUrl },
      file: { folder: files },
      decryptionKey: DECRYPTION_KEY,
      ...(api && { api: { baseUrl: api.baseUrl, clientId: 'hub', clientSecret: SECRET } }),
      ...(soap && { soap: { baseUrl: soap.baseUrl, appId: 'hub', secret: SECRET } }),
    };
  }

  const endpoints: Record<string, DepartmentEndpoints> = {};
  for (const department of new Set(streams.map(({ category }) => category.department)))
    endpoints[department] = await endpointsOf(
      streams.filter(({ category }) => category.department === department),
    );
  const openSource = createOpenSource({
    logger,
    now: clock,
    endpoints,
    limits: { api: NO_LIMIT, token: NO_LIMIT, soap: { ...NO_LIMIT, parallel: 1 } },
  });
  const subjects = createSubjectRegistry({ store, vault });
  const systems = { exchangeUrl, services, files, encryptionKey: DECRYPTION_KEY };
  const deliverings = new Map(streams.map((stream) => [stream.id, createDelivering(stream, systems)]));

  const streamOf = (id: string): Stream => {
    const stream = streams.find((candidate) => candidate.id === id);
    if (!stream) throw new Error(`there is no stream ${id}`);
    return stream;
  };
  const deliveringOf = (id: string) => {
    const delivering = deliverings.get(id);
    if (!delivering) throw new Error(`there is no stream ${id}`);
    return delivering;
  };

  async function advance(seconds: number): Promise<void> {
    moment = new Date(moment.getTime() + seconds * 1000);
    for (const delivering of deliverings.values()) await delivering.setClock(localStamp(moment));
  }

  return {
    store,
    catalog,
    /** The same store, opened a second time. */
    again: () => opened.again(catalog),
    subjects,
    endpoints,
    clock,
    /** Opens a stream's source as the hub does; another declaration of it in its place, if given. */
    openSource: (id: string, stream = streamOf(id)): Source => openSource(stream),
    streamOf,

    /**
     * Delivers rows of any stream in its own way: the first call is a base, later ones are changes (of a full set: the
     * whole set). The clock of all departments then moves on until the rows have settled, or by `settleS`.
     */
    async deliver(id: string, rows: readonly Delivered[], how: How & { settleS?: number } = {}) {
      await deliveringOf(id).deliver(rows, how, localStamp(moment));
      await advance(how.settleS ?? SETTLED_S);
    },

    /** Lets time pass in all departments. */
    advance,

    /** Changes an exchange database behind the hub's back. */
    exchange(sql: string): void {
      const database = new Database(exchangeFile);
      database.exec(sql);
      database.close();
    },

    /** Publishes a table of an exchange database: all of its rows as they now are. */
    async publish(table: string, rows: readonly (Delivered & { gxsj?: string; scbz?: '0' | '1' })[]) {
      const names = Object.keys(rows[0] ?? {}).filter((name) => name !== 'gxsj' && name !== 'scbz');
      const exchange = await openExchange(exchangeUrl);
      const stream = streams.find(({ source }) => source.kind === 'view' && source.table === table);
      const columns = names.map((name) => ({ name, type: columnType(stream, name) }));
      const cell = (value: unknown): Cell =>
        typeof value === 'number' ? value : value === null || value === undefined ? null : String(value);
      const given = rows.map((row) => ({
        values: names.map((name) => cell(row[name])),
        gxsj: row.gxsj ?? '2025-03-01 10:00:00',
        scbz: row.scbz ?? ('0' as const),
      }));
      // The department's clock shows the end of the day of the last change.
      const day = given
        .map(({ gxsj }) => gxsj.slice(0, 10))
        .toSorted()
        .at(-1);
      await exchange.publish({ name: table, columns }, given, `${day} 22:00:00`);
      await exchange.setClock(table.slice(0, 2), `${day} 23:00:00`);
      await exchange.close();
    },

    /** Puts rows into a service; `key` tells them apart there. */
    put(
      category: string,
      rows: readonly { key: string; stamp?: string; deleted?: boolean; body: Delivered }[],
    ) {
      services.put(
        category,
        rows.map(({ key, stamp = '2025-03-01 10:00:00', deleted = false, body }) => ({
          key,
          stamp,
          deleted,
          body: { ...body },
        })),
      );
    },

    /** Sends a file. */
    async send(file: {
      folder: string;
      name: string;
      dialect: Dialect;
      businessDate: string;
      kind: 'QL' | 'ZL';
      columns: readonly string[];
      rows: readonly (readonly Cell[])[];
      totalRow?: readonly Cell[];
    }) {
      await writeDelivery(files, { sendNumber: 1, encryptionKey: DECRYPTION_KEY, ...file });
    },

    /** Refreshes one category through its connector; `source` in place of its own. The ledger of every run must add up. */
    async refresh(
      id: string,
      more: { source?: Source; stream?: Stream; signal?: AbortSignal; acceptHeld?: boolean } = {},
    ): Promise<RunSummary> {
      const { stream = streamOf(id), signal = new AbortController().signal } = more;
      const source = more.source ?? openSource(stream);
      const deps = {
        store,
        vault,
        subjects,
        stream,
        source,
        logger,
        now: clock,
        holder: 'test',
        leaseMs: 60_000,
        acceptHeld: more.acceptHeld ?? false,
      };
      try {
        const summary = await refreshStream(deps, signal);
        const { read, written, unchanged, quarantined, superseded, deleted } = summary.counts;
        expect(written + unchanged + quarantined + superseded + deleted).toBe(read);
        return summary;
      } finally {
        await source.close();
      }
    },

    /** The live rows of a category in canonical form, with `raw`, `id`, `batch` and list fields. */
    rows: (id: string) => canonicalRows(store, catalog.get(id)),

    quarantine: () =>
      store.query<{ reason: string; field: string | null }>(
        'SELECT reason, field FROM quarantine ORDER BY id',
      ),

    /** The rows in quarantine as they were delivered. */
    async setAside(): Promise<unknown[]> {
      const rows = await store.query<{ raw: Uint8Array }>('SELECT raw FROM quarantine ORDER BY id');
      return rows.map(({ raw }): unknown => JSON.parse(vault.open(raw)));
    },

    /** What the last run warned of. */
    async warnings(): Promise<unknown> {
      const [run] = await store.query<{ warnings: string | null }>(
        'SELECT warnings FROM run ORDER BY id DESC LIMIT 1',
      );
      return JSON.parse(run?.warnings ?? 'null');
    },

    /** What the feed tells after `cursor`. */
    feed: (cursor = 0) => feedAfter({ store, catalog }, cursor, 100),

    /** The flag file of a sent file. */
    flag: (name: string) => readFile(join(files, name), 'utf8'),

    async close() {
      await Promise.all(closing.splice(0).map((end) => end()));
      services.close();
      await remove();
      await folder.remove();
    },
  };
}

export type Departments = Awaited<ReturnType<typeof openDepartments>>;
