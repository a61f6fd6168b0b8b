import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordSpec } from '../catalogue/spec.js';
import { compactDate, DAY } from '../district/calendar.js';
import { mix, textHash } from '../district/random.js';
import type { SourceRecord } from '../record/record.js';
import type { Delivered } from '../render/field.js';
import type { Planter } from '../render/planter.js';
import type { Renderer } from '../render/row.js';
import { openDelivery, type Cell, type FileHeader, type OpenDelivery } from '../systems/file-tree.js';
import { publications, type Publication } from './schedule.js';
import type { Versions } from './version.js';

/** Files of changes stay so long. */
export const FILE_DAYS = 30;

/** The publications that are in the folder at a moment: the last full set, and the changes after it. */
export interface FilePlan {
  readonly full: Publication | null;
  /** Business day after which the changes begin. */
  readonly after: number;
  /** Oldest first. */
  readonly changes: readonly Publication[];
}

/** What a folder holds that is filled anew at a moment. */
export function planFiles({ cron, mode }: RecordSpec, moment: number): FilePlan {
  const changes: Publication[] = [];
  for (const publication of publications(cron, moment)) {
    if (mode === 'full' || publication.at < moment - FILE_DAYS * DAY)
      return { full: publication, after: publication.businessDay, changes };
    changes.unshift(publication);
  }
  throw new Error(`${cron} has no full set`);
}

/** What comes between two moments; null when the folder has to be filled anew. */
export function planNewFiles(spec: RecordSpec, since: number, moment: number): FilePlan | null {
  const fresh: Publication[] = [];
  let after = 0;
  for (const publication of publications(spec.cron, moment)) {
    after = publication.businessDay;
    if (publication.at <= since) break;
    fresh.unshift(publication);
  }
  if (spec.mode === 'full') return { full: fresh.at(-1) ?? null, after, changes: [] };
  const [oldest] = fresh;
  return oldest && oldest.at < moment - FILE_DAYS * DAY ? null : { full: null, after, changes: fresh };
}

/** Takes away what a folder no longer holds: changes older than 30 days, and full sets before the newest one. */
export function pruneFiles(spec: RecordSpec, root: string, moment: number): void {
  if (spec.delivery.kind !== 'file') return;
  const { folder, name } = spec.delivery;
  const { after } = planFiles(spec, moment);
  const own = readdirSync(join(root, folder)).filter((file) => file.startsWith(`${name}_`));
  const dateOf = (file: string): string => file.slice(name.length + 1, name.length + 9);
  const newest =
    own
      .filter((file) => file.includes('_QL_'))
      .map(dateOf)
      .toSorted()
      .at(-1) ?? '';
  for (const file of own) {
    const stale = file.includes('_QL_') ? dateOf(file) < newest : dateOf(file) <= compactDate(after);
    if (stale) rmSync(join(root, folder, file));
  }
}

const cellOf = (cell: Delivered): Cell =>
  typeof cell === 'string' || typeof cell === 'number' || cell === null ? cell : String(cell);

interface Bucket {
  readonly businessDay: number;
  readonly file: OpenDelivery;
  /** Order of the columns. */
  readonly order: readonly number[] | null;
  readonly extra: boolean;
}

/** Takes the versions of one key after the other, and writes each into the file whose days cover it. */
export interface FileSet {
  write(of: Versions): void;
  /** Finishes the files and their flags. */
  end(): void;
  /** Rows that were written. */
  readonly rows: number;
}

interface FileSetDeps {
  readonly spec: RecordSpec;
  readonly seed: number;
  readonly root: string;
  readonly renderer: Renderer;
  readonly planter: Planter;
  readonly decryptionKey: string;
  /** Title of a workbook. */
  readonly title?: string;
}

/** Whether a delivery shows a quirk of which the catalogue says `one delivery in six` or the like. */
function showsInDelivery({ id, quirks }: RecordSpec, quirk: string, businessDay: number): boolean {
  const text = quirks.find((candidate) => candidate.id === quirk)?.rateText;
  if (text === undefined) return false;
  const every = text.includes('six') ? 6 : text.includes('second') ? 2 : 1;
  return (mix(textHash(id), businessDay) >>> 0) % every === 0;
}

