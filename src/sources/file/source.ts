import type { Logger } from 'pino';
import { ConfigError, FatalError } from '../../errors.js';
import type { Checkpoint, Delivery, Refusal, Source, SourceDeps } from '../source.js';
import { createContent, type Content } from './content.js';
import { openFolder } from './folder.js';
import { readFlag, readName, type FileName, type Flag } from './name.js';
import { openSftp } from './sftp.js';
import type { FileTree, TreeEntry } from './tree.js';
import { chunksOf } from './bytes.js';
import { join } from 'node:path';

export interface FileSourceDeps extends SourceDeps {
  readonly now: () => Date;
}

const EXTENSIONS = {
  'csv-gb': 'csv',
  'csv-utf8': 'csv',
  'pipe-gb': 'txt',
  'csv-gb-enc': 'csv.enc',
  xlsx: 'xlsx',
} as const;
const UNFLAGGED_MS = 6 * 3_600_000;

type Status = 'applied' | 'rejected' | 'outdated' | 'held';

/** What became of a file. */
interface Outcome {
  readonly status: Status;
  /** Fingerprint of its flag file, size and time of its data file: another one is another file. */
  readonly flag: string;
  readonly size: number;
  readonly changed: number;
}

/** What a checkpoint of this source holds. */
interface State {
  /** By stem; files that are gone from the folder are forgotten. */
  readonly files: Record<string, Outcome>;
  /** Version of the last full set that was applied. */
  base: number | null;
  /** Business date of the newest applied file. */
  newest: string | null;
}

interface Candidate {
  readonly file: FileName;
  readonly flag: Flag;
  readonly data: TreeEntry | null;
}

function stateOf(checkpoint: Checkpoint | null): State {
  const state = { files: {}, base: null, newest: null };
  return checkpoint ? { ...state, ...structuredClone(checkpoint) } : state;
}

const byVersion = (a: Candidate, b: Candidate): number => a.file.version - b.file.version;

/** End of a business date, 24:00 in Shanghai, as UTC ISO. */
function endOf(businessDate: string): string {
  const [year, month, day] = [businessDate.slice(0, 4), businessDate.slice(4, 6), businessDate.slice(6, 8)];
  return `${year}-${month}-${day}T16:00:00.000Z`;
}

function openTree(deps: FileSourceDeps, folder: string): FileTree {
  const endpoint = deps.endpoints.file;
  if (!endpoint)
    throw new ConfigError(
      'SOURCE_MISSING',
      `stream ${deps.stream.id} needs the file entry of its department`,
    );
  return 'folder' in endpoint ? openFolder(join(endpoint.folder, folder)) : openSftp(endpoint.sftp, folder);
}

