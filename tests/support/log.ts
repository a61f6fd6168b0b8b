import { pino, type Logger } from 'pino';

/** A logger whose lines the test reads. */
export interface RecordedLog {
  readonly logger: Logger;
  /** Everything that was logged, as one text. */
  text(): string;
}

/** A logger of every level into memory. */
export function recordedLog(): RecordedLog {
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
  return { logger, text: () => lines.join('') };
}
