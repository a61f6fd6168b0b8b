import { ConfigError, FatalError, RetryableError, type HubError } from '../../errors.js';
import { SchemaDrift } from '../drift.js';
import { localStamp } from '../local-time.js';

/** What a driver's error means; `missing` names the column, table or database that is not there. */
export type Fault =
  | { readonly kind: 'unreachable' | 'timeout' | 'account' | 'other'; readonly code: string }
  | { readonly kind: 'missing'; readonly name: string };

const NIGHTLY = { from: '00:50', to: '01:10' } as const;

/** Least time until the exchange database takes connections again, when `now` is in its nightly pause. */
export function nightlyPause(now: Date): number | undefined {
  const [day = '', time = ''] = localStamp(now).split(' ');
  if (time < NIGHTLY.from || time >= NIGHTLY.to) return undefined;
  return Date.parse(`${day}T${NIGHTLY.to}:00+08:00`) - now.getTime();
}

/** The hub's error for a driver's. Only the driver's code goes on: its text may hold a statement and values. */
export function failureOf(fault: Fault, now: Date): HubError {
  switch (fault.kind) {
    case 'unreachable': {
      const pause = nightlyPause(now);
      const hint =
        pause === undefined
          ? 'check its address and the network'
          : 'it is in its nightly pause, wait until 01:10';
      return new RetryableError(
        'VIEW_UNREACHABLE',
        `the exchange database does not answer (${fault.code}): ${hint}`,
        pause,
      );
    }
    case 'timeout':
      return new RetryableError(
        'VIEW_TIMEOUT',
        `a statement took longer than 60 s (${fault.code}): try again later`,
      );
    case 'account':
      return new ConfigError(
        'VIEW_ACCOUNT',
        `the exchange database refuses the account (${fault.code}): check its password and its right to read`,
      );
    case 'missing':
      return new SchemaDrift(`${fault.name} is missing in the exchange database`);
    case 'other':
      return new FatalError('VIEW_ERROR', `the exchange database refused a statement (${fault.code})`);
  }
}

/** The identifier that a driver's text complains about, without its database; the text itself goes nowhere. */
export function missingName(text: string): string {
  const name = /'([^']{1,130})'/.exec(text)?.[1] ?? /: (\S{1,130})$/.exec(text)?.[1];
  return name?.split('.').at(-1) ?? 'a column or table';
}
