import { isDeepStrictEqual } from 'node:util';
import { catalogue } from '../../sandbox/catalogue/catalogue.js';
import type { RecordSpec } from '../../sandbox/catalogue/spec.js';
import { districtTruth, type TrueRow } from '../../sandbox/district-truth.js';
import type { Store } from '../../src/store/store.js';
import { canonicalRows } from '../../tests/support/canonical.js';
import type { FeedReader } from '../../tests/support/feed-reader.js';
import { catalog, vault } from '../../tests/support/hub.js';

type Row = Readonly<Record<string, unknown>>;

/** Something that is not as it must be; a key is told by its hash. */
export interface Deviation {
  readonly category: string;
  readonly what: string;
  readonly key: string;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The hub's hash of a key. */
function keyHash(category: string, row: Row): string {
  const parts = catalog.get(category).key.map((name) => String(row[name]));
  return vault.shortHash(parts.length === 1 ? (parts[0] ?? '') : JSON.stringify(parts));
}

/** The fields of a live row as the district states them. */
const statedBy = ({ fields }: RecordSpec, row: Row): Row =>
  Object.fromEntries(fields.map(({ as }) => [as, row[as] ?? null]));

async function compareRows(store: Store, spec: RecordSpec, truth: Map<string, TrueRow>) {
  const { id } = spec;
  const found: Deviation[] = [];
  const report = (what: string, key: string): void => void found.push({ category: id, what, key });
  const met = new Set<string>();
  for (const row of await canonicalRows(store, catalog.get(id))) {
    const key = keyHash(id, row);
    const wanted = truth.get(key);
    if (met.has(key)) report('duplicate', key);
    met.add(key);
    if (!wanted || wanted.quarantined) report('surplus', key);
    else {
      const stated = statedBy(spec, row);
      const other = Object.keys(wanted.values).filter(
        (name) => !isDeepStrictEqual(stated[name], wanted.values[name]),
      );
      if (other.length > 0) report(`differs in ${other.join(', ')}`, key);
    }
  }
  for (const [key, { quarantined }] of truth) if (!quarantined && !met.has(key)) report('missing', key);
  return { found, live: met.size };
}

/** Spoilt rows must be in quarantine, by their key where it can be read; nobody else may be. */
async function compareQuarantine(store: Store, category: string, truth: Map<string, TrueRow>) {
  type Entry = { key_hash: Uint8Array | null; reason: string; field: string | null };
  const entries = await store.query<Entry>(
    'SELECT key_hash, reason, field FROM quarantine WHERE category = ?',
    [category],
  );
  const keys = new Map(
    entries.flatMap(({ key_hash, reason, field }): [string, string][] =>
      key_hash ? [[hex(key_hash), `${reason} ${field ?? ''}`.trim()]] : [],
    ),
  );
  const nameless = entries.filter(({ key_hash }) => !key_hash).length;
  const lacking = [...truth].filter(([key, { quarantined }]) => quarantined && !keys.has(key));
  const found: Deviation[] = [...keys]
    .filter(([key]) => !truth.get(key)?.quarantined)
    .map(([key, why]) => {
      const standing = truth.has(key) ? 'good' : 'gone';
      return { category, what: `in quarantine (${why}), although it is ${standing}`, key };
    });
  for (const [key] of lacking.slice(nameless)) found.push({ category, what: 'not in quarantine', key });
  return { found, quarantined: entries.length };
}

/** A reader of the feed alone must know just the live rows. */
async function compareFeed(store: Store, reader: FeedReader, category: string): Promise<Deviation[]> {
  const { table } = catalog.get(category);
  const rows = await store.query<{ key_hash: Uint8Array; content_hash: Uint8Array }>(
    `SELECT key_hash, content_hash FROM ${table}`,
  );
  const live = new Map(rows.map((row) => [hex(row.key_hash), hex(row.content_hash)]));
  const known = new Map(
    [...reader.live].flatMap(([name, content]): [string, string][] =>
      name.startsWith(category) && name.length === category.length + 32
        ? [[name.slice(category.length), content]]
        : [],
    ),
  );
  return [...new Set([...live.keys(), ...known.keys()])]
    .filter((key) => live.get(key) !== known.get(key))
    .map((key) => ({ category, what: 'not as the feed told', key }));
}

async function auditLedger(store: Store): Promise<Deviation[]> {
  const runs = await store.query<{ id: number; category: string }>(
    `SELECT id, category FROM run WHERE status = 'running'
       OR rows_read <> written + unchanged + quarantined + superseded + deleted`,
  );
  return runs.map(({ id, category }) => ({ category, what: 'the ledger does not add up', key: `run ${id}` }));
}

async function liveRowsOf(store: Store, category: string): Promise<number> {
  const [state] = await store.query<{ live_rows: number }>(
    'SELECT live_rows FROM stream_state WHERE category = ?',
    [category],
  );
  return Number(state?.live_rows ?? 0);
}

/** What one category holds. */
export interface Holding {
  readonly category: string;
  readonly department: string;
  readonly live: number;
  readonly quarantined: number;
}

/** Compares everything that a store holds with the district, its own ledger and what a reader of its feed knows. */
export async function audit(deps: {
  readonly store: Store;
  readonly directory: string;
  readonly reader: FeedReader;
}): Promise<{ deviations: Deviation[]; holdings: Holding[] }> {
  const { store, directory, reader } = deps;
  const deviations = await auditLedger(store);
  const holdings: Holding[] = [];
  for (const spec of catalogue) {
    const { id: category, department } = spec;
    const truth = new Map<string, TrueRow>();
    for (const row of await districtTruth(directory, category)) truth.set(keyHash(category, row.values), row);
    const rows = await compareRows(store, spec, truth);
    const aside = await compareQuarantine(store, category, truth);
    deviations.push(...rows.found, ...aside.found, ...(await compareFeed(store, reader, category)));
    if ((await liveRowsOf(store, category)) !== rows.live)
      deviations.push({ category, what: 'live rows are counted wrongly', key: '-' });
    holdings.push({ category, department, live: rows.live, quarantined: aside.quarantined });
  }
  return { deviations, holdings };
}
