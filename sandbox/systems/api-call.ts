import { randomUUID } from 'node:crypto';
import { compactStamp, dashed, later, localStamp } from './local-time.js';
import type { ServiceQuery, ServiceRow, ServiceStore } from './service-store.js';

/** One resource of the HTTP API. */
export interface ApiRoute {
  readonly path: string;
  /** Name in the service store. */
  readonly table: string;
  readonly paging: 'cursor' | 'page';
  readonly maxPageSize: number;
}

/** `{"code":…,"msg":…,"data":…}` */
export interface Envelope {
  readonly code: number;
  readonly msg: string;
  readonly data: {
    readonly total: number;
    readonly list: readonly object[];
    readonly next: string | number | null;
  } | null;
}

/** Answers calls of the resources from the store. */
export interface ApiCalls {
  answer(route: ApiRoute, parameters: URLSearchParams): Envelope;
}

const CURSOR_MS = 30 * 60_000;
const MOST_CURSORS = 10_000;
const TOMBSTONES_MS = 180 * 86_400_000;

const MESSAGES: Readonly<Record<number, string>> = {
  0: 'ok',
  1001: '参数错误',
  1002: '游标已失效',
  1003: '分页过大',
  2001: '数据准备中',
  2002: '资源未授权',
  5001: '上游服务异常',
};

/** The envelope of a business error. */
export function failure(code: number): Envelope {
  return { code, msg: MESSAGES[code] ?? '未知错误', data: null };
}

interface Cursor {
  /** All parameters of the walk but the cursor itself. */
  readonly walk: string;
  readonly after: { readonly stamp: string; readonly key: string };
  readonly until: number;
}

function delivered({ body, stamp, deleted }: ServiceRow, index: number): object {
  // A live row may say so or leave the name out.
  return { ...body, updatedAt: stamp, ...((deleted || index % 2 === 0) && { deleted }) };
}

/** Numbers are whole and positive; null: bad parameter. */
function positive(text: string | null, otherwise: number): number | null {
  if (text === null) return otherwise;
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;
}

export function createApiCalls({
  store,
  clock,
  alter = (_, body) => body,
}: {
  readonly store: ServiceStore;
  readonly clock: () => Date;
  /** Changes the bodies of rows on their way out. */
  readonly alter?: (table: string, body: ServiceRow['body']) => ServiceRow['body'];
}): ApiCalls {
  const cursors = new Map<string, Cursor>();

  const issue = (walk: string, { stamp, key }: ServiceRow): string => {
    const name = randomUUID();
    cursors.set(name, { walk, after: { stamp, key }, until: clock().getTime() + CURSOR_MS });
    const [oldest] = cursors.keys();
    if (cursors.size > MOST_CURSORS && oldest !== undefined) cursors.delete(oldest);
    return name;
  };

  const queryOf = (table: string, parameters: URLSearchParams): ServiceQuery | null => {
    const now = clock();
    const [since, before] = ['updatedSince', 'updatedBefore'].map((name) => {
      const given = parameters.get(name);
      return given === null ? undefined : dashed(given);
    });
    if (since === null || before === null) return null;
    return {
      table,
      now: localStamp(now),
      ...(since !== undefined && { since, tombstonesSince: localStamp(later(now, -TOMBSTONES_MS)) }),
      ...(before !== undefined && { before }),
    };
  };

  const altered =
    ({ table }: ServiceQuery) =>
    (row: ServiceRow, index: number): object =>
      delivered({ ...row, body: alter(table, row.body) }, index);

  const byCursor = (query: ServiceQuery, parameters: URLSearchParams, size: number): Envelope => {
    const given = parameters.get('cursor');
    const rest = new URLSearchParams(parameters);
    rest.delete('cursor');
    rest.sort();
    const walk = `${query.table}?${rest}`;
    const cursor = given === null ? undefined : cursors.get(given);
    if (given !== null && (!cursor || cursor.until < clock().getTime())) return failure(1002);
    if (cursor && cursor.walk !== walk) return failure(1001);
    const rows = store.page(query, cursor ? { after: cursor.after } : {}, size + 1);
    const page = rows.slice(0, size);
    const last = page.at(-1);
    const next = rows.length > size && last ? issue(walk, last) : null;
    return { code: 0, msg: 'ok', data: { total: store.count(query), list: page.map(altered(query)), next } };
  };

  const byPage = (query: ServiceQuery, number: number, size: number): Envelope => {
    const total = store.count(query);
    const list = store.page(query, { offset: (number - 1) * size }, size).map(altered(query));
    return { code: 0, msg: 'ok', data: { total, list, next: number * size < total ? number + 1 : null } };
  };

  return {
    answer({ table, paging, maxPageSize }, parameters) {
      const query = queryOf(table, parameters);
      const size = positive(parameters.get('pageSize'), 100);
      const number = positive(parameters.get('page'), 1);
      const foreign = parameters.has(paging === 'cursor' ? 'page' : 'cursor');
      if (!query || size === null || number === null || foreign) return failure(1001);
      if (size > maxPageSize) return failure(1003);
      return paging === 'cursor' ? byCursor(query, parameters, size) : byPage(query, number, size);
    },
  };
}

/** Up to when the rows are complete: a row can come 300 s late. */
export const dataAsOf = (now: Date): string => compactStamp(later(now, -300_000));
