import type { Logger } from 'pino';
import type { ComparisonEngine, Evaluation } from '../analytics/engine.js';
import { reasonsAgainst } from '../analytics/input.js';
import type { Replica } from '../analytics/replica/replica.js';
import { codeOf, HubError, RetryableError } from '../errors.js';
import type { Vault } from '../store/vault.js';
import { readInputs, type Input, type InputDeps } from './input.js';
import {
  lastChanges,
  lastRuns,
  type AlertCounts,
  type ComparisonRunStatus,
  type LastRun,
  type RunCause,
} from './ledger.js';
import { holdCompareLease, releaseCompareLease, takeCompareLease } from './lease.js';
import { createSettlement, type RunFrame } from './settle.js';
import type { ComparisonVersion, Versions } from './version.js';

/** The replica and the engine over it; opened when they are first needed. */
export interface Analytics {
  readonly replica: Replica;
  readonly engine: ComparisonEngine;
}

export interface CompareDeps extends InputDeps {
  readonly vault: Vault;
  readonly analytics: () => Promise<Analytics>;
  readonly versions: Versions;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly holder: string;
  /** Default one minute; a run renews it. */
  readonly leaseMs?: number;
}

/** What came of one version of a module. */
export interface Outcome {
  readonly module: string;
  readonly version: number;
  readonly status: ComparisonRunStatus;
  readonly shadow: boolean;
  readonly reasons: readonly { readonly category: string; readonly code: string }[];
  /** Code of the failure. */
  readonly code: string | null;
  readonly counts: AlertCounts;
  readonly milliseconds: number;
}

export interface CompareOptions {
  /** yyyy-MM-dd */
  readonly asOf: string;
  readonly cause: RunCause;
  /** Modules to run, whether their inputs have changed or not; otherwise those that are due. */
  readonly modules?: readonly string[];
  readonly onOutcome?: (outcome: Outcome) => void | Promise<void>;
}

const LEASE_MS = 60_000;

/** Whether a version must run again: its inputs, its parameters (another version), or the day have changed. */
function isDue(
  version: ComparisonVersion,
  last: LastRun | undefined,
  state: { asOf: string; changes: ReadonlyMap<string, number>; inputs: ReadonlyMap<string, Input> },
): boolean {
  if (!last || last.asOf !== state.asOf) return true;
  const { comparison } = version;
  if (last.status === 'CANNOT_EVALUATE') return reasonsAgainst(comparison, state.inputs).length === 0;
  return comparison.categories.some((category) => (state.changes.get(category) ?? 0) > last.sequence);
}

/** Versions that can be run at once: a module once, and every derived set with one statement only. */
function groupsOf(versions: readonly ComparisonVersion[]): ComparisonVersion[][] {
  const groups: { members: Map<string, ComparisonVersion>; sets: Map<string, string> }[] = [];
  for (const version of versions) {
    const { derived } = version.comparison;
    const fits = groups.find(
      ({ members, sets }) =>
        !members.has(version.module) &&
        derived.every(({ name, statement }) => (sets.get(name) ?? statement) === statement),
    );
    const group = fits ?? { members: new Map(), sets: new Map() };
    if (!fits) groups.push(group);
    group.members.set(version.module, version);
    for (const { name, statement } of derived) group.sets.set(name, statement);
  }
  return groups.map(({ members }) => [...members.values()]);
}

function outcomeOf(version: ComparisonVersion, evaluation: Evaluation, counts: AlertCounts): Outcome {
  return {
    module: version.module,
    version: version.number,
    status: evaluation.status,
    shadow: version.status === 'shadow',
    reasons: evaluation.status === 'CANNOT_EVALUATE' ? evaluation.reasons : [],
    code: evaluation.status === 'FAILED' ? evaluation.error.code : null,
    counts,
    milliseconds: evaluation.milliseconds,
  };
}

