/** Where an alert stands. */
export const ALERT_STATUSES = [
  'OPEN',
  'TRIAGED',
  'ASSIGNED',
  'CONFIRMED',
  'FALSE_POSITIVE',
  'DATA_ERROR',
  'NOT_A_VIOLATION',
  'RESOLVED_BY_DATA',
  'SUPPRESSED',
] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** What a human can decide about an alert. */
export const DECISIONS = ['CONFIRMED', 'FALSE_POSITIVE', 'DATA_ERROR', 'NOT_A_VIOLATION'] as const;
export type Decision = (typeof DECISIONS)[number];

const AWAITING: ReadonlySet<AlertStatus> = new Set(['OPEN', 'TRIAGED', 'ASSIGNED']);
const DECIDED: ReadonlySet<string> = new Set(DECISIONS);

/** Whether a human still has to decide. */
export const isAwaiting = (status: AlertStatus): boolean => AWAITING.has(status);
/** Whether a human has decided. */
export const isDecided = (status: string): status is Decision => DECIDED.has(status);

/** What a run found out about one alert. */
export interface Sighting {
  readonly present: boolean;
  /** Its facts differ from those recorded. */
  readonly changed: boolean;
  readonly suppressed: boolean;
}

function afterVanishing(status: AlertStatus): AlertStatus {
  // A decision stands: that the data were mended afterwards does not undo it.
  return isDecided(status) ? status : 'RESOLVED_BY_DATA';
}

/** The status after a run: vanished facts resolve, changed facts reopen what was decided, returned ones what had vanished. */
export function statusAfter(status: AlertStatus, { present, changed, suppressed }: Sighting): AlertStatus {
  if (!present) return afterVanishing(status);
  const again = status === 'RESOLVED_BY_DATA' || status === 'SUPPRESSED' || (changed && isDecided(status));
  const next = again ? 'OPEN' : status;
  return suppressed && isAwaiting(next) ? 'SUPPRESSED' : next;
}

/** From where a human may take an alert to a status. */
const ALLOWED: Readonly<Record<'OPEN' | 'TRIAGED' | 'ASSIGNED' | Decision, readonly AlertStatus[]>> = {
  OPEN: ['TRIAGED', 'ASSIGNED', 'SUPPRESSED', ...DECISIONS],
  TRIAGED: ['OPEN'],
  ASSIGNED: ['OPEN', 'TRIAGED', 'ASSIGNED'],
  CONFIRMED: ['OPEN', 'TRIAGED', 'ASSIGNED'],
  FALSE_POSITIVE: ['OPEN', 'TRIAGED', 'ASSIGNED'],
  DATA_ERROR: ['OPEN', 'TRIAGED', 'ASSIGNED'],
  NOT_A_VIOLATION: ['OPEN', 'TRIAGED', 'ASSIGNED'],
};
export type HumanStatus = keyof typeof ALLOWED;

/** Whether a human may take an alert from one status to the other. */
export const mayMove = (from: AlertStatus, to: HumanStatus): boolean => ALLOWED[to].includes(from);

const STATUSES: ReadonlySet<string> = new Set(ALERT_STATUSES);
/** Whether a stored text is a status. */
export const isStatus = (text: string): text is AlertStatus => STATUSES.has(text);
