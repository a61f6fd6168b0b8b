import type { Transaction } from '../store/store.js';
import type { HashedFinding } from './plan.js';

const COLUMNS = [
  'version',
  'fingerprint',
  'evidence_hash',
  'severity',
  'period',
  'judged_date',
  'amount',
  'run',
];

/**
 * Keeps what a shadow version would have raised: no evidence, no status, nothing to act on. Equal findings
 * are left as they are.
 */
export async function keepShadow(
  transaction: Transaction,
  version: number,
  run: number,
  found: readonly HashedFinding[],
): Promise<{ raised: number; changed: number; resolved: number }> {
  const rows = await transaction.query<{ fingerprint: Uint8Array; evidence_hash: Uint8Array }>(
    'SELECT fingerprint, evidence_hash FROM shadow_alert WHERE version = ?',
    [version],
  );
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  const known = new Map(rows.map((row) => [hex(row.fingerprint), hex(row.evidence_hash)]));
  const news = found.filter(({ finding, hash }) => known.get(finding.fingerprint) !== hash);
  const raised = news.filter(({ finding }) => !known.has(finding.fingerprint)).length;
  for (const { finding } of found) known.delete(finding.fingerprint);
  const gone = [...known.keys()];
  for (let start = 0; start < gone.length; start += 1000) {
    const list = gone.slice(start, start + 1000).map((fingerprint) => `X'${fingerprint}'`);
    await transaction.execute(
      `DELETE FROM shadow_alert WHERE version = ? AND fingerprint IN (${list.join(',')})`,
      [version],
    );
  }
  await transaction.replaceRows(
    'shadow_alert',
    COLUMNS,
    news.map(({ finding, hash }) => [
      version,
      finding.fingerprint,
      hash,
      finding.severity,
      finding.period,
      finding.judgedDate,
      BigInt(finding.amount.replace('.', '')),
      run,
    ]),
  );
  return { raised, changed: news.length - raised, resolved: gone.length };
}
