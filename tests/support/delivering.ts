import { join } from 'node:path';
import { openExchange } from '../../sandbox/systems/exchange-database.js';
import type { ColumnType } from '../../sandbox/systems/exchange-driver.js';
import { writeDelivery, type Cell } from '../../sandbox/systems/file-tree.js';
import type { ServiceStore } from '../../sandbox/systems/service-store.js';
import type { FileSpec, Stream, ViewSpec } from '../../src/sources/stream.js';

/** A row as its department writes it: delivered names -> values; a list is an array of such objects. */
export type Delivered = Readonly<Record<string, unknown>>;

/** How rows come; what is left out is as it would be on a quiet day. */
export interface How {
  /** Local `yyyy-MM-dd HH:mm:ss` of the rows' last change (view, API, SOAP); the department's moment unless given. */
  readonly stamp?: string;
  /** From when readers of a service see the rows; their stamp unless given. */
  readonly visibleAt?: string;
  /** The rows are deleted: only their key is delivered. */
  readonly deleted?: boolean;
  /** Columns in place of the declared ones: for departments that change theirs. */
  readonly columns?: readonly string[];
  /** Files: `yyyyMMdd`, a day after the last one unless given. */
  readonly businessDate?: string;
  /** Files: the first one is `QL`, and so are all of a full set; others are `ZL`. */
  readonly kind?: 'QL' | 'ZL';
  readonly sendNumber?: number;
  readonly totalRow?: readonly Cell[];
}

/** What a department's systems are made of. */
export interface Systems {
  /** `sqlite:…` or `mysql://…`. */
  readonly exchangeUrl: string;
  readonly services: ServiceStore;
  readonly files: string;
  /** 32 bytes in hex. */
  readonly encryptionKey: string;
}

interface Held {
  readonly values: Delivered;
  readonly stamp: string;
  readonly deleted: boolean;
}

/** 00 01 02 … 1f, as in the test vector of the catalogue. */
export const DECRYPTION_KEY = Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('hex');

const OPERATION = { 'pipe-gb': 'CZBZ' } as const;

const cellOf = (value: unknown): Cell =>
  typeof value === 'number' ? value : value === null || value === undefined ? null : String(value);

function keyNames({ category, mappings }: Stream): string[] {
  return category.key.map(
    (name) => mappings[category.fields.findIndex((field) => field.name === name)]?.name ?? name,
  );
}

/** How an exchange database types a delivered column, unlisted ones as text. */
export function columnType(stream: Stream | undefined, name: string): ColumnType {
  const at = stream?.mappings.findIndex((mapping) => mapping.name === name) ?? -1;
  const [field, mapping] = [stream?.category.fields[at], stream?.mappings[at]];
  if (mapping?.unit === 'fen') return 'fen';
  if (field?.type === 'integer') return 'integer';
  return field?.type === 'decimal' ? `decimal(18,${field.scale ?? 2})` : 'varchar';
}

const dayAfter = (day: string): string => {
  const instant = Date.UTC(+day.slice(0, 4), +day.slice(4, 6) - 1, +day.slice(6, 8)) + 86_400_000;
  return new Date(instant).toISOString().slice(0, 10).replaceAll('-', '');
};

/** One category as its department holds and delivers it, whatever the way: made from the stream's declaration. */
export function createDelivering(stream: Stream, systems: Systems) {
  const { source: spec, mappings } = stream;
  const keys = keyNames(stream);
  const keyOf = (values: Delivered): string => keys.map((name) => String(values[name] ?? '')).join('|');
  const keyOnly = (values: Delivered): Delivered =>
    Object.fromEntries(keys.map((name) => [name, values[name]]));
  const held = new Map<string, Held>();
  let columns = mappings.map(({ name }) => name);
  let businessDate = '20250227';
  let sent = false;

  async function publish({ table }: ViewSpec, moment: string): Promise<void> {
    const exchange = await openExchange(systems.exchangeUrl);
    const rows = [...held.values()].map(({ values, stamp, deleted }) => ({
      values: columns.map((name) => cellOf(values[name])),
      gxsj: stamp,
      scbz: deleted ? ('1' as const) : ('0' as const),
    }));
    try {
      await exchange.publish(
        { name: table, columns: columns.map((name) => ({ name, type: columnType(stream, name) })) },
        rows,
        moment,
      );
    } finally {
      await exchange.close();
    }
  }

  async function send(file: FileSpec, rows: readonly Delivered[], how: How, first: boolean): Promise<void> {
    const kind = how.kind ?? (stream.mode === 'full' || first ? 'QL' : 'ZL');
    businessDate = how.businessDate ?? dayAfter(businessDate);
    const changes = kind === 'ZL';
    const operation = file.dialect === 'pipe-gb' ? OPERATION['pipe-gb'] : '操作';
    await writeDelivery(systems.files, {
      folder: file.folder,
      name: file.name,
      dialect: file.dialect,
      businessDate,
      kind,
      sendNumber: how.sendNumber ?? 1,
      columns: [...(changes ? [operation] : []), ...columns],
      rows: rows.map((values) => [
        ...(changes ? [how.deleted ? 'D' : 'U'] : []),
        ...columns.map((name) => cellOf(values[name])),
      ]),
      encryptionKey: systems.encryptionKey,
      ...(how.totalRow && { totalRow: how.totalRow }),
    });
  }

  return {
    /** Takes the rows into the department's systems as its newest state. `moment`: its clock, local. */
    async deliver(rows: readonly Delivered[], how: How, moment: string): Promise<void> {
      columns = [...(how.columns ?? columns)];
      const { stamp = moment, deleted = false } = how;
      const given = rows.map((values) => (deleted ? keyOnly(values) : values));
      const first = !sent;
      sent = true;
      if (spec.kind === 'file') return send(spec, given, how, first);
      if (stream.mode === 'full') held.clear();
      for (const values of given) held.set(keyOf(values), { values, stamp, deleted });
      if (spec.kind === 'view') return publish(spec, moment);
      systems.services.put(
        stream.id,
        given.map((values) => ({
          key: keyOf(values),
          stamp,
          deleted,
          body: { ...values },
          ...(how.visibleAt !== undefined && { visibleAt: how.visibleAt }),
        })),
      );
    },

    /** Tells an exchange database the time. */
    async setClock(moment: string): Promise<void> {
      if (spec.kind !== 'view' || !sent) return;
      const exchange = await openExchange(systems.exchangeUrl);
      await exchange.setClock(spec.table.slice(0, spec.table.indexOf('_')), moment);
      await exchange.close();
    },

    /** Where the files are. */
    folder: spec.kind === 'file' ? join(systems.files, spec.folder) : null,
  };
}
