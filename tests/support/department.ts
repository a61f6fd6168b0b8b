import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { streams } from '../../connectors/index.js';
import { createApiServer } from '../../sandbox/systems/api-server.js';
import { openExchange } from '../../sandbox/systems/exchange-database.js';
import { writeDelivery, type Cell, type Dialect } from '../../sandbox/systems/file-tree.js';
import { openServiceStore } from '../../sandbox/systems/service-store.js';
import { createSoapServer } from '../../sandbox/systems/soap-server.js';
import { refreshStream, type RunSummary } from '../../src/ingest/refresh-stream.js';
import { createSubjectRegistry } from '../../src/ingest/subject.js';
import { createOpenSource } from '../../src/sources/open-source.js';
import { childTable, columnsOf, decode } from '../../src/store/columns.js';
import { feedAfter } from '../../src/store/feed.js';
import { checkKeys } from '../../src/store/installation.js';
import { freshFolder } from './fresh.js';
import { catalog, vault } from './hub.js';
import { stores } from './stores.js';

type Delivered = Readonly<Record<string, unknown>>;

/** The departments' present moment. */
export const CLOCK = new Date('2025-03-10T00:00:00Z');
const CLIENTS = { hub: 'secret' };

/** Seven departments without data, and a hub that reads them through its own connectors; on an embedded store unless told. */
export async function openDepartments(open = stores[0]?.[1]) {
  if (!open) throw new Error('there is no store');
  const folder = await freshFolder();
  const { store, remove } = await open(catalog);
  await checkKeys(store, vault);
  const exchangeUrl = `sqlite:${join(folder.path, 'qzk.sqlite')}`;
  const services = openServiceStore(join(folder.path, 'services.sqlite'));
  const clock = (): Date => CLOCK;
  const api = (path: string, table: string) =>
    createApiServer({
      store: services,
      clock,
      clients: CLIENTS,
      routes: [{ path, table, paging: 'cursor', maxPageSize: 500 }],
    });
  const attendance = await api('/api/v1/care-home-attendances', 'care-home-attendance');
  const enterprise = await api('/api/v1/enterprises', 'enterprise-registration');
  const property = await createSoapServer({
    store: services,
    clock,
    clients: CLIENTS,
    services: [
      {
        path: '/services/BdcQueryService',
        table: 'property-unit',
        namespace: 'urn:bdc:query:v1',
        operation: 'queryProperty',
        rowElement: 'bdc',
        windowDays: 31,
      },
    ],
  });
  const file = { folder: join(folder.path, 'files') };
  const view = { url: exchangeUrl };
  const client = (baseUrl: string) => ({ baseUrl, clientId: 'hub', clientSecret: CLIENTS.hub });
  const openSource = createOpenSource({
    logger: pino({ level: 'silent' }),
    now: clock,
    endpoints: {
      'public-security': { view },
      'medical-insurance': { view },
      'civil-affairs': { view, file, api: client(attendance.baseUrl) },
      'market-regulation': { api: client(enterprise.baseUrl) },
      taxation: { file },
      housing: { file },
      'natural-resources': { soap: { baseUrl: property.baseUrl, appId: 'hub', secret: CLIENTS.hub } },
    },
  });
  const subjects = createSubjectRegistry({ store, vault });
  const identifiers = async (kind: 'person' | 'organization') =>
    new Map(
      (await store.query<{ id: number; identifier: Uint8Array }>(`SELECT id, identifier FROM ${kind}`)).map(
        ({ id, identifier }): [unknown, string] => [id, vault.open(identifier)],
      ),
    );

  return {
    store,

    /** Publishes a table of an exchange database: all of its rows as they now are. */
    async publish(
      table: string,
      rows: readonly (Delivered & { gxsj?: string; scbz?: '0' | '1' })[],
      fen: readonly string[] = [],
    ) {
      const names = Object.keys(rows[0] ?? {}).filter((name) => name !== 'gxsj' && name !== 'scbz');
      const exchange = await openExchange(exchangeUrl);
      const columns = names.map((name) => ({
        name,
        type: fen.includes(name) ? ('fen' as const) : ('varchar' as const),
      }));
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
      await writeDelivery(join(folder.path, 'files'), { sendNumber: 1, ...file });
    },

    /** Refreshes one category through its connector. The ledger of every run must add up. */
    async refresh(id: string): Promise<RunSummary> {
      const stream = streams.find((candidate) => candidate.id === id);
      if (!stream) throw new Error(`there is no stream ${id}`);
      const source = openSource(stream);
      const deps = {
        store,
        vault,
        subjects,
        stream,
        source,
        logger: pino({ level: 'silent' }),
        now: clock,
        holder: 'test',
        leaseMs: 60_000,
      };
      const summary = await refreshStream(deps, new AbortController().signal);
      await source.close();
      const { read, written, unchanged, quarantined, superseded, deleted } = summary.counts;
      expect(written + unchanged + quarantined + superseded + deleted).toBe(read);
      return summary;
    },

    /** The live rows of a category in canonical form, with `raw`, `id` and list fields. */
    async rows(id: string): Promise<Record<string, unknown>[]> {
      const category = catalog.get(id);
      const [person, organization] = [await identifiers('person'), await identifiers('organization')];
      const canonical = (
        fields: typeof category.fields,
        row: Record<string, unknown>,
      ): Record<string, unknown> =>
        Object.fromEntries(
          columnsOf(fields).flatMap(({ name, field, part }) => {
            const value = row[name] ?? null;
            if (part === 'value')
              return [
                [
                  field.name,
                  typeof value === 'string' || typeof value === 'number' ? decode(field, value) : null,
                ],
              ];
            const text =
              part === 'person'
                ? person.get(value)
                : part === 'organization'
                  ? organization.get(value)
                  : undefined;
            return text !== undefined || field.type !== 'partyId'
              ? [[field.name, text ?? null]]
              : part === 'other'
                ? []
                : [];
          }),
        );
      const found = await store.query(`SELECT * FROM ${category.table} ORDER BY id`);
      return Promise.all(
        found.map(async (row) => {
          const lists: Record<string, unknown> = {};
          for (const list of category.fields.filter(({ type }) => type === 'list')) {
            const elements = await store.query(
              `SELECT * FROM ${childTable(category, list)} WHERE parent_id = ? ORDER BY ordinal`,
              [Number(row['id'])],
            );
            lists[list.name] = elements.map((element) => canonical(list.of ?? [], element));
          }
          const raw: unknown = row['raw'] instanceof Uint8Array ? JSON.parse(vault.open(row['raw'])) : null;
          return { ...canonical(category.fields, row), ...lists, id: row['id'], batch: row['batch'], raw };
        }),
      );
    },

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
    flag: (name: string) => readFile(join(folder.path, 'files', name), 'utf8'),

    async close() {
      await Promise.all([attendance.close(), enterprise.close(), property.close()]);
      services.close();
      await remove();
      await folder.remove();
    },
  };
}

export type Departments = Awaited<ReturnType<typeof openDepartments>>;
