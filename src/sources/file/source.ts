import { join } from 'node:path';
import { ConfigError, FatalError } from '../../errors.js';
import { createDriftReport } from '../drift.js';
import type { Delivery, Refusal, Source, SourceDeps } from '../source.js';
import { releaseHeld, stateOf, type Outcome, type State } from './checkpoint.js';
import { createContent, type Content } from './content.js';
import { openFolder } from './folder.js';
import { listFiles, type Candidate, type Listing } from './listing.js';
import type { Flag } from './name.js';
import { openSftp } from './sftp.js';
import type { FileTree } from './tree.js';

export interface FileSourceDeps extends SourceDeps {
  readonly now: () => Date;
}

const UNFLAGGED_MS = 6 * 3_600_000;

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

const outcomeOf = ({ flag, print, data }: Candidate, status: Outcome['status']): Outcome => ({
  status,
  sha256: flag?.sha256 ?? '',
  flag: print,
  size: data?.size ?? 0,
  changed: data?.changed ?? 0,
});

/** Whether a file has to be looked at: it is unknown, or it is not as it was. */
function isNew(state: State, { file, print, data }: Candidate): boolean {
  const known = state.files[file.stem];
  if (!known) return true;
  // Retention takes the data file of what was applied; that is nobody's fault.
  if (!data && (known.status === 'applied' || known.status === 'outdated')) return false;
  return known.flag !== print || known.size !== (data?.size ?? 0) || known.changed !== (data?.changed ?? 0);
}