function headerOf({ spec, seed, decryptionKey }: FileSetDeps, kind: 'QL' | 'ZL', businessDay: number) {
  if (spec.delivery.kind !== 'file') throw new Error('the record kind is not delivered in files');
  const { folder, name, dialect } = spec.delivery;
  const names = spec.fields.map((field) => field.name);
  const businessDate = compactDate(businessDay);
  const nonce = createHash('sha256')
    .update(`${seed} ${name} ${businessDate} ${kind}`)
    .digest()
    .subarray(0, 12);
  const header: Omit<FileHeader, 'columns'> = {
    folder,
    name,
    dialect,
    kind,
    businessDate,
    sendNumber: 1,
    ...(dialect === 'csv-gb-enc' && { encryptionKey: decryptionKey, nonce }),
  };
  const change = kind === 'QL' ? [] : [dialect === 'pipe-gb' ? 'CZBZ' : '操作'];
  return { header, names, change };
}

/** Opens the files of a plan. */
export function openFileSet(deps: FileSetDeps, { full, after, changes }: FilePlan): FileSet {
  const { spec, root, renderer, planter } = deps;
  let rows = 0;
  const shows = (quirk: string, day: number): boolean => {
    const shown = showsInDelivery(spec, quirk, day);
    if (shown) planter.note(quirk);
    return shown;
  };

  function open(kind: 'QL' | 'ZL', businessDay: number): Bucket {
    const { header, names, change } = headerOf(deps, kind, businessDay);
    const order = shows('COLORDER', businessDay) ? names.map((_, at) => (at + 2) % names.length) : null;
    const extra = shows('EXTRACOL', businessDay);
    const ordered = order ? order.map((at) => names[at] ?? '') : names;
    const columns = [...change, ...ordered, ...(extra ? ['备注'] : [])];
    const total = shows('TOTALROW', businessDay) ? { totalRow: ['合计'] } : {};
    const title = deps.title === undefined ? {} : { title: deps.title };
    return {
      businessDay,
      order,
      extra,
      file: openDelivery(root, { ...header, ...total, ...title, columns }),
    };
  }

  const base = full && open('QL', full.businessDay);
  const files = changes.map((publication) => open('ZL', publication.businessDay));
  const merged = new Set(spec.quirks.find(({ id }) => id === 'FILLDOWN')?.fields ?? []);
  const mergedAt = spec.fields.flatMap(({ as }, at) => (merged.has(as) ? [at] : []));
  let above: readonly Delivered[] = [];

  /** FILLDOWN: what equals the row above is left out, as merged cells do. */
  function unmerged(cells: readonly Delivered[], key: string): readonly Delivered[] {
    if (mergedAt.length === 0) return cells;
    const same = mergedAt.every((at) => cells[at] === above[at]);
    above = cells;
    if (!same) return cells;
    planter.note('FILLDOWN', key);
    return cells.map((cell, at) => (mergedAt.includes(at) ? null : cell));
  }

  function append(bucket: Bucket, change: string | null, cells: readonly Delivered[]): void {
    const { order, extra, file } = bucket;
    const line: Cell[] = change === null ? [] : [change];
    if (order) for (const at of order) line.push(cellOf(cells[at] ?? null));
    else for (const cell of cells) line.push(cellOf(cell));
    if (extra) line.push(null);
    file.append(line);
    rows++;
  }

  function put(bucket: Bucket, change: string | null, record: SourceRecord): void {
    if (record.deleted) return append(bucket, change, renderer.tombstone(record).cells);
    const { key, cells, loser } = renderer.row(record);
    if (loser) append(bucket, change, loser);
    append(bucket, change, change === null ? unmerged(cells, key) : cells);
  }

  return {
    write({ versions }) {
      let known = false;
      let standing: SourceRecord | null = null;
      for (const version of versions) {
        const day = Math.floor(version.at / DAY);
        if (base && day <= base.businessDay) standing = version;
        else if (day > after) {
          if (standing && !standing.deleted && base) put(base, null, standing);
          standing = null;
          const bucket = files.find(({ businessDay }) => day <= businessDay);
          if (bucket) put(bucket, version.deleted ? 'D' : known ? 'U' : 'I', version);
        }
        known = true;
      }
      if (standing && !standing.deleted && base) put(base, null, standing);
    },
    end() {
      for (const { file } of base ? [base, ...files] : files) file.end();
    },
    get rows() {
      return rows;
    },
  };
}
