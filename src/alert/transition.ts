import { BadInput, NotFound } from '../errors.js';
import { storedInstant } from '../ingest/clock.js';
import { ALERT_FEED, openBatch, sequenceBatch } from '../store/feed.js';
import type { SqlValue, Store, Transaction } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { isAwaiting, isDecided, isStatus, mayMove, type AlertStatus, type HumanStatus } from './status.js';

export interface TransitionDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly now: () => Date;
}

/** What somebody does to an alert. */
export interface Act {
  readonly to: HumanStatus;
  readonly by: string;
  readonly reason: string | null;
  /** Whom an alert is given to; only with ASSIGNED. */
  readonly assignee?: string;
}

interface Standing {
  id: number;
  version: number;
  status: string;
}

const EVENT = ['alert', 'version', 'at', 'actor', 'from_status', 'to_status', 'reason'];

/** One event for each alert, and the alerts' place in the feed. */
async function record(
  deps: TransitionDeps,
  transaction: Transaction,
  standing: readonly Standing[],
  act: { to: AlertStatus; by: string; reason: string | null; assignee?: string },
): Promise<void> {
  const at = storedInstant(deps.now());
  const batch = await openBatch(transaction, { category: ALERT_FEED, run: 0, at });
  const reason = act.reason === null ? null : deps.vault.seal(act.reason);
  for (let start = 0; start < standing.length; start += 5000) {
    const list = standing.slice(start, start + 5000).map(({ id }) => id);
    const assigned = act.assignee === undefined ? '' : ', assignee = ?';
    const values: SqlValue[] = [act.to, batch, ...(act.assignee === undefined ? [] : [act.assignee])];
    await transaction.execute(
      `UPDATE alert SET status = ?, batch = ?${assigned} WHERE id IN (${list.join(',')})`,
      values,
    );
  }
  await transaction.replaceRows(
    'alert_event',
    EVENT,
    standing.map(({ id, version, status }) => [id, version, at, act.by, status, act.to, reason]),
  );
  await sequenceBatch(transaction, batch);
}

function check(status: AlertStatus, act: Act): void {
  if (!mayMove(status, act.to))
    throw new BadInput('ALERT_TRANSITION', `an alert that is ${status} cannot become ${act.to}`);
  if (act.to === 'FALSE_POSITIVE' && (act.reason ?? '').trim() === '')
    throw new BadInput('REASON_MISSING', 'say why this is a false positive');
  if ((act.to === 'ASSIGNED') !== (act.assignee !== undefined))
    throw new BadInput('ASSIGNEE_MISSING', 'name whom the alert is assigned to');
}

/**
 * Carries out what a human decided, attributed and kept.
 * @throws NotFound `ALERT_UNKNOWN`; BadInput `ALERT_TRANSITION`, `REASON_MISSING`, `ASSIGNEE_MISSING`
 */
export async function moveAlert(deps: TransitionDeps, alert: number, act: Act): Promise<void> {
  const locked = deps.store.dialect === 'mysql' ? ' FOR UPDATE' : '';
  await deps.store.transaction(async (transaction) => {
    const [standing] = await transaction.query<Standing>(
      `SELECT id, version, status FROM alert WHERE id = ?${locked}`,
      [alert],
    );
    if (!standing || !isStatus(standing.status))
      throw new NotFound('ALERT_UNKNOWN', 'there is no such alert');
    check(standing.status, act);
    await record(deps, transaction, [standing], act);
  });
}

/** Takes every alert that waits for a decision and that a new suppression meets out of sight. Returns how many. */
export async function suppressAlerts(
  deps: TransitionDeps,
  wish: { readonly module: string | null; readonly subject: string | null },
  by: string,
  reason: string,
): Promise<number> {
  const locked = deps.store.dialect === 'mysql' ? ' FOR UPDATE' : '';
  const conditions = [
    ...(wish.module === null ? [] : ['a.module = ?']),
    ...(wish.subject === null
      ? []
      : ['EXISTS (SELECT 1 FROM alert_subject s WHERE s.parent_id = a.id AND s.subject = ?)']),
  ];
  const values = [wish.module, wish.subject].filter((value) => value !== null);
  return deps.store.transaction(async (transaction) => {
    const rows = await transaction.query<Standing>(
      `SELECT a.id, a.version, a.status FROM alert a WHERE ${conditions.join(' AND ')}${locked}`,
      values,
    );
    const met = rows.filter(({ status }) => isStatus(status) && isAwaiting(status) && !isDecided(status));
    if (met.length > 0) await record(deps, transaction, met, { to: 'SUPPRESSED', by, reason });
    return met.length;
  });
}
