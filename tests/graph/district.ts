import { pino } from 'pino';
import { streams } from '../../connectors/index.js';
import { records } from '../../schema/index.js';
import { loadPolicy, type Caller } from '../../src/access/policy.js';
import { openDesk, type Desk } from '../../src/alert/desk.js';
import { loadComparisons } from '../../src/analytics/library.js';
import { FatalError } from '../../src/errors.js';
import { createCatalog, type Catalog } from '../../src/catalog/catalog.js';
import { citizenIdCheck } from '../../src/catalog/canonical/citizen-id.js';
import { usccCheck } from '../../src/catalog/canonical/uscc.js';
import type { Category } from '../../src/catalog/category.js';
import type { Field } from '../../src/catalog/field.js';
import { createGraph, type Graph } from '../../src/graph/graph.js';
import { createSubjectRegistry } from '../../src/ingest/subject.js';
import type { WakeUps } from '../../src/queue/wake-up.js';
import { createInProcessWakeUps } from '../../src/queue/in-process/wake-up.js';
import { childTable, columnsOf, encoder, TECHNICAL_COLUMNS } from '../../src/store/columns.js';
import type { SqlValue, Store } from '../../src/store/store.js';
import { createVault, type Vault } from '../../src/store/vault.js';

/** A row by field names; an identifier is its text, a list an array of such rows. */
export type Given = Readonly<Record<string, unknown>>;

export const catalog: Catalog = createCatalog(records);
export const vault: Vault = createVault({ hashing: Buffer.alloc(32, 1), encryption: Buffer.alloc(32, 2) });
export const NOW = new Date('2025-03-02T00:00:00Z');

/** The n-th person of the tests, born in 1956. */
export function citizen(n: number): string {
  const digits = `1901021956${String((n % 12) + 1).padStart(2, '0')}15${String(n).padStart(3, '0')}`;
  return digits + citizenIdCheck(digits);
}

/** The n-th organization of the tests. */
export function firm(n: number): string {
  const code = `91190102MA${String(n).padStart(7, '0')}`;
  return code + usccCheck(code);
}

const isPerson = (text: string): boolean => text.startsWith('1901021956');

function fallback(field: Field): unknown {
  if (field.nullable) return null;
  if (field.type === 'list') return [];
  if (field.codes) return Object.values(field.codes.codes)[0]?.[0];
  const values: Partial<Record<Field['type'], unknown>> = {
    integer: 1,
    year: 2025,
    decimal: '1.00',
    ratio: '0.500000',
    boolean: false,
    date: '2025-01-01',
    datetime: '2025-01-01T08:00:00+08:00',
    month: '2025-01',
    citizenId: citizen(1),
    uscc: firm(1),
    partyId: citizen(1),
  };
  return values[field.type] ?? `${field.name}`;
}

type Subjects = ReadonlyMap<string, number>;

function cells(fields: readonly Field[], given: Given, subjects: Subjects): SqlValue[] {
  return columnsOf(fields).map(({ field, part }) => {
    const value = field.name in given ? given[field.name] : fallback(field);
    if (value === null || value === undefined) return null;
    if (part === 'value') return encoder(field)(value as string);
    const text = String(value);
    const known = subjects.get(text);
    if (part === 'other') return known === undefined ? vault.seal(text) : null;
    return (part === 'person') === isPerson(text) ? (known ?? null) : null;
  });
}

function identifiersOf(fields: readonly Field[], rows: readonly Given[]): string[] {
  return rows.flatMap((given) =>
    fields.flatMap((field) => {
      const value = field.name in given ? given[field.name] : fallback(field);
      if (field.type === 'list') return identifiersOf(field.of ?? [], (value ?? []) as Given[]);
      const identifies = field.type === 'citizenId' || field.type === 'uscc' || field.type === 'partyId';
      return identifies && typeof value === 'string' && value.length === 18 ? [value] : [];
    }),
  );
}

