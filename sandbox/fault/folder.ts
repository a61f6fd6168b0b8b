import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { RecordSpec } from '../catalogue/spec.js';
import type { Fault, Faulty } from './fault.js';
import { spoiltField } from './service.js';

/** A delivery in a folder, by the parts of its name. */
interface Sent {
  readonly stem: string;
  readonly extension: string;
}

const HIDDEN = '.part';
const LINE_END = 0x0a;

/** Deliveries of a record kind that are whole, the oldest first. */
function sentOf(folder: string, name: string): Sent[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.startsWith(`${name}_`));
  return files
    .filter((file) => file.endsWith('.ok'))
    .map((flag) => flag.slice(0, -'.ok'.length))
    .toSorted()
    .flatMap((stem) => {
      const data = files.find((file) => file.startsWith(`${stem}.`) && !/\.(ok|part)$/.test(file));
      return data ? [{ stem, extension: data.slice(stem.length) }] : [];
    });
}

const nextStem = (stem: string, by = 1): string =>
  stem.slice(0, -2) + String(Number(stem.slice(-2)) + by).padStart(2, '0');

const rowsOf = (folder: string, { stem }: Pick<Sent, 'stem'>): string =>
  /^rows=(\d+)$/m.exec(readFileSync(join(folder, `${stem}.ok`), 'ascii'))?.[1] ?? '0';

function flagText(name: string, rows: string, bytes: Buffer): string {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return `file=${name}\nrows=${rows}\nsize=${bytes.length}\nsha256=${sha256}\n`;
}

/** Faults of the files of one department: each concerns the newest delivery of every record kind. */
export function createFolderFaults(deps: {
  readonly specs: readonly RecordSpec[];
  readonly root: string;
}): Faulty {
  const on = new Set<Fault>();
  const places = deps.specs.flatMap((spec) =>
    spec.delivery.kind === 'file'
      ? [
          {
            spec,
            folder: join(deps.root, spec.delivery.folder),
            name: spec.delivery.name,
            dialect: spec.delivery.dialect,
          },
        ]
      : [],
  );
  /** What has to be done to lift a fault. */
  const undo = new Map<Fault, (() => void)[]>();

  function send(folder: string, stem: string, extension: string, rows: string, bytes: Buffer): void {
    writeFileSync(join(folder, stem + extension), bytes);
    writeFileSync(join(folder, `${stem}.ok`), flagText(stem + extension, rows, bytes), 'ascii');
  }

  function hide(folder: string, file: string): () => void {
    const path = join(folder, file);
    renameSync(path, path + HIDDEN);
    return () => renameSync(path + HIDDEN, path);
  }

  /** Sends a delivery again under the next number, changed; lifted, it comes once more as it was. */
  function sendChanged(
    { folder, spec, dialect }: (typeof places)[number],
    { stem, extension }: Sent,
    fault: Fault,
  ): () => void {
    const bytes = readFileSync(join(folder, stem + extension));
    const rows = rowsOf(folder, { stem });
    const end = bytes.indexOf(LINE_END) + 1;
    const encoding = dialect === 'csv-utf8' ? 'utf8' : 'gb18030';
    const header = iconv.decode(bytes.subarray(0, end), encoding, { stripBOM: false });
    const name = spoiltField(spec)?.name ?? '';
    const other = fault === 'missing-column' ? '备用' : `${name}X`;
    const changed =
      fault === 'mass-deletion'
        ? bytes.subarray(0, end)
        : Buffer.concat([iconv.encode(header.replace(name, other), encoding), bytes.subarray(end)]);
    send(folder, nextStem(stem), extension, fault === 'mass-deletion' ? '0' : rows, changed);
    return () => send(folder, nextStem(stem, 2), extension, rows, bytes);
  }

  function begin(fault: Fault, place: (typeof places)[number]): (() => void)[] {
    const { folder, name, dialect } = place;
    const sent = sentOf(folder, name);
    const newest = sent.at(-1);
    // The name is part of what an encrypted file is sealed with, and a workbook is no text.
    const plain = dialect !== 'csv-gb-enc' && dialect !== 'xlsx';
    if (!newest) return [];
    const flag = join(folder, `${newest.stem}.ok`);
    switch (fault) {
      case 'no-flag':
        return [hide(folder, `${newest.stem}.ok`)];
      case 'out-of-order': {
        const late = sent.at(-2);
        return late && late.stem.includes('_ZL_') ? [hide(folder, `${late.stem}.ok`)] : [];
      }
      case 'wrong-checksum': {
        const right = readFileSync(flag, 'ascii');
        writeFileSync(flag, right.replace(/sha256=.{8}/, 'sha256=00000000'), 'ascii');
        return [() => writeFileSync(flag, right, 'ascii')];
      }
      case 're-sent':
        if (plain) {
          const bytes = readFileSync(join(folder, newest.stem + newest.extension));
          send(folder, nextStem(newest.stem), newest.extension, rowsOf(folder, newest), bytes);
        }
        return [];
      case 'mass-deletion':
        return plain && newest.stem.includes('_QL_') ? [sendChanged(place, newest, fault)] : [];
      case 'renamed-column':
      case 'missing-column':
        return plain ? [sendChanged(place, newest, fault)] : [];
      default:
        return [];
    }
  }

  return {
    set(fault, wanted) {
      if (wanted === on.has(fault)) return;
      if (wanted) {
        on.add(fault);
        undo.set(
          fault,
          places.flatMap((place) => begin(fault, place)),
        );
        return;
      }
      on.delete(fault);
      for (const back of undo.get(fault) ?? []) back();
      undo.delete(fault);
    },
  };
}
