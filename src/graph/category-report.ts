import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.js';
import type { Category } from '../catalog/category.js';
import { BadInput } from '../errors.js';
import type { Stream } from '../sources/stream.js';
import type { Store } from '../store/store.js';
import type { CategoryField, CategoryReport, Freshness, Run } from './category-report-type.js';
import { createBatches, type BatchRead } from './context.js';
import type { Row } from './page.js';
import { instant } from './projection.js';
import { selectionOf } from './selection.js';
import { list, sql, type Sql } from './sql.js';
import type { FieldResolve } from './type-class.js';

/** The state of one category's data, keyed for `lastRuns`; only what was asked for is filled. */
type Report = Omit<CategoryReport, 'lastRuns'>;

const MAX_RUNS = 100;

const fieldsOf = (category: Category): CategoryField[] =>
  category.fields.map(({ name, zh, type, nullable, sensitivity, unit, note }) => ({
    name,
    zh,
    type,
    nullable,
    sensitivity,
    unit: unit ?? null,
    note: note ?? null,
  }));

const toSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** The verdict on a watermark (stored form) under the limits of its stream. */
export function freshnessOf(limits: Stream['freshness'], watermark: string | null, now: Date): Freshness {
  const bounds = { warn: toSeconds(limits.warn), fail: toSeconds(limits.fail) };
  if (watermark === null) return { verdict: 'NEVER_LOADED', age: null, watermark: null, ...bounds };
  const age = Math.max(0, now.getTime() - Date.parse(`${watermark.replace(' ', 'T')}Z`));
  const verdict = age > limits.fail ? 'EXPIRED' : age > limits.warn ? 'LATE' : 'FRESH';
  return { verdict, age: toSeconds(age), watermark: instant(watermark), ...bounds };
}

const warningsSchema = z.record(z.string(), z.number());

function warningsOf(text: unknown): Run['warnings'] {
  if (typeof text !== 'string') return [];
  const counts = warningsSchema.safeParse(JSON.parse(text));
  return counts.success ? Object.entries(counts.data).map(([reason, count]) => ({ reason, count })) : [];
}

const textOf = (value: Row[string] | undefined): string | null => (typeof value === 'string' ? value : null);

function runOf(row: Row): Run {
  const number = (name: string): number => Number(row[name] ?? 0);
  return {
    id: String(row['id']),
    status: String(row['status']).toUpperCase(),
    startedAt: instant(row['started_at']) ?? '',
    finishedAt: instant(row['finished_at']),
    code: textOf(row['code']),
    message: textOf(row['message']),
    rowsRead: number('rows_read'),
    written: number('written'),
    unchanged: number('unchanged'),
    quarantined: number('quarantined'),
    superseded: number('superseded'),
    deleted: number('deleted'),
    removed: number('removed'),
    warnings: warningsOf(row['warnings']),
    watermark: instant(row['watermark']),
  };
}

/** Reads the states of categories: at most one statement for rows and freshness, one for quarantine, one for runs. */
export function createCategoryReports(deps: {
  store: Store;
  catalog: Catalog;
  streams: readonly Stream[];
  now: () => Date;
}) {
  const { catalog, store } = deps;
  const limits = new Map(deps.streams.map((stream) => [stream.id, stream.freshness]));
  const batched = createBatches<readonly Run[]>();
  const query = ({ text, values }: Sql): Promise<Row[]> => store.query<Row>(text, values);

  async function byCategory(statement: Sql): Promise<Map<string, Row>> {
    return new Map((await query(statement)).map((row) => [String(row['category']), row]));
  }

  function lastRuns(count: number): BatchRead<readonly Run[]> {
    return async (keys) => {
      const ids = keys.map((key) => catalog.categories[key]?.id ?? '');
      const rows = await query(sql`SELECT r.* FROM (SELECT t.*, ROW_NUMBER() OVER (PARTITION BY t.category
        ORDER BY t.id DESC) AS rank__ FROM run t WHERE t.category IN ${list(ids)}) r
        WHERE r.rank__ <= ${count} ORDER BY r.category, r.rank__`);
      return ids.map((id) => rows.filter((row) => row['category'] === id).map(runOf));
    };
  }

  return {
    /** The categories with these ids, all when there are none given. @throws NotFound `CATEGORY_UNKNOWN` */
    async read(ids: readonly string[] | null, info: GraphQLResolveInfo): Promise<Report[]> {
      const wanted = selectionOf(info, info.fieldNodes, 'Category');
      const categories = ids ? ids.map((id) => catalog.get(id)) : catalog.categories;
      const none = new Map<string, Row>();
      const [states, quarantined] = await Promise.all([
        wanted.has('rows') || wanted.has('freshness')
          ? byCategory(sql`SELECT category, live_rows, watermark, clock_offset_ms FROM stream_state`)
          : none,
        wanted.has('quarantined')
          ? byCategory(sql`SELECT category, COUNT(*) AS n FROM quarantine GROUP BY category`)
          : none,
      ]);
      return categories.map((category) => ({
        id: category.id,
        no: category.no,
        zh: category.zh,
        en: category.en,
        department: category.department,
        fields: wanted.has('fields') ? fieldsOf(category) : [],
        rows: Number(states.get(category.id)?.['live_rows'] ?? 0),
        quarantined: Number(quarantined.get(category.id)?.['n'] ?? 0),
        freshness: freshnessOf(
          limits.get(category.id) ?? { warn: 0, fail: 0 },
          textOf(states.get(category.id)?.['watermark']),
          // The source's clock, as far off ours as it was when it was last read.
          new Date(deps.now().getTime() + Number(states.get(category.id)?.['clock_offset_ms'] ?? 0)),
        ),
      }));
    },
    /** Resolves `lastRuns` of many categories at once. */
    lastRuns: ((root, args, context, info) => {
      const count = Number(args['first']);
      if (count < 0 || count > MAX_RUNS)
        throw new BadInput('PAGE_SIZE', `first of lastRuns takes 0 to ${MAX_RUNS}`);
      const index = catalog.categories.findIndex(({ id }) => id === root['id']);
      return batched(context, info, index, () => lastRuns(count));
    }) satisfies FieldResolve,
  };
}

export type CategoryReports = ReturnType<typeof createCategoryReports>;
