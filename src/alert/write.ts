import type { Comparison } from '../analytics/library.js';
import type { Evidence, Finding } from '../analytics/finding.js';
import { ALERT_TABLES } from '../store/alert-table.js';
import { ALERT_FEED, openBatch, sequenceBatch } from '../store/feed.js';
import type { SqlValue, Store, Transaction } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { differenceOf, type AlertFacts, type Difference } from './fact.js';
import { evidenceKey, type CapturedRow } from './evidence.js';
import type { AlertPlan, HashedFinding, Touched } from './plan.js';
import { isDecided, isStatus, statusAfter, type AlertStatus } from './status.js';

/** A row of `alert`. */
export type AlertRow = Record<string, SqlValue>;

/** An alert as it is after the run, and what the run did to it. */
interface Written {
  readonly row: AlertRow;
  readonly before: AlertStatus | null;
  readonly after: AlertStatus;
  readonly difference: Difference | null;
  /** Set where the facts, and so the evidence, are new. */
  readonly found: HashedFinding | null;
}

/** What every write of one run shares. */
export interface RunContext {
  readonly comparison: Comparison;
  readonly version: number;
  readonly run: number;
  readonly asOf: string;
  /** Stored instant. */
  readonly at: string;
  readonly captured: ReadonlyMap<string, CapturedRow>;
  readonly divisionOf: (finding: Finding) => string | null;
}

const columnsOfTable = (name: string, ...without: string[]): string[] =>
  (ALERT_TABLES.find((table) => table.name === name)?.columns ?? [])
    .map((column) => column.name)
    .filter((column) => !without.includes(column));

const ALERT_COLUMNS = columnsOfTable('alert');
const EVENT_COLUMNS = columnsOfTable('alert_event', 'id');
const EVIDENCE_COLUMNS = columnsOfTable('alert_evidence');
const SUBJECT_COLUMNS = columnsOfTable('alert_subject');

/** Alerts that are written at once; their evidence can be many times as many rows. */
const SOME = 2000;
/** Ids that one statement names. */
const CHUNK = 5000;

/** Runs `work` on lists of ids, `1,2,3`. */
async function inLists(ids: readonly number[], work: (list: string) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < ids.length; start += CHUNK)
    await work(ids.slice(start, start + CHUNK).join(','));
}

/** Who a run's transitions are attributed to. */
export const ENGINE = 'comparison';

const centsOf = (amount: string): bigint => BigInt(amount.replace('.', ''));
const yuanOf = (cents: SqlValue | undefined): string => {
  const digits = String(cents ?? 0);
  const plain = digits.replace('-', '').padStart(3, '0');
  return `${digits.startsWith('-') ? '-' : ''}${plain.slice(0, -2)}.${plain.slice(-2)}`;
};

/** The surrogate in `person:17`. */
const surrogate = (subject: string, kind: string): number | null =>
  subject.startsWith(`${kind}:`) ? Number(subject.slice(kind.length + 1)) : null;