async function subjectsOf(store: Store, category: Category, rows: readonly Given[]): Promise<Subjects> {
  const registry = createSubjectRegistry({ store, vault });
  const all = identifiersOf(category.fields, rows);
  return new Map([
    ...(await registry.resolve('person', new Set(all.filter(isPerson)))),
    ...(await registry.resolve('organization', new Set(all.filter((text) => !isPerson(text))))),
  ]);
}

/** Writes rows of one category as an ingest would have left them; ids count from 1. */
export async function seed(store: Store, id: string, rows: readonly Given[]): Promise<void> {
  const category = catalog.get(id);
  const subjects = await subjectsOf(store, category, rows);
  const lists = category.fields.filter((field) => field.type === 'list');
  await store.transaction(async (transaction) => {
    await transaction.replaceRows(
      category.table,
      [...TECHNICAL_COLUMNS, ...columnsOf(category.fields)].map(({ name }) => name),
      rows.map((given, index) => [
        index + 1,
        Buffer.from(vault.shortHash(`${id}${index}`), 'hex'),
        Buffer.alloc(16),
        Buffer.alloc(16),
        1,
        1,
        1,
        String(index + 1),
        null,
        ...cells(category.fields, given, subjects),
      ]),
    );
    for (const list of lists)
      await transaction.replaceRows(
        childTable(category, list),
        ['parent_id', 'ordinal', ...columnsOf(list.of ?? []).map(({ name }) => name)],
        rows.flatMap((given, index) =>
          ((given[list.name] ?? []) as Given[]).map((element, ordinal) => [
            index + 1,
            ordinal,
            ...cells(list.of ?? [], element, subjects),
          ]),
        ),
      );
    await transaction.replaceRows(
      'delivery',
      ['id', 'category', 'name', 'status', 'code', 'row_count', 'run', 'recorded_at'],
      [[1, id, 'first.csv', 'applied', null, rows.length, 1, '2025-03-01 01:00:00']],
    );
  });
}

/** A store that counts what it is asked. */
export interface Counted {
  readonly store: Store;
  statements(): string[];
}

export function counted(store: Store): Counted {
  let asked: string[] = [];
  return {
    store: {
      ...store,
      query: (sql, parameters) => {
        asked.push(sql);
        return store.query(sql, parameters);
      },
    },
    statements: () => {
      const until = asked;
      asked = [];
      return until;
    },
  };
}

const policy = loadPolicy(undefined);
policy.addToken('v', ['viewer']);
policy.addToken('a', ['analyst']);
policy.addToken('o', ['operator']);
policy.addToken('x', ['admin']);

/** A caller with one of the default roles. */
export function callerWith(role: 'viewer' | 'analyst' | 'operator' | 'admin'): Caller {
  const caller = policy.authenticate({ viewer: 'v', analyst: 'a', operator: 'o', admin: 'x' }[role]);
  if (!caller) throw new Error('unknown token');
  return caller;
}

/** A desk without comparisons. */
export async function emptyDesk(store: Store): Promise<Desk> {
  const library = await loadComparisons({
    catalog,
    declarations: [],
    derivedSets: [],
    counting: {},
    folder: '.',
  });
  return openDesk({
    store,
    vault,
    catalog,
    streams,
    library,
    logger: pino({ level: 'silent' }),
    analytics: () => Promise.reject(new FatalError('NO_REPLICA', 'nothing is compared here')),
    now: () => NOW,
    clock: () => NOW,
    holder: 'test',
  });
}

/** The graph of all categories over a store. */
export async function graphOver(
  store: Store,
  more: { wakeUps?: WakeUps; refreshed?: string[][] } = {},
): Promise<Graph> {
  return createGraph({
    catalog,
    store,
    vault,
    streams,
    wakeUps: more.wakeUps ?? createInProcessWakeUps(),
    refresh: async (ids, { by }) => void more.refreshed?.push([by, ...ids]),
    desk: await emptyDesk(store),
    compare: async () => undefined,
    now: () => NOW,
  });
}
