import type { Logger } from 'pino';

/** Reports names that a department delivers and the catalogue does not list: each once, never a value. */
export interface DriftReport {
  seen(names: readonly string[]): void;
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
        logger.info(
          { stream, name: name.slice(0, 64) },
          'a field that the catalogue does not list was ignored',
        );
      }
    },
  };
}
