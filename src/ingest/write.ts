import type { Category } from '../catalog/category.js';
import { sealRow } from '../quarantine/sealed-row.js';
import { openBatch, sequenceBatch } from '../store/feed.js';
import type { SqlValue, Store, Transaction } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { createChangesets, type Changeset, type SubjectIds } from './changeset.js';
import { storedInstant } from './clock.js';
import { advance, type Lease, type StreamChange } from './lease.js';
import { countRows } from './ledger.js';
import type { RowQuarantine } from './plan.js';
import type { SubjectRegistry } from './subject.js';

export interface WriteDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly category: Category;
  readonly subjects: SubjectRegistry;
  readonly lease: Lease;
  readonly leaseMs: number;
  readonly now: () => Date;
}

/** Rows that one statement amends: their list is gone through for each. */
const AMENDED = 250;

/** Writes the plans of one category: each in one transaction, with its counts, its state and its feed entry. */
export function createWriter(deps: WriteDeps) {
  const { store, vault, category, lease, leaseMs, now } = deps;
  async function deleteChildren(
    transaction: Transaction,
    { children }: Changeset,
    parents: readonly number[],
  ): Promise<void> {
    if (parents.length === 0) return;
    for (const { table } of children)
      await transaction.execute(`DELETE FROM ${table} WHERE parent_id IN (${parents.join(',')})`);
  }

  async function writeRows(
    transaction: Transaction,
    changeset: Changeset,
    ids: SubjectIds,
    batch: number,
  ): Promise<void> {
    const { rows, children, replaced } = changeset;
    if (rows.packed.length === 0) return;
    await transaction.replaceRows(rows.table, rows.columns, rows.rest([batch], ids), rows.packed);
    await deleteChildren(transaction, changeset, replaced);
    for (const { table, columns, rest, packed } of children)
      await transaction.replaceRows(table, columns, rest([], ids), packed);
  }

  async function writeDeletions(
    transaction: Transaction,
    changeset: Changeset,
    batch: number,
  ): Promise<void> {
    const { plan } = changeset;
    const ids = plan.deletions.flatMap(({ id }) => (id === null ? [] : [id]));
    if (ids.length > 0) {
      await transaction.execute(`DELETE FROM ${category.table} WHERE id IN (${ids.join(',')})`);
      await deleteChildren(transaction, changeset, ids);
    }
    await transaction.replaceRows(
      'tombstone',
      ['category', 'key_hash', 'row_id', 'version', 'batch', 'deleted_at'],
      plan.deletions.map(({ keyHash, id, version }) => [
        category.id,
        keyHash,
        id,
        version,
        batch,
        storedInstant(now()),
      ]),
    );
  }

  const quarantineRow = (item: RowQuarantine, delivery: number): SqlValue[] => [
    category.id,
    item.identity,
    item.keyHash,
    item.reason,
    item.field,
    sealRow(vault, item.row),
    item.row.version,
    delivery,
    item.row.position,
    lease.run,
    storedInstant(now()),
  ];

  async function writeQuarantine(
    transaction: Transaction,
    plan: Changeset['plan'],
    delivery: number,
  ): Promise<void> {
    const names = 'category identity key_hash reason field raw version delivery position run quarantined_at';
    // The table has a generated id, so rows go in by their unique identity: the old entry first.
    const replaced = plan.quarantines.map(({ identity }) => `X'${identity}'`);
    if (replaced.length > 0) {
      await transaction.execute(
        `DELETE FROM quarantine WHERE category = '${category.id}' AND identity IN (${replaced.join(',')})`,
      );
      const rows = plan.quarantines.map((item) => quarantineRow(item, delivery));
      await transaction.insertIgnore('quarantine', names.split(' '), rows);
    }
    if (plan.released.length > 0)
      await transaction.execute(`DELETE FROM quarantine WHERE id IN (${plan.released.join(',')})`);
    for (const { id, reason, field } of plan.judgedAnew)
      await transaction.execute('UPDATE quarantine SET reason = ?, field = ? WHERE id = ?', [
        reason,
        field,
        id,
      ]);
    const mended = plan.mended.map((key) => `X'${key}'`);
    if (mended.length > 0)
      await transaction.execute(
        `DELETE FROM quarantine WHERE category = '${category.id}' AND key_hash IN (${mended.join(',')})`,
      );
  }

  async function revive(transaction: Transaction, { revived }: Changeset['plan']): Promise<void> {
    if (revived.length === 0) return;
    const keys = revived.map((key) => `X'${key}'`).join(',');
    await transaction.execute(
      `DELETE FROM tombstone WHERE category = '${category.id}' AND key_hash IN (${keys})`,
    );
  }

  /** Gives each of these rows its own value in one column: neither a new version nor an entry of the feed, as the rows say what they said. */
  async function amend(
    transaction: Transaction,
    column: 'version' | 'delivered_hash',
    rows: readonly { readonly id: number; readonly value: string }[],
  ): Promise<void> {
    for (let start = 0; start < rows.length; start += AMENDED) {
      const some = rows.slice(start, start + AMENDED);
      const cases = some.map(({ id, value }) => `WHEN ${id} THEN ${value}`);
      const ids = some.map(({ id }) => id);
      await transaction.execute(
        `UPDATE ${category.table} SET ${column} = CASE id ${cases.join(' ')} END WHERE id IN (${ids.join(',')})`,
      );
    }
  }

  async function addedRows(transaction: Transaction, { fresh, plan }: Changeset): Promise<number> {
    // Ids of deletions may be those of rows that are gone already: only live ones count.
    const ids = plan.deletions.flatMap(({ id }) => (id === null ? [] : [id]));
    if (ids.length === 0) return fresh.length;
    const [row] = await transaction.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM ${category.table} WHERE id IN (${ids.join(',')})`,
    );
    return fresh.length - Number(row?.n ?? 0);
  }

  return {
    /** An empty changeset for rows of one delivery. */
    changeset: createChangesets({ store, vault, category }),
    /**
     * Carries out a changeset: all of it, its counts, its state and its place in the feed are committed together. Subjects
     * are found or registered at once, the rest waits for `before`. Returns by how many the live rows grew.
     */
    async write(changeset: Changeset, change: StreamChange, before?: Promise<unknown>): Promise<number> {
      const { plan, delivery } = changeset;
      const ids = await changeset.link(deps.subjects);
      await before;
      return store.transaction(async (transaction) => {
        const added = await addedRows(transaction, changeset);
        // First: who lost the lease must not wait for, nor be in the way of, the writes of whoever took it.
        await advance(transaction, lease, { ...change, addedRows: added }, now().getTime() + leaseMs);
        const changes = changeset.rows.packed.length + plan.deletions.length > 0;
        const batch = changes
          ? await openBatch(transaction, { category: category.id, run: lease.run, at: storedInstant(now()) })
          : 0;
        await writeRows(transaction, changeset, ids, batch);
        if (plan.deletions.length > 0) await writeDeletions(transaction, changeset, batch);
        await writeQuarantine(transaction, plan, delivery);
        await revive(transaction, plan);
        const { confirmed, reprinted } = plan;
        await amend(
          transaction,
          'version',
          confirmed.map(({ id, version }) => ({ id, value: String(version) })),
        );
        await amend(
          transaction,
          'delivered_hash',
          reprinted.map(({ id, deliveredHash }) => ({ id, value: `X'${deliveredHash}'` })),
        );
        await countRows(transaction, lease.run, plan.counts);
        if (changes) await sequenceBatch(transaction, batch);
        return added;
      });
    },
  };
}
