import type { Finding } from '../analytics/finding.js';
import { BadInput } from '../errors.js';
import { storedInstant } from '../ingest/clock.js';
import type { Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';

/** What is not to be raised for a while: findings of a module, about a subject, or both. */
export interface Suppression {
  readonly id: number;
  readonly module: string | null;
  /** Typed key, persons and organizations by surrogate. */
  readonly subject: string | null;
}

/** A wish to suppress; `expires` is the first day on which alerts are raised again. */
export interface SuppressionWish {
  readonly module: string | null;
  readonly subject: string | null;
  readonly reason: string;
  readonly expires: string;
}

/** Suppressions in force on a day. */
export async function suppressionsOn(store: Store, day: string): Promise<Suppression[]> {
  return store.query<Suppression>(
    'SELECT id, module, subject FROM suppression WHERE expires > ? ORDER BY id',
    [day],
  );
}

/** A suppression with what a person wants to know of it. */
export interface SuppressionDetail extends Suppression {
  readonly reason: string;
  readonly expires: string;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** Suppressions in force on a day, the latest first. */
export async function describeSuppressions(
  deps: { store: Store; vault: Vault },
  day: string,
): Promise<SuppressionDetail[]> {
  const rows = await deps.store.query<
    Suppression & { reason: Uint8Array; expires: string; created_at: string; created_by: string }
  >('SELECT * FROM suppression WHERE expires > ? ORDER BY id DESC', [day]);
  return rows.map((row) => ({
    id: row.id,
    module: row.module,
    subject: row.subject,
    reason: deps.vault.open(row.reason),
    expires: row.expires,
    createdAt: row.created_at,
    createdBy: row.created_by,
  }));
}

/** Whether a finding of a module is suppressed. */
export function suppressedBy(
  suppressions: readonly Suppression[],
  module: string,
): (finding: Pick<Finding, 'subjects'>) => boolean {
  const own = suppressions.filter((each) => each.module === null || each.module === module);
  const whole = own.some(({ subject }) => subject === null);
  const subjects = new Set(own.flatMap(({ subject }) => subject ?? []));
  return (finding) => whole || finding.subjects.some((subject) => subjects.has(subject));
}

/**
 * Records a suppression; alerts that it meets become SUPPRESSED with the next run of their modules.
 * @throws BadInput `SUPPRESSION_EMPTY`, `REASON_MISSING`, `SUPPRESSION_EXPIRED`
 */
export async function addSuppression(
  deps: { store: Store; vault: Vault; now: () => Date },
  wish: SuppressionWish,
  by: string,
  today: string,
): Promise<number> {
  if (wish.module === null && wish.subject === null)
    throw new BadInput('SUPPRESSION_EMPTY', 'name a module, a subject, or both');
  if (wish.reason.trim() === '') throw new BadInput('REASON_MISSING', 'say why this is not to be raised');
  if (wish.expires <= today) throw new BadInput('SUPPRESSION_EXPIRED', 'a suppression must end after today');
  return deps.store.transaction((transaction) =>
    transaction.insert('suppression', {
      module: wish.module,
      subject: wish.subject,
      reason: deps.vault.seal(wish.reason),
      expires: wish.expires,
      created_at: storedInstant(deps.now()),
      created_by: by,
    }),
  );
}
