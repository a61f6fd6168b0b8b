import type { Logger } from 'pino';
import { FatalError } from '../errors.js';

/**
 * What a department delivers is not what the catalogue says: the stream is held until somebody decides, the last
 * good data keep serving.
 */
export class SchemaDrift extends FatalError {
  /** @param what names the column and what became of it; never a value */
  constructor(what: string) {
    super('SCHEMA_DRIFT', `${what}: compare it with the catalogue and tell the department`);
  }
}

/** Reports names that a department delivers and the catalogue does not list: each once, never a value. */
export interface DriftReport {
  seen(names: readonly string[]): void;
  /** What was reported so far. */
  names(): readonly string[];
}

/** A department that uses data as names must not fill the log. */
const MOST_NAMES = 100;

/** A report for one delivery. */
export function createDriftReport(logger: Logger, stream: string): DriftReport {
  const reported = new Set<string>();
  return {
    seen(names) {
      for (const name of names) {
        if (reported.has(name) || reported.size >= MOST_NAMES) continue;
        reported.add(name);
        logger.warn(
          { stream, name: name.slice(0, 64) },
          'a field that the catalogue does not list was ignored',
        );
      }
    },
    names: () => [...reported],
  };
}
