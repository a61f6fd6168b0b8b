import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Analytics } from '../../src/alert/compare.js';
import { openDesk, type Desk } from '../../src/alert/desk.js';
import { comparison, type ComparisonDeclaration } from '../../src/analytics/comparison.js';
import { createComparisonEngine } from '../../src/analytics/engine.js';
import { loadComparisons, type ComparisonLibrary } from '../../src/analytics/library.js';
import { openReplicaDatabase } from '../../src/analytics/replica/database.js';
import { layoutOf } from '../../src/analytics/replica/layout.js';
import { createReplica } from '../../src/analytics/replica/replica.js';
import { createCatalog } from '../../src/catalog/catalog.js';
import { refreshStream } from '../../src/ingest/refresh-stream.js';
import { createSubjectRegistry } from '../../src/ingest/subject.js';
import type { RawRow } from '../../src/sources/source.js';
import { stream } from '../../src/sources/stream.js';
import { checkKeys } from '../../src/store/installation.js';
import type { Store } from '../../src/store/store.js';
import { createVault } from '../../src/store/vault.js';
import { freshFolder } from '../support/fresh.js';
import { TestParcel } from '../support/parcel.js';
import { scriptedSource, type ScriptedDelivery } from '../support/scripted-source.js';

export const catalog = createCatalog([TestParcel]);
export const vault = createVault({ hashing: Buffer.alloc(32, 1), encryption: Buffer.alloc(32, 2) });
export const PERSONS = [
  '190102195607150015',
  '190102195607150023',
  '190102195607150031',
  '19010219560715004X',
  '190102195607150058',
] as const;
export const FIRM = '91190102MA000000E0';
export const TODAY = '2025-03-10';

export const parcels = stream({
  category: TestParcel,
  source: { kind: 'file', folder: 'f', name: 'P', dialect: 'csv-gb' },
  mode: 'delta',
  cron: '0 3 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    parcelNo: 'no',
    citizenId: 'id',
    unitUscc: 'unit',
    name: 'name',
    amount: 'amount',
    date: { name: 'date', format: 'yyyy-MM-dd' },
    seenAt: { name: 'seen', format: 'yyyy-MM-dd HH:mm:ss' },
    active: { name: 'active', booleans: { '1': true, '0': false } },
    holders: { name: 'holders/holder', of: { holderKind: 'kind', holderId: 'id', shareRatio: 'share' } },
  },
});

const declared = (id: string, more: Partial<ComparisonDeclaration>): ComparisonDeclaration =>
  comparison({
    id,
    no: 'M99',
    zh: '测试比对',
    en: 'Test comparison',
    serves: ['test-department', 'other-department'],
    severity: { RED: 'above redAbove', YELLOW: 'else' },
    basis: null,
    reads: { 'test-parcel': ['parcelNo', 'citizenId', 'unitUscc', 'amount', 'date', 'holders.holderId'] },
    parameters: {},
    notAlert: [{ zh: '小额', en: 'small amounts' }],
    ...more,
  });

/** What a person's parcels of a month cost, and who holds an inactive one. */
const COSTLY = `
  SELECT [person_key(person_id)] AS subjects, month_text(date) AS period, month_start(min(date)) AS judged_date,
    CASE WHEN sum(amount) > $red_above THEN 'RED' ELSE 'YELLOW' END AS severity, sum(amount) AS amount,
    list(evidence('test-parcel', id)) AS evidence, {parcels: count(*), dearest: max(amount)} AS facts
  FROM test_parcel WHERE date <= $as_of AND person_id IS NOT NULL
  GROUP BY person_id, month_text(date) HAVING sum(amount) > $limit`;
const IDLE = `
  SELECT [organization_key(unit_id), subject_key('parcel', parcel_no)] AS subjects, '-' AS period,
    date AS judged_date, 'BLUE' AS severity, CAST(0 AS DECIMAL(18,2)) AS amount,
    [evidence('test-parcel', id)] AS evidence, {seen: day_text(day_of(seen_at))} AS facts
  FROM test_parcel WHERE NOT active AND date <= $as_of`;

export interface Question {
  readonly declaration: ComparisonDeclaration;
  readonly sql: string;
}

export const costly: Question = {
  declaration: declared('costly-parcel', {
    parameters: {
      limit: { decimal: '100.00', unit: 'yuan', zh: '上限', en: 'tolerated a month' },
      redAbove: { decimal: '1000.00', unit: 'yuan', zh: '红色', en: 'more than this is RED' },
    },
  }),
  sql: COSTLY,
};
export const idle: Question = { declaration: declared('idle-parcel', {}), sql: IDLE };