/** Runs comparisons and keeps the alerts that they raise. */
export function createCompare(deps: CompareDeps) {
  const { store, versions, now, logger } = deps;
  const leaseMs = deps.leaseMs ?? LEASE_MS;
  const settlement = createSettlement({ ...deps, leaseMs });

  /** Versions that must run again for this day. */
  async function due(asOf: string): Promise<ComparisonVersion[]> {
    const running = await versions.running();
    const [runs, changes, inputs] = [
      await lastRuns(store),
      await lastChanges(store),
      await readInputs(deps, asOf),
    ];
    return running.filter((version) => isDue(version, runs.get(version.id), { asOf, changes, inputs }));
  }

  async function chosen({ modules, asOf }: CompareOptions): Promise<ComparisonVersion[]> {
    if (!modules) return due(asOf);
    const wanted = new Set(modules);
    return (await versions.running()).filter(({ module }) => wanted.has(module));
  }

  /** Findings that cannot be kept are a failure of their module alone. */
  async function settled(
    version: ComparisonVersion,
    evaluation: Evaluation,
    frame: RunFrame,
  ): Promise<Outcome> {
    try {
      return outcomeOf(version, evaluation, await settlement.settle(version, evaluation, frame));
    } catch (error) {
      if (!(error instanceof HubError) || error instanceof RetryableError || error.code === 'LEASE_LOST')
        throw error;
      logger.warn({ code: error.code, module: version.module }, 'the findings of a comparison were not kept');
      const { comparison, milliseconds } = evaluation;
      const failed: Evaluation = { comparison, milliseconds, status: 'FAILED', error };
      return outcomeOf(version, failed, await settlement.settle(version, failed, frame));
    }
  }

  async function evaluate(
    selected: readonly ComparisonVersion[],
    options: CompareOptions,
    fence: number,
    signal: AbortSignal,
  ): Promise<Outcome[]> {
    const { asOf, cause } = options;
    const { replica, engine } = await deps.analytics();
    const { sequence } = await replica.catchUp();
    const inputs = await readInputs(deps, asOf);
    const frame = { asOf, cause, sequence, inputs, lease: { fence } };
    const outcomes: Outcome[] = [];
    for (const group of groupsOf(selected)) {
      const byModule = new Map(group.map((version) => [version.module, version]));
      const parameters = new Map(group.map((version) => [version.module, version.parameters]));
      const comparisons = group.map(({ comparison }) => comparison);
      for await (const evaluation of engine.run({ comparisons, asOf, inputs, parameters })) {
        signal.throwIfAborted();
        const version = byModule.get(evaluation.comparison.id);
        if (!version) continue;
        const outcome = await settled(version, evaluation, frame);
        outcomes.push(outcome);
        await options.onOutcome?.(outcome);
      }
    }
    return outcomes;
  }

  /** Renews the lease while a long question is being answered. */
  function renewing(fence: number): () => void {
    const timer = setInterval(() => {
      store
        .transaction((transaction) => holdCompareLease(transaction, { fence }, now().getTime() + leaseMs))
        .catch((error: unknown) => logger.warn({ code: codeOf(error) }, 'the lease was not renewed'));
    }, leaseMs / 3);
    return () => clearInterval(timer);
  }

  return {
    due,
    /**
     * Runs the comparisons that are due (or those named) on the present state of the replica.
     * @throws RetryableError `COMPARE_BUSY` while another run is under way
     */
    async run(options: CompareOptions, signal: AbortSignal): Promise<Outcome[]> {
      const lease = await takeCompareLease({ store, now, holder: deps.holder, leaseMs });
      const stop = renewing(lease.fence);
      try {
        const selected = await chosen(options);
        return selected.length === 0 ? [] : await evaluate(selected, options, lease.fence, signal);
      } finally {
        stop();
        await releaseCompareLease(store, lease);
      }
    },
  };
}

export type Compare = ReturnType<typeof createCompare>;
