import type { Logger } from 'pino';
import { shanghaiDate } from '../ingest/clock.js';
import { compare, type CompareDeps } from '../ingest/compare.js';
import { createMapper } from '../ingest/create-mapper.js';
import { identify } from '../ingest/identify.js';
import { releaseLease, takeLease, type Lease } from '../ingest/lease.js';
import { addCounts, closeRun, noCounts, type Counts, type RunOutcome } from '../ingest/ledger.js';
import { storedRows } from '../ingest/live-rows.js';
import { mappingPrint } from '../ingest/mapping-print.js';
import type { SubjectRegistry } from '../ingest/subject.js';
import { createWriter } from '../ingest/write.js';
import { codeOf, HubError } from '../errors.js';
import type { RawRow } from '../sources/source.js';
import type { Stream } from '../sources/stream.js';
import type { Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { entries, type Entry } from './sealed-row.js';

export interface ReplayDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly subjects: SubjectRegistry;
  readonly stream: Stream;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly holder: string;
  readonly leaseMs: number;
}

/** No delivery: whatever is live was written by another one. */
const NONE = -1;

/** Entries of one delivery together: rows keep the delivery and the position that they came with. */
function byDelivery(page: readonly Entry[]): Map<number, Entry[]> {
  const groups = new Map<number, Entry[]>();
  for (const entry of page) groups.set(entry.delivery, [...(groups.get(entry.delivery) ?? []), entry]);
  return groups;
}

async function applyAll(deps: ReplayDeps, lease: Lease, counts: Counts, signal: AbortSignal): Promise<void> {
  const { store, vault, stream, now } = deps;
  const mapper = createMapper(stream, shanghaiDate(now()));
  const writer = createWriter({ ...deps, category: stream.category, lease });
  const print = mappingPrint(stream);
  const keys = await store.query<{ key_hash: Uint8Array }>(
    'SELECT DISTINCT key_hash FROM quarantine WHERE category = ? AND key_hash IS NOT NULL',
    [stream.id],
  );
  let { nextId } = lease;
  const compareDeps: CompareDeps = {
    store,
    vault,
    category: stream.category,
    live: storedRows(store, stream.category),
    mapper,
    delivery: NONE,
    unordered: stream.source.kind === 'file',
    allocateId: () => nextId++,
    quarantined: new Set(keys.map(({ key_hash }) => Buffer.from(key_hash).toString('hex'))),
    hasTombstones: () => true,
  };

  /** Rows that pass are applied and leave the quarantine; the others stay, under the reason that they have now. */
  async function apply(delivery: number, group: readonly Entry[]): Promise<void> {
    const identified = await identify(
      { vault, mapper, mappingPrint: print },
      { rows: group.map(({ row }) => row) },
    );
    const plan = await compare(compareDeps, identified);
    const verdicts = new Map<RawRow, { readonly reason: string; readonly field: string | null }>(
      plan.quarantines.map(({ row, reason, field }) => [row, { reason, field }]),
    );
    plan.quarantines.length = 0;
    for (const { id, row, reason, field } of group) {
      const verdict = verdicts.get(row);
      if (!verdict) plan.released.push(id);
      else if (verdict.reason !== reason || verdict.field !== field) plan.judgedAnew.push({ id, ...verdict });
    }
    const changeset = writer.changeset(delivery);
    changeset.add(plan);
    await writer.write(changeset, { nextId });
    addCounts(counts, plan.counts);
  }

  for await (const page of entries({ store, vault }, { category: stream.id }))
    for (const [delivery, group] of byDelivery(page)) {
      signal.throwIfAborted();
      await apply(delivery, group);
    }
}

/**
 * Maps the quarantined rows of a stream with its connector as it is now, and applies those that pass as if they were
 * delivered now: later versions win, and a run of its own accounts for every row read.
 * @throws RetryableError `STREAM_BUSY` while the stream is being refreshed; HubError otherwise (the run is recorded)
 */
export async function replayQuarantine(deps: ReplayDeps, signal: AbortSignal): Promise<Counts> {
  const { store, stream, logger, now } = deps;
  const lease = await takeLease(deps, stream.id);
  const counts = noCounts();
  const rest = { warnings: {}, watermark: lease.watermark, expectedLive: null };
  let outcome: RunOutcome = { ...rest, status: 'succeeded', code: null, message: 'quarantine replayed' };
  try {
    await applyAll(deps, lease, counts, signal);
    return counts;
  } catch (error) {
    const message = error instanceof HubError ? error.message : null;
    const status = signal.aborted ? 'cancelled' : 'failed';
    outcome = { ...rest, status, code: signal.aborted ? 'CANCELLED' : codeOf(error), message };
    throw error;
  } finally {
    await store.transaction(async (transaction) => {
      await closeRun(transaction, lease.run, outcome, now());
      await releaseLease(transaction, lease);
    });
    logger.info({ stream: stream.id, run: lease.run, status: outcome.status, counts }, 'quarantine replayed');
  }
}