/** Files of a folder or an SFTP server. One file is one delivery; without its flag file it does not exist. */
export function createFileSource(deps: FileSourceDeps): Source {
  const { stream, logger, now } = deps;
  const spec = stream.source;
  if (spec.kind !== 'file')
    throw new ConfigError('SOURCE_MISSING', `stream ${stream.id} is not delivered as files`);
  const tree = openTree(deps, spec.folder);
  const category = spec.name;
  const extension = EXTENSIONS[spec.dialect];
  const offered = new Map<string, Candidate>();
  let state: State = stateOf(null);

  const contentOf = ({ file, flag }: Candidate): Content =>
    createContent(
      { tree, stream, spec, decryptionKey: deps.endpoints.decryptionKey },
      `${file.stem}.${extension}`,
      file,
      flag,
    );

  const outcome = (candidate: Candidate, status: Status): void => {
    const { file, flag, data } = candidate;
    state.files[file.stem] = { status, flag: flag.print, size: data?.size ?? 0, changed: data?.changed ?? 0 };
  };
  const snapshot = (): Checkpoint => structuredClone({ ...state });

  const refuse = (
    candidate: Candidate,
    status: 'rejected' | 'outdated',
    code: string,
    message: string,
  ): Refusal => {
    // A file that was applied stays applied, whatever is put in its place later.
    const applied = state.files[candidate.file.stem]?.status === 'applied';
    outcome(candidate, applied ? 'applied' : status);
    return { name: candidate.file.stem, status, code, message, checkpoint: snapshot() };
  };

  /** Flag files of this category, each with its data file; what is as it was is left out by `isNew`. */
  async function candidates(): Promise<{ found: Candidate[]; broken: Refusal[] }> {
    const entries = new Map((await tree.list()).map((entry) => [entry.name, entry]));
    const found: Candidate[] = [];
    const broken: Refusal[] = [];
    const present = new Set<string>();
    for (const entry of entries.values()) {
      const isFlag = entry.name.endsWith('.ok');
      const stem = entry.name.slice(0, isFlag ? -3 : -(extension.length + 1));
      const file = isFlag || entry.name === `${stem}.${extension}` ? readName(category, stem) : null;
      if (!file) continue;
      present.add(stem);
      if (!isFlag) {
        warnUnflagged(logger, entry, entries.has(`${stem}.ok`), now());
        continue;
      }
      const text = await readText(tree, entry.name);
      const flag = readFlag(text);
      const data = entries.get(`${stem}.${extension}`) ?? null;
      if (flag) found.push({ file, flag, data });
      else {
        const candidate = {
          file,
          data,
          flag: { file: stem, rows: 0, size: 0, sha256: '', print: text.slice(0, 64) },
        };
        if (isNew(candidate))
          broken.push(
            refuse(
              candidate,
              'rejected',
              'FLAG_INVALID',
              'the flag file cannot be read: it must be sent again',
            ),
          );
      }
    }
    for (const stem of Object.keys(state.files)) if (!present.has(stem)) delete state.files[stem];
    return { found: found.toSorted(byVersion), broken };
  }

  function isNew({ file, flag, data }: Candidate): boolean {
    const known = state.files[file.stem];
    return (
      !known ||
      known.flag !== flag.print ||
      known.size !== (data?.size ?? 0) ||
      known.changed !== (data?.changed ?? 0)
    );
  }

  /** The delivery of a file that is what its flag file says, or why it is refused. */
  async function examine(
    candidate: Candidate,
    complete: boolean,
    signal: AbortSignal,
  ): Promise<Delivery | Refusal> {
    const { file, flag } = candidate;
    if (!candidate.data)
      return refuse(
        candidate,
        'rejected',
        'FILE_MISSING',
        'the flag file has no data file: it must be sent again',
      );
    const content = contentOf(candidate);
    offered.set(file.stem, candidate);
    try {
      const { unlisted } = await content.verify(signal);
      if (unlisted.length > 0)
        logger.info({ stream: stream.id, delivery: file.stem, columns: unlisted }, 'unlisted columns');
    } catch (error) {
      if (!(error instanceof FatalError)) throw error;
      return refuse(candidate, 'rejected', error.code, `${file.stem}: ${error.message}`);
    }
    return {
      name: file.stem,
      complete,
      size: flag.rows,
      clock: now(),
      async *read(reading) {
        for await (const rows of content.rows(reading)) yield { rows };
      },
      end() {
        outcome(candidate, 'applied');
        if (complete) state.base = file.version;
        if (state.newest === null || file.businessDate > state.newest) state.newest = file.businessDate;
        return { checkpoint: snapshot(), watermark: endOf(state.newest) };
      },
    };
  }

  const isRefusal = (item: Delivery | Refusal): item is Refusal => 'status' in item;

  async function* newestSet(
    found: readonly Candidate[],
    signal: AbortSignal,
  ): AsyncGenerator<Delivery | Refusal> {
    const sets = found.filter(({ file }) => file.kind === 'QL').toReversed();
    for (const candidate of sets) {
      if (state.base !== null && candidate.file.version <= state.base) return;
      const item = await examine(candidate, true, signal);
      yield item;
      if (!isRefusal(item)) return;
    }
  }

  async function* rest(found: readonly Candidate[], signal: AbortSignal): AsyncGenerator<Delivery | Refusal> {
    for (const candidate of found) {
      const { file } = candidate;
      const status = state.files[file.stem]?.status;
      if (status !== undefined && !isNew(candidate)) continue;
      if (state.base === null) continue; // changes wait for the set that they change
      if (file.version < state.base || file.kind === 'QL')
        yield refuse(
          candidate,
          'outdated',
          'FILE_OUTDATED',
          `${file.stem} is older than the set in force and is not applied`,
        );
      else yield await examine(candidate, false, signal);
    }
  }

  return {
    async check() {
      await tree.list();
    },
    async *deliveries(checkpoint, signal) {
      state = stateOf(checkpoint);
      const { found, broken } = await candidates();
      yield* broken;
      for (const candidate of found)
        if (state.files[candidate.file.stem]?.status === 'applied' && isNew(candidate))
          yield refuse(
            candidate,
            'rejected',
            'FILE_CONTENT_CHANGED',
            `${candidate.file.stem} was applied and has changed since: changes take a new send number`,
          );
      const open = found.filter((candidate) => isNew(candidate));
      yield* newestSet(open, signal);
      yield* rest(open, signal);
    },
    hold(delivery) {
      const candidate = offered.get(delivery.name);
      if (candidate) outcome(candidate, 'held');
      return snapshot();
    },
    release(checkpoint) {
      const released = stateOf(checkpoint);
      for (const [stem, { status }] of Object.entries(released.files))
        if (status === 'held') delete released.files[stem];
      return { ...released };
    },
    close: () => tree.close(),
  };
}

async function readText(tree: FileTree, name: string): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of chunksOf(await tree.open(name))) parts.push(chunk);
  return Buffer.concat(parts).toString('latin1');
}

function warnUnflagged(logger: Logger, entry: TreeEntry, flagged: boolean, now: Date): void {
  if (!flagged && now.getTime() - entry.changed > UNFLAGGED_MS)
    logger.warn({ file: entry.name }, 'a data file has been without its flag file for 6 hours');
}