/** Writes what a run means for the alerts of its module. */
export function createAlertWriter(deps: { store: Store; vault: Vault }) {
  const { store, vault } = deps;
  // Decisions that humans take meanwhile must wait for the commit, and be seen before it.
  const locked = store.dialect === 'mysql' ? ' FOR UPDATE' : '';

  const factsColumns = ({ finding, hash }: HashedFinding, { version, run, at, divisionOf }: RunContext) => ({
    version,
    severity: finding.severity,
    division: divisionOf(finding),
    judged_date: finding.judgedDate,
    amount: centsOf(finding.amount),
    evidence_hash: hash,
    facts: vault.seal(JSON.stringify(finding.facts)),
    parameters: JSON.stringify(finding.parameters),
    last_changed_run: run,
    last_changed_at: at,
  });

  function raised(plan: AlertPlan, context: RunContext, firstId: number): Written[] {
    return plan.raise.map(({ found, suppressed }, index) => {
      const after: AlertStatus = suppressed ? 'SUPPRESSED' : 'OPEN';
      const row: AlertRow = {
        id: firstId + index,
        fingerprint: found.finding.fingerprint,
        module: context.comparison.id,
        period: found.finding.period,
        status: after,
        assignee: null,
        first_seen_run: context.run,
        first_seen_at: context.at,
        ...factsColumns(found, context),
      };
      return { row, before: null, after, difference: null, found };
    });
  }

  async function current(transaction: Transaction, ids: readonly number[]) {
    const rows = new Map<number, AlertRow>();
    const evidence = new Map<number, Evidence[]>();
    await inLists(ids, async (list) => {
      for (const row of await transaction.query<AlertRow>(
        `SELECT * FROM alert WHERE id IN (${list})${locked}`,
      ))
        rows.set(Number(row['id']), row);
      for (const each of await transaction.query<{ alert: number; category: string; row_id: number }>(
        `SELECT alert, category, row_id FROM alert_evidence WHERE alert IN (${list}) AND until_run IS NULL`,
      )) {
        const alert = Number(each.alert);
        const refs = evidence.get(alert) ?? [];
        refs.push({ category: each.category, id: Number(each.row_id) });
        evidence.set(alert, refs);
      }
    });
    return { rows, evidence };
  }

  function factsOf(row: AlertRow, evidence: readonly Evidence[]): AlertFacts {
    const sealed = row['facts'];
    return {
      severity: String(row['severity']),
      amount: yuanOf(row['amount']),
      judgedDate: String(row['judged_date']),
      facts: sealed instanceof Uint8Array ? JSON.parse(vault.open(sealed)) : {},
      evidence,
    };
  }

  function touched(
    each: Touched,
    row: AlertRow,
    evidence: readonly Evidence[],
    context: RunContext,
  ): Written {
    const status = String(row['status']);
    const before = isStatus(status) ? status : 'OPEN';
    const after = statusAfter(before, { ...each, present: each.found !== null });
    const { found } = each;
    if (!found || !each.changed)
      return { row: { ...row, status: after }, before, after, difference: null, found: null };
    const difference = differenceOf(factsOf(row, evidence), found.finding);
    return {
      row: { ...row, status: after, ...factsColumns(found, context) },
      before,
      after,
      difference,
      found,
    };
  }

  function subjectRows({ row, found }: Written): SqlValue[][] {
    return (found?.finding.subjects ?? []).map((subject, ordinal) => {
      const values: Record<string, SqlValue> = {
        parent_id: row['id'] ?? null,
        ordinal,
        kind: subject.slice(0, subject.indexOf(':')),
        subject,
        person_id: surrogate(subject, 'person'),
        organization_id: surrogate(subject, 'organization'),
      };
      return SUBJECT_COLUMNS.map((name) => values[name] ?? null);
    });
  }

  function evidenceRows({ row, found }: Written, context: RunContext): SqlValue[][] {
    return (found?.finding.evidence ?? []).map((ref, ordinal) => {
      const captured = context.captured.get(evidenceKey(ref));
      const values: Record<string, SqlValue> = {
        alert: row['id'] ?? null,
        from_run: context.run,
        ordinal,
        category: ref.category,
        row_id: ref.id,
        as_of: context.asOf,
        version: captured?.version ?? null,
        delivery: captured?.delivery ?? null,
        position: captured?.position ?? null,
        content: captured?.content ?? null,
      };
      return EVIDENCE_COLUMNS.map((name) => values[name] ?? null);
    });
  }

  function eventRow({ row, before, after, difference }: Written, context: RunContext): SqlValue[] {
    const values: Record<string, SqlValue> = {
      alert: row['id'] ?? null,
      run: context.run,
      version: context.version,
      at: context.at,
      actor: ENGINE,
      from_status: before,
      to_status: after,
      difference: difference === null ? null : vault.seal(JSON.stringify(difference)),
    };
    return EVENT_COLUMNS.map((name) => values[name] ?? null);
  }

  /** Some alerts at a time, so that their rows need not all be held at once. */
  async function persistSome(
    transaction: Transaction,
    written: readonly Written[],
    batch: number,
    context: RunContext,
  ): Promise<void> {
    const fresh = written.filter(({ before }) => before === null);
    const replace = (table: string, columns: readonly string[], rows: SqlValue[][]): Promise<void> =>
      transaction.replaceRows(table, columns, rows);
    await replace(
      'alert',
      ALERT_COLUMNS,
      written.map(({ row }) => ALERT_COLUMNS.map((name) => (name === 'batch' ? batch : (row[name] ?? null)))),
    );
    await replace('alert_subject', SUBJECT_COLUMNS, fresh.flatMap(subjectRows));
    await replace(
      'alert_department',
      ['parent_id', 'ordinal', 'value'],
      fresh.flatMap(({ row }) =>
        context.comparison.serves.map((department, ordinal) => [row['id'] ?? null, ordinal, department]),
      ),
    );
    const changed = written.filter(({ before, found }) => before !== null && found !== null);
    await inLists(
      changed.map(({ row }) => Number(row['id'])),
      (list) =>
        transaction.execute(
          `UPDATE alert_evidence SET until_run = ? WHERE alert IN (${list}) AND until_run IS NULL`,
          [context.run],
        ),
    );
    await replace(
      'alert_evidence',
      EVIDENCE_COLUMNS,
      written.flatMap((each) => evidenceRows(each, context)),
    );
    await replace(
      'alert_event',
      EVENT_COLUMNS,
      written.map((each) => eventRow(each, context)),
    );
  }

  async function persist(
    transaction: Transaction,
    written: readonly Written[],
    context: RunContext,
  ): Promise<number> {
    const batch = await openBatch(transaction, { category: ALERT_FEED, run: context.run, at: context.at });
    for (let start = 0; start < written.length; start += SOME)
      await persistSome(transaction, written.slice(start, start + SOME), batch, context);
    return batch;
  }

  return {
    /**
     * Carries a plan out within the transaction of its run; the feed's sequence is taken last, so nothing may
     * follow but the commit.
     */
    async write(transaction: Transaction, plan: AlertPlan, context: RunContext): Promise<void> {
      const { rows, evidence } = await current(
        transaction,
        plan.touch.map(({ known }) => known.id),
      );
      const [last] = await transaction.query<{ id: number | null }>('SELECT MAX(id) AS id FROM alert');
      const written = [
        ...raised(plan, context, Number(last?.id ?? 0) + 1),
        ...plan.touch.flatMap((each) => {
          const row = rows.get(each.known.id);
          return row ? [touched(each, row, evidence.get(each.known.id) ?? [], context)] : [];
        }),
      ];
      const batch = await persist(transaction, written, context);
      await sequenceBatch(transaction, batch);
    },
  };
}

/** How a plan counts in the ledger. */
export function countsOf(plan: AlertPlan, findings: number) {
  const after = ({ known, found, changed, suppressed }: Touched): AlertStatus =>
    statusAfter(known.status, { present: found !== null, changed, suppressed });
  const reopened = plan.touch.filter(
    (each) =>
      after(each) === 'OPEN' && (isDecided(each.known.status) || each.known.status === 'RESOLVED_BY_DATA'),
  );
  return {
    findings,
    raised: plan.raise.length,
    changed: plan.touch.filter(({ changed }) => changed).length,
    reopened: reopened.length,
    resolved: plan.touch.filter(({ found }) => found === null).length,
    suppressed:
      plan.raise.filter(({ suppressed }) => suppressed).length +
      plan.touch.filter((each) => after(each) === 'SUPPRESSED').length,
  };
}
