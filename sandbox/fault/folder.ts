import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const LINE_END = 0x0a;

const FLAG = '.ok';

/** Deliveries of a record kind that are whole, the oldest first. */
function sentOf(folder: string, name: string): Sent[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.startsWith(`${name}_`));
  return files
    .filter((file) => file.endsWith(FLAG))
    .map((flag) => flag.slice(0, -FLAG.length))
    .toSorted()
    .flatMap((stem) => {
      const data = files.find((file) => file.startsWith(`${stem}.`) && !file.endsWith(FLAG));
      return data ? [{ stem, extension: data.slice(stem.length) }] : [];
    });
}

/** The next free send number of a delivery. */
function nextStem(folder: string, stem: string): string {
  const front = stem.slice(0, -2);
  const numbers = readdirSync(folder)
    .filter((file) => file.startsWith(front))
    .map((file) => Number(file.slice(front.length, front.length + 2)));
  return front + String(Math.max(...numbers) + 1).padStart(2, '0');
}

const rowsOf = (folder: string, { stem }: Pick<Sent, 'stem'>): string =>
  /^rows=(\d+)$/m.exec(readFileSync(join(folder, stem + FLAG), 'ascii'))?.[1] ?? '0';

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
    writeFileSync(join(folder, stem + FLAG), flagText(stem + extension, rows, bytes), 'ascii');
  }

  /** Flag files that are not as they were: what they said, and the faults that are in the way. */
  const touched = new Map<
    string,
    { readonly text: string; readonly data: string; readonly by: Set<Fault> }
  >();
  /** Deliveries that were spoilt here. */
  const spoilt = new Set<string>();

  /** Writes a flag file as the faults have it; one whose delivery was taken away meanwhile stays away. */
  function writeFlag(path: string): void {
    const flag = touched.get(path);
    if (!flag) return;
    const hidden = flag.by.has('no-flag') || flag.by.has('out-of-order') || !existsSync(flag.data);
    const wrong = flag.by.has('wrong-checksum');
    if (hidden) rmSync(path, { force: true });
    else
      writeFileSync(path, wrong ? flag.text.replace(/sha256=.{8}/, 'sha256=00000000') : flag.text, 'ascii');
    if (flag.by.size === 0) touched.delete(path);
  }

  function touch(folder: string, { stem, extension }: Sent, fault: Fault): () => void {
    const path = join(folder, stem + FLAG);
    const flag = touched.get(path) ?? {
      text: readFileSync(path, 'ascii'),
      data: join(folder, stem + extension),
      by: new Set(),
    };
    touched.set(path, flag);
    flag.by.add(fault);
    writeFlag(path);
    return () => {
      flag.by.delete(fault);
      writeFlag(path);
    };
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
    const sent = nextStem(folder, stem);
    spoilt.add(join(folder, sent));
    send(folder, sent, extension, fault === 'mass-deletion' ? '0' : rows, changed);
    return () => send(folder, nextStem(folder, stem), extension, rows, bytes);
  }

  function begin(fault: Fault, place: (typeof places)[number]): (() => void)[] {
    const { folder, name, dialect } = place;
    const sent = sentOf(folder, name);
    const newest = sent.at(-1);
    const good = sent.findLast(({ stem }) => !spoilt.has(join(folder, stem)));
    // The name is part of what an encrypted file is sealed with, and a workbook is no text.
    const plain = dialect !== 'csv-gb-enc' && dialect !== 'xlsx';
    if (!newest || !good) return [];
    switch (fault) {
      case 'no-flag':
      case 'wrong-checksum':
        return [touch(folder, newest, fault)];
      case 'out-of-order': {
        const late = sent.at(-2);
        return late && late.stem.includes('_ZL_') ? [touch(folder, late, fault)] : [];
      }
      case 're-sent':
        if (plain) {
          const bytes = readFileSync(join(folder, good.stem + good.extension));
          send(folder, nextStem(folder, good.stem), good.extension, rowsOf(folder, good), bytes);
        }
        return [];
      case 'mass-deletion':
        return plain && good.stem.includes('_QL_') ? [sendChanged(place, good, fault)] : [];
      case 'renamed-column':
      case 'missing-column':
        return plain ? [sendChanged(place, good, fault)] : [];
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