/** A library of questions over the test category. */
export async function libraryOf(folder: string, questions: readonly Question[]): Promise<ComparisonLibrary> {
  for (const { declaration, sql } of questions) {
    await mkdir(join(folder, declaration.id), { recursive: true });
    await writeFile(join(folder, declaration.id, 'question.sql'), sql);
  }
  const declarations = questions.map(({ declaration }) => declaration);
  return loadComparisons({ catalog, declarations, derivedSets: [], counting: {}, folder });
}

/** A replica in memory and the engine over it. */
export async function openAnalytics(
  store: Store,
  library: ComparisonLibrary,
  folder: string,
): Promise<Analytics & { close(): Promise<void> }> {
  const layout = layoutOf(catalog, library.read);
  const database = await openReplicaDatabase({ file: ':memory:', folder: join(folder, 'passing'), layout });
  return {
    replica: createReplica({ store, database, layout }),
    engine: createComparisonEngine({ database, library }),
    close: () => database.close(),
  };
}

/** A parcel as it is delivered; what is left out is sound. */
export interface Parcel {
  readonly no: string;
  readonly version: number;
  readonly person?: string;
  readonly amount?: string;
  readonly date?: string;
  readonly active?: boolean;
  readonly deleted?: true;
}

export const parcel = ({ no, version, person, amount, date, active, deleted }: Parcel): RawRow => ({
  values: deleted
    ? [no, null, null, null, null, null, null, null, null]
    : [
        no,
        person ?? PERSONS[0],
        FIRM,
        '甲某',
        amount ?? '150.00',
        date ?? '2025-03-01',
        '2025-03-02 09:15:00',
        active === false ? '0' : '1',
        [['2', FIRM, '100%']],
      ],
  position: String(version),
  version,
  deleted: deleted ?? false,
});

/** A desk over a store with one department that delivers parcels. */
export interface ParcelDesk extends Desk {
  readonly store: Store;
  /** Takes in a delivery; complete up to `watermark`. */
  deliver(rows: readonly RawRow[], watermark?: string): Promise<void>;
  /** Runs what is due (or the named modules) and tells what the lines of the ledger say. */
  run(modules?: readonly string[], asOf?: string): Promise<string[]>;
  /** `module period severity amount status`, sorted. */
  alerts(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openParcelDesk(
  store: Store,
  questions: readonly Question[] = [costly, idle],
  more: { now?: () => Date; leaseMs?: number } = {},
): Promise<ParcelDesk> {
  const folder = await freshFolder();
  const now = more.now ?? ((): Date => new Date(`${TODAY}T04:00:00Z`));
  await checkKeys(store, vault);
  const library = await libraryOf(folder.path, questions);
  const analytics = await openAnalytics(store, library, folder.path);
  const logger = pino({ level: 'silent' });
  const deps = { store, vault, catalog, streams: [parcels], logger, now, holder: 'test' };
  const desk = await openDesk({
    ...deps,
    library,
    analytics: async () => analytics,
    clock: () => new Date(`${TODAY}T04:00:00Z`),
    ...(more.leaseMs !== undefined && { leaseMs: more.leaseMs }),
  });
  const past: ScriptedDelivery[] = [];
  return {
    ...desk,
    store,
    async deliver(rows, watermark = `${TODAY}T00:00:00Z`) {
      const [state] = await store.query<{ checkpoint: string | null }>('SELECT checkpoint FROM stream_state');
      const taken = Number(JSON.parse(state?.checkpoint ?? '{}').taken ?? 0);
      while (past.length < taken) past.push({ name: 'past', batches: [] });
      const script = [...past, { name: `d${taken}`, batches: [rows], watermark }];
      const subjects = createSubjectRegistry({ store, vault });
      await refreshStream(
        { ...deps, subjects, stream: parcels, source: scriptedSource(script), leaseMs: 60_000 },
        new AbortController().signal,
      );
    },
    async run(modules, asOf = TODAY) {
      const outcomes = await desk.compare.run(
        { asOf, cause: 'manual', ...(modules && { modules }) },
        new AbortController().signal,
      );
      return outcomes.map(({ module, status, counts }) => {
        const told = Object.entries(counts).flatMap(([name, count]) => (count > 0 ? `${name} ${count}` : []));
        return [module, status, ...told].join(' ');
      });
    },
    async alerts() {
      const rows = await store.query<Record<string, string | number>>(
        'SELECT module, period, severity, amount, status FROM alert',
      );
      return rows
        .map(({ module, period, severity, amount, status }) =>
          [module, period, severity, Number(amount) / 100, status].join(' '),
        )
        .toSorted();
    },
    async close() {
      await analytics.close();
      await folder.remove();
    },
  };
}
