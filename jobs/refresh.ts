import PQueue from 'p-queue';
import type { Logger } from 'pino';
import * as z from 'zod';
import { codeOf, HubError, NotFound } from '../src/errors.js';
import { PROGRESS_CHANNEL } from '../src/graph/refresh.js';
import { refreshStream, type RunSummary } from '../src/ingest/refresh-stream.js';
import type { SubjectRegistry } from '../src/ingest/subject.js';
import type { JobHandler, JobSchedule, Queue } from '../src/queue/queue.js';
import type { WakeUps } from '../src/queue/wake-up.js';
import type { Source } from '../src/sources/source.js';
import type { Stream } from '../src/sources/stream.js';
import type { Store } from '../src/store/store.js';
import type { Vault } from '../src/store/vault.js';

/** What goes over the channel while a stream is refreshed: numbers and names, nothing of the rows. */
export interface RefreshProgress {
  readonly stream: string;
  readonly run: number;
  readonly state: string;
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** 0 to 1; null when the department did not say how much there is. */
  readonly share: number | null;
}

export interface RefreshJobDeps {
  readonly streams: readonly Stream[];
  readonly openSource: (stream: Stream) => Source;
  readonly store: Store;
  readonly vault: Vault;
  readonly subjects: SubjectRegistry;
  readonly wakeUps: WakeUps;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly holder: string;
}

export interface RefreshOptions {
  readonly acceptHeld?: boolean;
  readonly onProgress?: (progress: RefreshProgress) => void;
}

/** How a refresh ended; without counts when it failed. */
export interface RefreshEnd {
  readonly status: string;
  readonly message: string | null;
  readonly counts?: RunSummary['counts'];
}

/** A hub's error says what to do; of any other only the code is told. */
function failed(error: unknown): RefreshEnd {
  const message = error instanceof HubError ? `${error.code}, ${error.message}` : codeOf(error);
  return { status: 'failed', message };
}

/** A worker that is killed keeps others off its stream for so long. */
const LEASE_MS = 60_000;
/** Progress is told this often at most. */
const TELL_EVERY_MS = 250;

const jobData = z.object({ stream: z.string(), acceptHeld: z.boolean().optional() });

/** Tells how far a run is, to the channel and to whoever called for it. */
function createTeller(deps: RefreshJobDeps, stream: Stream, options: RefreshOptions) {
  const started = Date.now();
  let told = 0;
  return (state: string, run: number, rows: number, expected: number | null): void => {
    if (state === 'running' && Date.now() - told < TELL_EVERY_MS) return;
    told = Date.now();
    const seconds = Math.max(0.001, (told - started) / 1000);
    const share = expected === null || expected === 0 ? null : Math.min(1, rows / expected);
    const progress = {
      stream: stream.id,
      run,
      state,
      rows,
      rowsPerSecond: Math.round(rows / seconds),
      share,
    };
    options.onProgress?.(progress);
    // A lost message is only a bar that jumps.
    deps.wakeUps.publish(PROGRESS_CHANNEL, { ...progress }).catch(() => undefined);
  };
}

/** Refreshes streams: now, on their schedules, and as jobs of the queue. */
export function createRefresh(deps: RefreshJobDeps) {
  const { streams, openSource } = deps;

  const streamOf = (id: string): Stream => {
    const stream = streams.find((candidate) => candidate.id === id);
    if (!stream) throw new NotFound('STREAM_UNKNOWN', 'there is no such stream; `categories` lists them');
    return stream;
  };

  /** Refreshes one stream here and now. @throws HubError as `refreshStream` does */
  async function refresh(id: string, signal: AbortSignal, options: RefreshOptions = {}): Promise<RunSummary> {
    const stream = streamOf(id);
    const tell = createTeller(deps, stream, options);
    const source = openSource(stream);
    let latest = { run: 0, rows: 0, expected: null as number | null };
    try {
      const summary = await refreshStream(
        {
          ...deps,
          stream,
          source,
          leaseMs: LEASE_MS,
          acceptHeld: options.acceptHeld ?? false,
          onProgress: (progress) => {
            latest = progress;
            tell('running', progress.run, progress.rows, progress.expected);
          },
        },
        signal,
      );
      tell(summary.status, summary.run, summary.counts.read, summary.counts.read);
      return summary;
    } catch (error) {
      tell('failed', latest.run, latest.rows, latest.expected);
      throw error;
    } finally {
      await source.close();
    }
  }

  const handler: JobHandler = async (data, { signal }) => {
    const { stream, acceptHeld = false } = jobData.parse(data);
    await refresh(stream, signal, { acceptHeld });
  };

  return {
    refresh,
    handler,

    /** Refreshes several streams here, `concurrency` at a time; for each, in their order, whether it succeeded. */
    async refreshAll(
      ids: readonly string[],
      signal: AbortSignal,
      options: RefreshOptions & { concurrency: number; onEnd: (stream: string, outcome: RefreshEnd) => void },
    ): Promise<boolean[]> {
      const queue = new PQueue({ concurrency: options.concurrency });
      for (const id of ids) streamOf(id);
      const one = async (id: string): Promise<boolean> => {
        const outcome = await refresh(id, signal, options).catch(failed);
        options.onEnd(id, outcome);
        return outcome.status === 'succeeded';
      };
      return Promise.all(ids.map((id) => queue.add(() => one(id))));
    },

    /** Enqueues refreshes; a stream that waits or runs already is not enqueued twice. Returns the streams. */
    async enqueue(
      queue: Queue,
      ids: readonly string[],
      options: { acceptHeld?: boolean } = {},
    ): Promise<string[]> {
      const wanted = ids.map(streamOf);
      for (const { id } of wanted)
        await queue.enqueue(
          { name: 'refresh', data: { stream: id, ...(options.acceptHeld && { acceptHeld: true }) } },
          { id: `refresh-${id}` },
        );
      return wanted.map(({ id }) => id);
    },

    /** The schedule of every stream. */
    schedules: (): JobSchedule[] =>
      streams.map(({ id, cron, tz }) => ({
        id: `refresh-${id}`,
        name: 'refresh',
        data: { stream: id },
        cron,
        tz,
      })),
  };
}

export type Refresh = ReturnType<typeof createRefresh>;