/** Files of a folder or an SFTP server. One file is one delivery; without its flag file it does not exist. */
export function createFileSource(deps: FileSourceDeps): Source {
  const { stream, logger, now } = deps;
  const spec = stream.source;
  if (spec.kind !== 'file')
    throw new ConfigError('SOURCE_MISSING', `stream ${stream.id} is not delivered as files`);
  const tree = openTree(deps, spec.folder);
  const offered = new Map<string, Candidate>();
  let state = stateOf(null);

  function refuse(
    candidate: Candidate,
    status: 'rejected' | 'outdated',
    code: string,
    message: string,
  ): Refusal {
    const { stem } = candidate.file;
    state.files[stem] = outcomeOf(candidate, status);
    return { name: stem, status, code, message: `${stem}: ${message}`, checkpoint: structuredClone(state) };
  }

  const contentOf = ({ file, name, data }: Candidate, flag: Flag): Content => {
    const { decryptionKey } = deps.endpoints;
    return createContent({ tree, stream, spec, decryptionKey, file, name, size: data?.size ?? 0, flag });
  };

  /** The delivery of a file that is what its flag file says, or why it is refused. */
  async function examine(
    candidate: Candidate,
    complete: boolean,
    signal: AbortSignal,
  ): Promise<Delivery | Refusal> {
    const { file, flag, data } = candidate;
    if (!flag)
      return refuse(
        candidate,
        'rejected',
        'FLAG_INVALID',
        'the flag file cannot be read: it must be sent again',
      );
    if (!data)
      return refuse(candidate, 'rejected', 'FILE_MISSING', 'there is no data file: it must be sent again');
    const content = contentOf(candidate, flag);
    const drift = createDriftReport(logger, stream.id);
    try {
      drift.seen((await content.verify(signal)).unlisted);
    } catch (error) {
      if (!(error instanceof FatalError)) throw error;
      return refuse(candidate, 'rejected', error.code, error.message);
    }
    offered.set(file.stem, candidate);
    return {
      name: file.stem,
      complete,
      version: file.version,
      size: flag.rows,
      clock: now(),
      read: (reading, recogniser) => content.rows(reading, complete ? recogniser : undefined),
      end() {
        state.files[file.stem] = outcomeOf(candidate, 'applied');
        if (complete) state.base = file.version;
        if (state.newest === null || file.businessDate > state.newest) state.newest = file.businessDate;
        return {
          checkpoint: structuredClone(state),
          watermark: endOf(state.newest),
          unlisted: drift.names(),
        };
      },
    };
  }

  /** Applied files that are not as they were: a mere touch is noted, another content is refused. */
  async function* changed(candidates: readonly Candidate[], signal: AbortSignal): AsyncGenerator<Refusal> {
    for (const candidate of candidates) {
      const { file, flag } = candidate;
      const known = state.files[file.stem];
      if (known?.status !== 'applied' || !isNew(state, candidate)) continue;
      const { sha256 } = known;
      const same = flag?.sha256 === sha256 && (await contentOf(candidate, flag).isAnnounced(signal));
      const refusal = refuse(
        candidate,
        'rejected',
        'FILE_CONTENT_CHANGED',
        'was applied and has changed since: a correction takes a new send number',
      );
      // What was applied stays applied, whatever is put in its place later.
      state.files[file.stem] = { ...outcomeOf(candidate, 'applied'), sha256 };
      if (!same) yield { ...refusal, checkpoint: structuredClone(state) };
    }
  }

  /** The newest full set that is in order; nothing older is applied while one waits for a human's decision. */
  async function* newestSet(
    candidates: readonly Candidate[],
    signal: AbortSignal,
  ): AsyncGenerator<Delivery | Refusal> {
    for (const candidate of candidates.toReversed()) {
      if (candidate.file.kind !== 'QL') continue;
      if (state.base !== null && candidate.file.version < state.base) return;
      if (!isNew(state, candidate)) {
        if (state.files[candidate.file.stem]?.status === 'held') return;
        continue;
      }
      const item = await examine(candidate, true, signal);
      yield item;
      if (!('status' in item)) return;
    }
  }

  /** What is older than the set in force is recorded; changes of it follow in their order. */
  async function* changes(
    candidates: readonly Candidate[],
    signal: AbortSignal,
  ): AsyncGenerator<Delivery | Refusal> {
    for (const candidate of candidates) {
      const { file } = candidate;
      if (state.base === null || !isNew(state, candidate)) continue; // changes wait for the set that they change
      if (file.version < state.base)
        yield refuse(candidate, 'outdated', 'FILE_OUTDATED', 'older than the set in force, not applied');
      else if (file.kind === 'ZL') yield await examine(candidate, false, signal);
    }
  }

  function report({ unflagged }: Listing): void {
    for (const { name, changed: since } of unflagged)
      if (now().getTime() - since > UNFLAGGED_MS)
        logger.warn(
          { stream: stream.id, file: name },
          'a data file has been without its flag file for 6 hours',
        );
  }

  return {
    async check(signal) {
      const { candidates } = await listFiles(tree, spec, deps.endpoints.decryptionKey);
      const newest = candidates.findLast(({ flag, data }) => flag && data);
      if (!newest?.flag) return { unlisted: [] };
      const { unlisted } = await contentOf(newest, newest.flag).verify(signal);
      return { unlisted };
    },
    async *deliveries(checkpoint, signal) {
      state = stateOf(checkpoint);
      const listing = await listFiles(tree, spec, deps.endpoints.decryptionKey);
      report(listing);
      // In mode `full` there are full sets only; whatever else lies there is not this stream's.
      const candidates = listing.candidates.filter(
        ({ file }) => stream.mode === 'delta' || file.kind === 'QL',
      );
      const present = new Set(candidates.map(({ file }) => file.stem));
      for (const stem of Object.keys(state.files)) if (!present.has(stem)) delete state.files[stem];
      yield* changed(candidates, signal);
      yield* newestSet(candidates, signal);
      yield* changes(candidates, signal);
    },
    hold(delivery) {
      const candidate = offered.get(delivery.name);
      if (candidate) state.files[candidate.file.stem] = outcomeOf(candidate, 'held');
      return structuredClone(state);
    },
    release: releaseHeld,
    close: () => tree.close(),
  };
}
