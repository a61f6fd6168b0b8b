import type { Logger } from 'pino';
import { SchemaDrift } from '../sources/drift.js';
import type { Batch, Checkpoint, Delivery, Refusal, Source } from '../sources/source.js';
import type { Stream } from '../sources/stream.js';
import type { Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { ahead } from './ahead.js';
import { createBatchKeys } from './batch-keys.js';
import type { Changeset } from './changeset.js';
import { shanghaiDate, storedInstant } from './clock.js';
import { compare, type CompareDeps } from './compare.js';
import { createMapper } from './create-mapper.js';
import { createDriftCheck } from './drift.js';
import { isHeld, TOO_MANY, type Held } from './hold.js';
import { identify, type IdentifiedBatch } from './identify.js';
import { advance, type Lease, type StreamChange } from './lease.js';
import { addCounts, noCounts } from './ledger.js';
import { storedRows, type LiveRows } from './live-rows.js';
import { mappingPrint } from './mapping-print.js';
import { emptyPlan, type Plan } from './plan.js';
import { createRecogniser } from './recogniser.js';
import { ROSTER_LIMIT, rosterOf } from './roster.js';
import type { SubjectRegistry } from './subject.js';
import { absentees, survey, type Survey } from './survey.js';
import { createTies } from './tie.js';
import { createWriter } from './write.js';

/** How far a run is. */
export interface Progress {
  readonly run: number;
  readonly rows: number;
  /** Rows to expect in the delivery at hand; null when unknown. */
  readonly expected: number | null;
}

export interface RefreshDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly subjects: SubjectRegistry;
  readonly stream: Stream;
  readonly source: Source;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly holder: string;
  readonly leaseMs: number;
  /** Applies full deliveries that would be held otherwise. */
  readonly acceptHeld?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

const highestOf = ({ rows, recognised }: Batch): number =>
  rows.reduce((high, row) => Math.max(high, row.version), recognised?.highest ?? 0);

/** The deliveries of one stream, applied under a lease: what is counted, warned of and held on the way. */
export class Run {
  readonly counts = noCounts();
  readonly warnings: Record<string, number> = {};
  readonly #writer;
  readonly #quarantined = new Set<string>();
  #hasTombstones = false;
  #nextId: number;
  #liveRows: number;
  #checkpoint: Checkpoint | null;
  #watermark: string | null;
  expectedLive: number | null = null;
  failure: Refusal | null = null;
  held: Held | null = null;

  constructor(
    readonly deps: RefreshDeps,
    readonly lease: Lease,
    readonly signal: AbortSignal,
  ) {
    this.#writer = createWriter({ ...deps, category: deps.stream.category, lease });
    this.#nextId = lease.nextId;
    this.#liveRows = lease.liveRows;
    this.#checkpoint = lease.checkpoint;
    this.#watermark = lease.watermark;
  }

  get watermark(): string | null {
    return this.#watermark;
  }

  async execute(): Promise<void> {
    const { store, stream, source } = this.deps;
    const known = await store.query<{ identity: Uint8Array }>(
      'SELECT identity FROM quarantine WHERE category = ?',
      [stream.id],
    );
    for (const { identity } of known) this.#quarantined.add(Buffer.from(identity).toString('hex'));
    const gone = await store.query('SELECT 1 AS one FROM tombstone WHERE category = ? LIMIT 1', [stream.id]);
    this.#hasTombstones = gone.length > 0;
    if (this.deps.acceptHeld && this.#checkpoint)
      this.#checkpoint = source.release?.(this.#checkpoint) ?? this.#checkpoint;
    for await (const item of source.deliveries(this.#checkpoint, this.signal)) {
      this.signal.throwIfAborted();
      if ('status' in item) await this.#refuse(item);
      else if ((await this.#deliver(item)) === 'stop') return;
    }
  }

  async #recordDelivery(name: string, status: string, code: string | null): Promise<number> {
    const { store, stream, now } = this.deps;
    const row = {
      category: stream.id,
      name: name.slice(0, 500),
      status,
      code,
      row_count: 0,
      run: this.lease.run,
    };
    return store.transaction((transaction) =>
      transaction.insert('delivery', { ...row, recorded_at: storedInstant(now()) }),
    );
  }

  async #refuse(refusal: Refusal): Promise<void> {
    await this.#recordDelivery(refusal.name, refusal.status, refusal.code);
    await this.#settle({ checkpoint: refusal.checkpoint });
    if (refusal.status === 'rejected') this.failure ??= refusal;
    this.deps.logger.warn(
      { stream: this.deps.stream.id, delivery: refusal.name, code: refusal.code },
      'delivery refused',
    );
  }

  async #settle(change: StreamChange): Promise<void> {
    const { store, now, leaseMs } = this.deps;
    if (change.checkpoint) this.#checkpoint = change.checkpoint;
    await store.transaction((transaction) =>
      advance(transaction, this.lease, change, now().getTime() + leaseMs),
    );
  }

  /** A full set and a first load meet all live rows at once; for a few changes it is not worth reading them all. */
  #meet(delivery: Delivery): Promise<LiveRows> | LiveRows {
    const { store, stream } = this.deps;
    const all = (delivery.complete || this.#liveRows === 0) && this.#liveRows <= ROSTER_LIMIT;
    return all ? rosterOf(store, stream.category, this.#liveRows) : storedRows(store, stream.category);
  }

  async #compareDeps(delivery: Delivery, id: number): Promise<CompareDeps> {
    const { store, vault, stream } = this.deps;
    return {
      store,
      vault,
      category: stream.category,
      live: await this.#meet(delivery),
      mapper: createMapper(stream, shanghaiDate(delivery.clock)),
      delivery: id,
      unordered: stream.source.kind === 'file' && !delivery.complete,
      allocateId: () => this.#nextId++,
      quarantined: this.#quarantined,
      hasTombstones: () => this.#hasTombstones,
    };
  }

  /** Batches, identified while the database works on the one before. */
  async *#identified(delivery: Delivery, { live, mapper }: CompareDeps): AsyncGenerator<IdentifiedBatch> {
    const { vault, stream } = this.deps;
    const print = mappingPrint(stream);
    // Whoever is in quarantine has to be met: a good row mends it.
    const recogniser = createRecogniser(vault, print, live.recognise?.(this.#quarantined));
    for await (const batch of delivery.read(this.signal, recogniser)) {
      this.signal.throwIfAborted();
      yield await identify({ vault, mapper, mappingPrint: print }, batch);
    }
  }

  /**
   * Plans of a delivery's batches, part by part; the last of a batch is yielded once all of it was judged. A batch is compared
   * while the one before is written, unless they share keys. Of a key that a batch has twice, in two parts, the second
   * row waits for the next batch.
   */
  async *#plans(delivery: Delivery, deps: CompareDeps, writing: () => Promise<unknown>) {
    const { store, stream, acceptHeld } = this.deps;
    // A survey puts the rows of a set together by itself.
    const ties = delivery.complete ? undefined : createTies();
    const drift = createDriftCheck(store, stream);
    const keys = createBatchKeys();
    const planOf = async (identified: IdentifiedBatch, highest: number, own = deps) => {
      if (keys.areBeingWritten(identified.rows)) await writing();
      const plan = await compare(own, identified);
      const { batch, rows } = identified;
      drift.add(batch, plan);
      if (!batch.goesOn) {
        if (!acceptHeld) await drift.judge();
        keys.close();
      }
      return { plan, batch, highest, keys: rows.keys() };
    };
    for await (const identified of ahead(this.#identified(delivery, deps))) {
      const highest = highestOf(identified.batch);
      const own = keys.withoutRepeated(ties?.settle(identified, highest) ?? identified);
      yield await planOf(own, highest, { ...deps, ties: ties?.open(highest) });
      const repeated = identified.batch.goesOn ? undefined : keys.repeated();
      if (repeated) yield await planOf(repeated, 0);
    }
    const left = ties?.left();
    if (left) yield await planOf(left, 0);
  }

  /** `stop` when nothing behind this delivery may be applied before it is. */
  async #deliver(delivery: Delivery): Promise<'go on' | 'stop'> {
    const id = await this.#recordDelivery(delivery.name, 'reading', null);
    try {
      await this.#applyWhole(delivery, id);
      return 'go on';
    } catch (error) {
      if (!(error instanceof SchemaDrift)) throw error;
      await this.#keepBack(delivery, id, error, 0);
      return this.deps.source.hold ? 'go on' : 'stop';
    }
  }

  async #applyWhole(delivery: Delivery, id: number): Promise<void> {
    const deps = await this.#compareDeps(delivery, id);
    const found = delivery.complete && this.#liveRows > 0 ? await this.#survey(delivery, deps) : null;
    if (found && (await this.#hold(delivery, id, found))) return;
    const lacking = found ? this.#liveRows - found.presentRows : 0;
    if (found?.plan) await this.#writePlan(found.plan, id, delivery);
    else await this.#apply(delivery, deps, id);
    if (found) await this.#removeAbsent(id, found, lacking);
    await this.#finish(delivery, id, found);
  }

  async #survey(delivery: Delivery, deps: CompareDeps): Promise<Survey> {
    const idle = async (): Promise<void> => undefined;
    return survey(this.#plans(delivery, deps, idle), this.#nextId, delivery.version);
  }

  async #hold(delivery: Delivery, id: number, found: Survey): Promise<boolean> {
    if (this.deps.acceptHeld) return false;
    // Live rows that something newer brought stay: this is the most that can go.
    const most = this.#liveRows - found.presentRows;
    if (!isHeld(this.deps.stream, this.#liveRows, found, most)) return false;
    let removals = 0;
    for await (const absent of absentees(this.deps.store, this.deps.stream.category, id, found))
      removals += absent.length;
    if (!isHeld(this.deps.stream, this.#liveRows, found, removals)) return false;
    await this.#keepBack(delivery, id, TOO_MANY, found.read);
    return true;
  }

  async #keepBack(delivery: Delivery, id: number, why: Held, rows: number): Promise<void> {
    const { store, source } = this.deps;
    this.held ??= why;
    await store.transaction((transaction) =>
      transaction.execute(`UPDATE delivery SET status = 'held', code = ?, row_count = ? WHERE id = ?`, [
        why.code,
        rows,
        id,
      ]),
    );
    const checkpoint = source.hold?.(delivery, this.#checkpoint);
    await this.#settle(checkpoint ? { checkpoint } : {});
  }

  async #apply(delivery: Delivery, deps: CompareDeps, id: number): Promise<void> {
    let pending: Promise<unknown> = Promise.resolve();
    const writing = (): Promise<unknown> => pending;
    let changeset = this.#writer.changeset(id);
    try {
      for await (const { plan, batch } of this.#plans(delivery, deps, writing)) {
        deps.live.announce(plan);
        changeset.add(plan);
        if (batch.goesOn) continue;
        const before = pending;
        const change = batch.checkpoint ? { checkpoint: batch.checkpoint } : {};
        pending = this.#write(changeset, change, delivery, before);
        pending.catch(() => undefined); // seen when it is awaited
        changeset = this.#writer.changeset(id);
        await before;
      }
    } finally {
      await pending;
    }
  }

  async #writePlan(plan: Plan, delivery: number, source?: Delivery): Promise<void> {
    const changeset = this.#writer.changeset(delivery);
    changeset.add(plan);
    await this.#write(changeset, {}, source);
  }

  async #write(
    changeset: Changeset,
    change: StreamChange,
    source?: Delivery,
    before?: Promise<unknown>,
  ): Promise<void> {
    const { plan } = changeset;
    if (plan.deletions.length > 0) this.#hasTombstones = true;
    for (const { identity } of plan.quarantines) this.#quarantined.add(identity);
    for (const [reason, count] of plan.warnings) this.warnings[reason] = (this.warnings[reason] ?? 0) + count;
    const added = await this.#writer.write(changeset, { ...change, nextId: this.#nextId }, before);
    if (change.checkpoint) this.#checkpoint = change.checkpoint;
    this.#liveRows += added;
    addCounts(this.counts, plan.counts);
    this.deps.onProgress?.({ run: this.lease.run, rows: this.counts.read, expected: source?.size ?? null });
  }

  /** Deletes what the set lacks: `lacking` live rows at most. */
  async #removeAbsent(delivery: number, found: Survey, lacking: number): Promise<void> {
    const { category } = this.deps.stream;
    if (lacking <= 0) return;
    for await (const deletions of absentees(this.deps.store, category, delivery, found)) {
      const plan = emptyPlan();
      plan.deletions.push(...deletions);
      plan.counts.removed = deletions.length;
      await this.#writePlan(plan, delivery);
    }
  }

  async #finish(delivery: Delivery, id: number, found: Survey | null): Promise<void> {
    const { checkpoint, watermark, holds, unlisted = [] } = delivery.end();
    if (unlisted.length > 0) this.warnings['COLUMN_UNLISTED'] = unlisted.length;
    const { store, stream, now, leaseMs } = this.deps;
    const until = watermark === null ? null : storedInstant(new Date(watermark));
    if (until !== null && (this.#watermark === null || until > this.#watermark)) this.#watermark = until;
    this.expectedLive = holds?.live ?? null;
    this.#checkpoint = checkpoint;
    await store.transaction(async (transaction) => {
      await transaction.execute(`UPDATE delivery SET status = 'applied', row_count = ? WHERE id = ?`, [
        this.counts.read,
        id,
      ]);
      // What stood in quarantine and is not in a full set any more has nothing left to be mended.
      if (found)
        await transaction.execute(
          'DELETE FROM quarantine WHERE category = ? AND delivery <> ? AND version <= ?',
          [stream.id, id, found.highest],
        );
      const change: StreamChange = {
        checkpoint,
        watermark: this.#watermark,
        clockOffsetMs: delivery.clock.getTime() - now().getTime(),
      };
      await advance(transaction, this.lease, change, now().getTime() + leaseMs);
    });
  }
}
