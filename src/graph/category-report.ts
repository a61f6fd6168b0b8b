import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.js';
import { dictionaryOf } from '../dictionary/dictionary.js';
import { BadInput, NotFound } from '../errors.js';
import type { Stream } from '../sources/stream.js';
import type { Store } from '../store/store.js';
import type { CategoryReport, QuarantineRate, Run } from './category-report-type.js';
import { createBatches, type BatchRead } from './context.js';
import { freshnessOf } from './freshness.js';
import type { Row } from './page.js';
import { instant } from './projection.js';
import { selectionOf } from './selection.js';
import { list, sql, type Sql } from './sql.js';
import type { FieldResolve } from './type-class.js';

/** The state of one category's data, keyed for `lastRuns`; only what was asked for is filled. */
type Report = Omit<CategoryReport, 'lastRuns'>;

const MAX_RUNS = 100;

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
  const dictionary = new Map(dictionaryOf(catalog, deps.streams).map((entry) => [entry.id, entry]));
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

  /** Rows in quarantine by category and reason, the most frequent first. */
  async function quarantined(): Promise<Map<string, Omit<QuarantineRate, 'share'>[]>> {
    const found = new Map<string, Omit<QuarantineRate, 'share'>[]>();
    const rows = await query(
      sql`SELECT category, reason, COUNT(*) AS n FROM quarantine GROUP BY category, reason ORDER BY n DESC, reason`,
    );
    for (const row of rows) {
      const category = String(row['category']);
      const rate = { reason: String(row['reason']), rows: Number(row['n']) };
      found.set(category, [...(found.get(category) ?? []), rate]);
    }
    return found;
  }

  function reportOf(
    id: string,
    state: Row | undefined,
    rates: readonly Omit<QuarantineRate, 'share'>[],
  ): Report {
    const entry = dictionary.get(id);
    if (!entry) throw new NotFound('CATEGORY_UNKNOWN', 'the category is not in the catalog');
    const rows = Number(state?.['live_rows'] ?? 0);
    const aside = rates.reduce((sum, rate) => sum + rate.rows, 0);
    return {
      ...entry,
      rows,
      quarantined: aside,
      quarantine: rates.map((rate) => ({ ...rate, share: rate.rows / (rows + aside) })),
      freshness: freshnessOf(
        entry.freshness ?? { warn: 0, fail: 0 },
        textOf(state?.['watermark']),
        // The source's clock, as far off ours as it was when it was last read.
        new Date(deps.now().getTime() + Number(state?.['clock_offset_ms'] ?? 0)),
      ),
    };
  }

  return {
    /** The categories with these ids, all when there are none given. @throws NotFound `CATEGORY_UNKNOWN` */
    async read(ids: readonly string[] | null, info: GraphQLResolveInfo): Promise<Report[]> {
      const wanted = selectionOf(info, info.fieldNodes, 'Category');
      const categories = ids ? ids.map((id) => catalog.get(id)) : catalog.categories;
      const asked = (...names: string[]): boolean => names.some((name) => wanted.has(name));
      const [states, rates] = await Promise.all([
        asked('rows', 'freshness', 'quarantine')
          ? byCategory(sql`SELECT category, live_rows, watermark, clock_offset_ms FROM stream_state`)
          : new Map<string, Row>(),
        asked('quarantined', 'quarantine') ? quarantined() : new Map<string, never[]>(),
      ]);
      return categories.map(({ id }) => reportOf(id, states.get(id), rates.get(id) ?? []));
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
