import type { Logger } from 'pino';
import type { Desk } from '../alert/desk.js';
import type { SubjectRegistry } from '../ingest/subject.js';
import type { Source } from '../sources/source.js';
import type { Stream } from '../sources/stream.js';
import { ConfigError } from '../errors.js';
import type { Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';

/** What a command of the data engineer's works on. */
export interface CommandHub {
  readonly store: Store;
  readonly vault: Vault;
  readonly subjects: SubjectRegistry;
  readonly logger: Logger;
  readonly desk: Desk;
  readonly openSource: (stream: Stream) => Source;
  /** Names this process in leases. */
  readonly holder: string;
}

/** What commands are made from; `withHub` opens the configured hub for the length of the work. */
export interface CommandDeps {
  readonly streams: readonly Stream[];
  readonly now: () => Date;
  readonly say: (text: string) => void;
  readonly withHub: <Result>(work: (hub: CommandHub) => Promise<Result>) => Promise<Result>;
  /** Opens the configured departments only, without a store. */
  readonly withSources: <Result>(
    work: (openSource: CommandHub['openSource']) => Promise<Result>,
  ) => Promise<Result>;
}

/** The stream with this id. @throws ConfigError `STREAM_UNKNOWN` */
export function streamNamed(streams: readonly Stream[], id: string): Stream {
  const stream = streams.find((candidate) => candidate.id === id);
  if (stream) return stream;
  throw new ConfigError(
    'STREAM_UNKNOWN',
    `there is no stream ${JSON.stringify(id)}; see connectors/index.ts`,
  );
}

/** Runs the work with a signal that Ctrl-C aborts. */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  process.once('SIGINT', abort);
  return work(stop.signal).finally(() => process.off('SIGINT', abort));
}
