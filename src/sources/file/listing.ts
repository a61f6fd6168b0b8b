import type { FileSpec } from '../stream.js';
import { fingerprint, readFlag, readName, type FileName, type Flag } from './name.js';
import type { FileTree, TreeEntry } from './tree.js';

/** A flag file and the data file that it announces. */
export interface Candidate {
  readonly file: FileName;
  /** Name of the data file. */
  readonly name: string;
  /** Null when the flag file cannot be read as one. */
  readonly flag: Flag | null;
  readonly print: string;
  /** Null when there is no data file. */
  readonly data: TreeEntry | null;
}

const EXTENSIONS: Record<FileSpec['dialect'], string> = {
  'csv-gb': 'csv',
  'csv-utf8': 'csv',
  'pipe-gb': 'txt',
  'csv-gb-enc': 'csv.enc',
  xlsx: 'xlsx',
};

/** Bytes; its four lines need far less. */
const LARGEST_FLAG = 4096;

async function textOf(tree: FileTree, name: string): Promise<string> {
  const parts: Buffer[] = [];
  for await (const block of tree.read(name)) parts.push(block);
  return Buffer.concat(parts).toString('latin1');
}

/** The files of one category in their folder. */
export interface Listing {
  /** In the order of (business date, send number), a full set before the changes of the same number. */
  readonly candidates: readonly Candidate[];
  /** Data files that do not exist for the hub, for want of a flag file. */
  readonly unflagged: readonly TreeEntry[];
}

const byVersion = (a: Candidate, b: Candidate): number =>
  a.file.version - b.file.version || a.file.kind.localeCompare(b.file.kind);

/**
 * Lists the files of a category; whatever has another name is not its business.
 * @param decryptionKey what was rejected under another key is looked at again
 */
export async function listFiles(tree: FileTree, spec: FileSpec, decryptionKey = ''): Promise<Listing> {
  const entries = new Map((await tree.list()).map((entry) => [entry.name, entry]));
  const extension = EXTENSIONS[spec.dialect];
  const candidates: Candidate[] = [];
  const unflagged: TreeEntry[] = [];
  for (const entry of entries.values()) {
    const isFlag = entry.name.endsWith('.ok');
    const stem = entry.name.slice(0, isFlag ? -3 : -(extension.length + 1));
    const name = `${stem}.${extension}`;
    const file = isFlag || entry.name === name ? readName(spec.name, stem) : null;
    if (!file) continue;
    if (isFlag) {
      const text = entry.size > LARGEST_FLAG ? '' : await textOf(tree, entry.name);
      const data = entries.get(name) ?? null;
      candidates.push({
        file,
        name,
        flag: readFlag(text, name),
        print: fingerprint(text, decryptionKey),
        data,
      });
    } else if (!entries.has(`${stem}.ok`)) unflagged.push(entry);
  }
  return { candidates: candidates.toSorted(byVersion), unflagged };
}
