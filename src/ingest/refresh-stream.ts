import { codeOf, FatalError, HubError, RetryableError } from '../errors.js';
import { storedInstant } from './clock.js';
import { advance, releaseLease, takeLease, type Lease } from './lease.js';
import { closeRun, type Counts, type RunOutcome, type RunStatus } from './ledger.js';
import { Run, type RefreshDeps } from './run.js';

export interface RunSummary {
  readonly run: number;
  readonly status: RunStatus;
  readonly code: string | null;
  readonly message: string | null;
  readonly counts: Counts;
}

/** What a run ends as that is stopped under one of these codes; under any other it failed. */
const STATUS: Readonly<Record<string, RunStatus>> = { CANCELLED: 'cancelled', SCHEMA_DRIFT: 'held' };

function outcomeOf(run: Run, error: unknown): RunOutcome {
  const rest = { warnings: run.warnings, watermark: run.watermark, expectedLive: run.expectedLive };
  if (error !== undefined) {
    const code = run.signal.aborted ? 'CANCELLED' : codeOf(error);
    const message = error instanceof HubError ? error.message : null;
    return { ...rest, status: STATUS[code] ?? 'failed', code, message };
  }
  if (run.failure) {
    const { code, message } = run.failure;
    return { ...rest, status: STATUS[code] ?? 'failed', code, message };
  }
  if (run.held) return { ...rest, status: 'held', code: run.held.code, message: run.held.message };
  return { ...rest, status: 'succeeded', code: null, message: null };
}

/** Renews the lease while a run waits for its department. */
function keepLease(deps: RefreshDeps, lease: Lease): () => void {
  const renew = async (): Promise<void> => {
    await deps.store
      .transaction((transaction) => advance(transaction, lease, {}, deps.now().getTime() + deps.leaseMs))
      .catch((error: unknown) =>
        deps.logger.warn({ stream: lease.category, code: codeOf(error) }, 'lease not renewed'),
      );
  };
  const timer = setInterval(() => void renew(), deps.leaseMs / 3);
  timer.unref();
  return () => clearInterval(timer);
}

/** @throws FatalError `LEASE_LOST` when a run that came to its end did not keep it */
async function finishRun(
  { store, now, leaseMs }: RefreshDeps,
  lease: Lease,
  outcome: RunOutcome,
): Promise<void> {
  await store.transaction(async (transaction) => {
    const until = now().getTime() + leaseMs;
    if (outcome.status === 'succeeded')
      await advance(transaction, lease, { succeededAt: storedInstant(now()) }, until);
    await closeRun(transaction, lease.run, outcome, now());
    await releaseLease(transaction, lease);
  });
}

/**
 * Brings one stream up to date: takes its lease, reads what is new, applies it batch by batch, and
 * leaves a record of the run. What is committed stays, whatever happens; the next run goes on there.
 * @throws RetryableError when another try may help (the run is recorded as failed)
 * A cancelled run returns its summary.
 * @throws HubError otherwise; a refused file throws FatalError with its code after all others were applied
 */
export async function refreshStream(deps: RefreshDeps, signal: AbortSignal): Promise<RunSummary> {
  const lease = await takeLease(deps, deps.stream.id);
  const stopRenewing = keepLease(deps, lease);
  const run = new Run(deps, lease, signal);
  let error: unknown;
  try {
    await run.execute();
  } catch (thrown) {
    error = thrown;
  } finally {
    stopRenewing();
  }
  const outcome = outcomeOf(run, error);
  await finishRun(deps, lease, outcome);
  const log = { stream: deps.stream.id, run: lease.run, ...outcome, counts: run.counts };
  deps.logger[outcome.status === 'succeeded' ? 'info' : 'warn'](log, 'run finished');
  if (error instanceof RetryableError) throw error;
  if (outcome.status === 'failed')
    throw error instanceof HubError
      ? error
      : new FatalError(outcome.code ?? 'INTERNAL', outcome.message ?? 'the run failed', { cause: error });
  const { status, code, message } = outcome;
  return { run: lease.run, status, code, message, counts: run.counts };
}
