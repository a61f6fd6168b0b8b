import type { Evaluation } from '../analytics/engine.js';
import type { Evidence, Finding } from '../analytics/finding.js';
import type { Catalog } from '../catalog/catalog.js';
import { storedInstant } from '../ingest/clock.js';
import type { Store, Transaction } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { homeDivisions } from './division.js';
import { captureEvidence, evidenceKey } from './evidence.js';
import { factsText } from './fact.js';
import type { Input } from './input.js';
import { NO_ALERTS, recordRun, type AlertCounts, type ComparisonRun, type RunCause } from './ledger.js';
import { holdCompareLease, type CompareLease } from './lease.js';
import { knownAlert, planAlerts, type AlertPlan, type HashedFinding } from './plan.js';
import { keepShadow } from './shadow.js';
import { suppressedBy, suppressionsOn } from './suppression.js';
import type { ComparisonVersion } from './version.js';
import { countsOf, createAlertWriter, type RunContext } from './write.js';

/** What all evaluations of one run share. */
export interface RunFrame {
  readonly asOf: string;
  readonly cause: RunCause;
  /** Of the feed, up to which the replica had followed. */
  readonly sequence: number;
  readonly inputs: ReadonlyMap<string, Input>;
  readonly lease: CompareLease;
}

export interface SettleDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly catalog: Catalog;
  readonly now: () => Date;
  readonly leaseMs: number;
}

const NOTHING: AlertPlan = { raise: [], touch: [] };
const isNothing = ({ raise, touch }: AlertPlan): boolean => raise.length + touch.length === 0;

const surrogates = (findings: readonly Finding[], kind: string): number[] => {
  const ids = findings.flatMap(({ subjects }) =>
    subjects.flatMap((subject) =>
      subject.startsWith(`${kind}:`) ? Number(subject.slice(kind.length + 1)) : [],
    ),
  );
  return [...new Set(ids)];
};

/** Turns evaluations into alerts: each in one transaction, with its line of the ledger and its entry of the feed. */
export function createSettlement(deps: SettleDeps) {
  const { store, vault, now } = deps;
  const writer = createAlertWriter({ store, vault });

  const hashed = (findings: readonly Finding[]): HashedFinding[] =>
    findings.map((finding) => ({ finding, hash: vault.shortHash(factsText(finding)) }));

  async function planOf(module: string, found: readonly HashedFinding[], asOf: string): Promise<AlertPlan> {
    const rows = await store.query<{
      id: number;
      fingerprint: Uint8Array;
      evidence_hash: Uint8Array;
      status: string;
    }>('SELECT id, fingerprint, evidence_hash, status FROM alert WHERE module = ?', [module]);
    const suppressions = await suppressionsOn(store, asOf);
    return planAlerts(rows.map(knownAlert), found, suppressedBy(suppressions, module));
  }

  /** Reads what the new and changed alerts of a plan need, before the transaction is opened. */
  async function prepare(version: ComparisonVersion, plan: AlertPlan, frame: RunFrame) {
    const fresh = [
      ...plan.raise.map(({ found }) => found.finding),
      ...plan.touch.flatMap(({ found, changed }) => (found && changed ? [found.finding] : [])),
    ];
    const evidence = fresh.flatMap((finding): readonly Evidence[] => finding.evidence);
    const captured = await captureEvidence(deps, version.comparison.reads, evidence);
    const persons = await homeDivisions(deps, 'person', surrogates(fresh, 'person'));
    const organizations = await homeDivisions(deps, 'organization', surrogates(fresh, 'organization'));
    const homeOf = (subject: string): string | undefined =>
      subject.startsWith('person:')
        ? persons.get(Number(subject.slice(7)))
        : organizations.get(Number(subject.slice(13)));
    return (run: number): RunContext => ({
      comparison: version.comparison,
      version: version.id,
      run,
      asOf: frame.asOf,
      at: storedInstant(now()),
      captured,
      divisionOf: ({ evidence: own, subjects }) =>
        own.map((ref) => captured.get(evidenceKey(ref))?.division ?? null).find((place) => place !== null) ??
        subjects.map(homeOf).find((place) => place !== undefined) ??
        null,
    });
  }

  const lineOf = (
    version: ComparisonVersion,
    evaluation: Evaluation,
    frame: RunFrame,
    counts: AlertCounts,
  ): ComparisonRun => ({
    module: version.module,
    version: version.id,
    asOf: frame.asOf,
    status: evaluation.status,
    cause: frame.cause,
    startedAt: storedInstant(new Date(now().getTime() - evaluation.milliseconds)),
    milliseconds: evaluation.milliseconds,
    sequence: frame.sequence,
    counts,
    reasons:
      evaluation.status === 'CANNOT_EVALUATE'
        ? evaluation.reasons
        : evaluation.status === 'FAILED'
          ? evaluation.error.code
          : null,
    inputs: version.comparison.categories.flatMap((category) => frame.inputs.get(category) ?? []),
  });

  const hold = (transaction: Transaction, { lease }: RunFrame): Promise<void> =>
    holdCompareLease(transaction, lease, now().getTime() + deps.leaseMs);

  async function settleLive(
    version: ComparisonVersion,
    evaluation: Evaluation,
    frame: RunFrame,
  ): Promise<AlertCounts> {
    const found = evaluation.status === 'EVALUATED' ? hashed(evaluation.findings) : null;
    const plan = found ? await planOf(version.module, found, frame.asOf) : NOTHING;
    const contextOf = isNothing(plan) ? null : await prepare(version, plan, frame);
    const counts = found ? countsOf(plan, found.length) : NO_ALERTS;
    await store.transaction(async (transaction) => {
      await hold(transaction, frame);
      const run = await recordRun(transaction, lineOf(version, evaluation, frame, counts));
      if (contextOf) await writer.write(transaction, plan, contextOf(run));
    });
    return counts;
  }

  async function settleShadow(
    version: ComparisonVersion,
    evaluation: Evaluation,
    frame: RunFrame,
  ): Promise<AlertCounts> {
    const found = evaluation.status === 'EVALUATED' ? hashed(evaluation.findings) : null;
    return store.transaction(async (transaction) => {
      await hold(transaction, frame);
      const counts = { ...NO_ALERTS, findings: found?.length ?? 0 };
      const run = await recordRun(transaction, lineOf(version, evaluation, frame, counts));
      if (found) await keepShadow(transaction, version.id, run, found);
      return counts;
    });
  }

  return {
    /** Writes what an evaluation of a version means; a version in the shadow raises no alert. */
    settle: (version: ComparisonVersion, evaluation: Evaluation, frame: RunFrame): Promise<AlertCounts> =>
      version.status === 'shadow'
        ? settleShadow(version, evaluation, frame)
        : settleLive(version, evaluation, frame),
  };
}
