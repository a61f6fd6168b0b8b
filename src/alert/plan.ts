import type { Finding } from '../analytics/finding.js';
import { isStatus, statusAfter, type AlertStatus } from './status.js';

/** What is known of an alert before a run. */
export interface KnownAlert {
  readonly id: number;
  /** Hex. */
  readonly fingerprint: string;
  /** Hex. */
  readonly evidenceHash: string;
  readonly status: AlertStatus;
}

/** A finding and the hash of its facts, hex. */
export interface HashedFinding {
  readonly finding: Finding;
  readonly hash: string;
}

/** An alert that the run touches; `found` is null when its facts have vanished. */
export interface Touched {
  readonly known: KnownAlert;
  readonly found: HashedFinding | null;
  readonly changed: boolean;
  readonly suppressed: boolean;
}

/** What a run's findings mean for the alerts of its module. What needs no write is in neither list. */
export interface AlertPlan {
  readonly raise: readonly { readonly found: HashedFinding; readonly suppressed: boolean }[];
  readonly touch: readonly Touched[];
}

/** A stored row as a known alert. */
export function knownAlert(row: {
  id: number;
  fingerprint: Uint8Array;
  evidence_hash: Uint8Array;
  status: string;
}): KnownAlert {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return {
    id: Number(row.id),
    fingerprint: hex(row.fingerprint),
    evidenceHash: hex(row.evidence_hash),
    status: isStatus(row.status) ? row.status : 'OPEN',
  };
}

/** Compares what was known with what was found. */
export function planAlerts(
  known: readonly KnownAlert[],
  found: readonly HashedFinding[],
  isSuppressed: (finding: Finding) => boolean,
): AlertPlan {
  const open = new Map(known.map((alert) => [alert.fingerprint, alert]));
  const raise: { found: HashedFinding; suppressed: boolean }[] = [];
  const touch: Touched[] = [];
  const consider = (each: Touched): void => {
    const after = statusAfter(each.known.status, { ...each, present: each.found !== null });
    if (each.changed || after !== each.known.status) touch.push(each);
  };
  for (const each of found) {
    const alert = open.get(each.finding.fingerprint);
    const suppressed = isSuppressed(each.finding);
    open.delete(each.finding.fingerprint);
    if (!alert) raise.push({ found: each, suppressed });
    else consider({ known: alert, found: each, changed: alert.evidenceHash !== each.hash, suppressed });
  }
  for (const alert of open.values())
    consider({ known: alert, found: null, changed: false, suppressed: false });
  return { raise, touch };
}
