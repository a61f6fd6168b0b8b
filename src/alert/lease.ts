import { FatalError, RetryableError } from '../errors.js';
import type { Store, Transaction } from '../store/store.js';

/** The right to write what comparisons find; one at a time in the whole installation. */
export interface CompareLease {
  /** Grows with every lease: writes under an older one are refused. */
  readonly fence: number;
}

export interface CompareLeaseDeps {
  readonly store: Store;
  readonly now: () => Date;
  /** Who takes it, for operators. */
  readonly holder: string;
  /** How long it lasts without renewal. */
  readonly leaseMs: number;
}

/** @throws RetryableError `COMPARE_BUSY` while somebody else holds it */
export async function takeCompareLease(deps: CompareLeaseDeps): Promise<CompareLease> {
  const time = deps.now().getTime();
  return deps.store.transaction(async (transaction) => {
    const taken = await transaction.execute(
      `UPDATE comparison_lease SET holder = ?, \`until\` = ?, fence = fence + 1
       WHERE id = 1 AND (holder IS NULL OR \`until\` < ?)`,
      [deps.holder, time + deps.leaseMs, time],
    );
    if (taken !== 1)
      throw new RetryableError('COMPARE_BUSY', 'comparisons are being run already; try again later', 5_000);
    const [row] = await transaction.query<{ fence: number }>(
      'SELECT fence FROM comparison_lease WHERE id = 1',
    );
    return { fence: Number(row?.fence) };
  });
}

/**
 * Renews the lease; part of every transaction that writes findings, so that who lost it is stopped there.
 * @throws FatalError `LEASE_LOST`
 */
export async function holdCompareLease(
  transaction: Transaction,
  lease: CompareLease,
  until: number,
): Promise<void> {
  const held = await transaction.execute(
    'UPDATE comparison_lease SET `until` = ? WHERE id = 1 AND fence = ? AND holder IS NOT NULL',
    [until, lease.fence],
  );
  if (held !== 1)
    throw new FatalError(
      'LEASE_LOST',
      'another worker took over the comparisons; this run stops and that one goes on',
    );
}

/** Gives the lease back. */
export async function releaseCompareLease(store: Store, lease: CompareLease): Promise<void> {
  await store.transaction((transaction) =>
    transaction.execute('UPDATE comparison_lease SET holder = NULL, `until` = 0 WHERE id = 1 AND fence = ?', [
      lease.fence,
    ]),
  );
}
