import type { Category } from '../catalog/category.js';
import { childTable, columnsOf, encoder, TECHNICAL_COLUMNS, type StoredColumn } from '../store/columns.js';
import { sealRow } from '../quarantine/sealed-row.js';
import { openBatch, sequenceBatch } from '../store/feed.js';
import type { SqlValue, Store, Transaction } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { storedInstant } from './clock.js';
import { advance, type Lease, type StreamChange } from './lease.js';
import { countRows } from './ledger.js';
import type { CanonicalValue } from './mapper.js';
import type { Plan, RowQuarantine, RowWrite } from './plan.js';
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

/** Rows that one statement gives new delivered hashes: their list is gone through for each. */
const REPRINTED = 250;

type Ids = Readonly<Record<'person' | 'organization', ReadonlyMap<string, number>>>;

/** One stored column, the place of its field among the values, and how it takes a value that is not null. */
interface Cell {
  readonly name: string;
  readonly place: number;
  readonly stored: (value: Exclude<CanonicalValue, null>, ids: Ids) => SqlValue;
}

function cellOf(vault: Vault, { part, field }: StoredColumn): Cell['stored'] {
  if (part === 'value') {
    const encode = encoder(field);
    return (value) => (typeof value === 'object' ? null : encode(value));
  }
  return (value, ids) => {
    if (typeof value !== 'object') return part === 'other' ? null : (ids[part].get(String(value)) ?? null);
    if (!('to' in value) || value.to !== part) return null;
    return part === 'other' ? vault.seal(value.text) : (ids[part].get(value.text) ?? null);
  };
}

function cellsOf(vault: Vault, fields: Category['fields']): Cell[] {
  return columnsOf(fields).map((column) => ({
    name: column.name,
    place: fields.indexOf(column.field),
    stored: cellOf(vault, column),
  }));
}

function put(cells: readonly Cell[], values: readonly CanonicalValue[], ids: Ids, into: SqlValue[]): void {
  for (const { place, stored } of cells) {
    const value = values[place] ?? null;
    into.push(value === null ? null : stored(value, ids));
  }
}

/** A field that names subjects, or a list whose elements do, and where it stands. */
interface Naming {
  readonly type: Category['fields'][number]['type'];
  readonly place: number;
  readonly members: readonly Naming[];
}

const NAMING: ReadonlySet<Naming['type']> = new Set(['citizenId', 'uscc', 'partyId', 'list']);

function namingOf(fields: Category['fields']): Naming[] {
  const all = fields.map(({ type, of }, place) => ({ type, place, members: namingOf(of ?? []) }));
  return all.filter(({ type }) => NAMING.has(type));
}

function collect(
  naming: readonly Naming[],
  values: readonly CanonicalValue[],
  into: Record<'person' | 'organization', Set<string>>,
): void {
  for (const { type, place, members } of naming) {
    const value = values[place] ?? null;
    if (value === null) continue;
    if (type === 'citizenId') into.person.add(String(value));
    else if (type === 'uscc') into.organization.add(String(value));
    else if (typeof value === 'object') {
      if ('to' in value) {
        if (value.to !== 'other') into[value.to].add(value.text);
      } else for (const element of value) collect(members, element, into);
    }
  }
}

async function linkSubjects(
  subjects: SubjectRegistry,
  naming: readonly Naming[],
  writes: readonly RowWrite[],
): Promise<Ids> {
  const named = { person: new Set<string>(), organization: new Set<string>() };
  for (const write of writes) collect(naming, write.mapped.values, named);
  return {
    person: await subjects.resolve('person', named.person),
    organization: await subjects.resolve('organization', named.organization),
  };
}

/** Writes the plans of one category: each in one transaction, with its counts, its state and its feed entry. */
export function createWriter(deps: WriteDeps) {
  const { store, vault, category, lease, leaseMs, now } = deps;
  const own = cellsOf(vault, category.fields);
  const naming = namingOf(category.fields);
  const columns = [...TECHNICAL_COLUMNS.map(({ name }) => name), ...own.map(({ name }) => name)];
  const lists = category.fields
    .filter((field) => field.type === 'list')
    .map((list) => ({
      table: childTable(category, list),
      place: category.fields.indexOf(list),
      members: cellsOf(vault, list.of ?? []),
    }));

  const rowOf = (write: RowWrite, ids: Ids, batch: number, delivery: number): SqlValue[] => {
    const { mapped } = write;
    const cells: SqlValue[] = [
      write.id,
      write.keyHash,
      write.deliveredHash,
      write.contentHash,
      write.version,
      batch,
      delivery,
      write.position,
      mapped.raw === null ? null : vault.seal(JSON.stringify(mapped.raw)),
    ];
    put(own, mapped.values, ids, cells);
    return cells;
  };

  function* rowsOf(writes: readonly RowWrite[], ids: Ids, batch: number, delivery: number) {
    for (const write of writes) yield rowOf(write, ids, batch, delivery);
  }

  async function deleteChildren(transaction: Transaction, parents: readonly number[]): Promise<void> {
    if (parents.length === 0) return;
    for (const { table } of lists)
      await transaction.execute(`DELETE FROM ${table} WHERE parent_id IN (${parents.join(',')})`);
  }

  async function writeChildren(
    transaction: Transaction,
    writes: readonly RowWrite[],
    ids: Ids,
  ): Promise<void> {
    await deleteChildren(
      transaction,
      writes.filter((write) => !write.isNew).map((write) => write.id),
    );
    for (const { table, place, members } of lists) {
      const rows = writes.flatMap((write) => {
        const elements = write.mapped.values[place];
        if (!Array.isArray(elements)) return [];
        return elements.map((element: readonly CanonicalValue[], ordinal) => {
          const cells: SqlValue[] = [write.id, ordinal];
          put(members, element, ids, cells);
          return cells;
        });
      });
      await transaction.replaceRows(
        table,
        ['parent_id', 'ordinal', ...members.map(({ name }) => name)],
        rows,
      );
    }
  }

  async function writeDeletions(transaction: Transaction, plan: Plan, batch: number): Promise<void> {
    const ids = plan.deletions.flatMap(({ id }) => (id === null ? [] : [id]));
    if (ids.length > 0) {
      await transaction.execute(`DELETE FROM ${category.table} WHERE id IN (${ids.join(',')})`);
      await deleteChildren(transaction, ids);
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

  async function writeQuarantine(transaction: Transaction, plan: Plan, delivery: number): Promise<void> {
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

  async function reviveAndConfirm(transaction: Transaction, plan: Plan): Promise<void> {
    if (plan.revived.length > 0) {
      const keys = plan.revived.map((key) => `X'${key}'`).join(',');
      await transaction.execute(
        `DELETE FROM tombstone WHERE category = '${category.id}' AND key_hash IN (${keys})`,
      );
    }
    if (plan.confirmed.ids.length > 0) {
      const ids = plan.confirmed.ids.join(',');
      await transaction.execute(`UPDATE ${category.table} SET version = ? WHERE id IN (${ids})`, [
        plan.confirmed.version,
      ]);
    }
  }

  /** Neither a version nor an entry of the feed: the rows say what they said. */
  async function reprint(transaction: Transaction, { reprinted }: Plan): Promise<void> {
    for (let start = 0; start < reprinted.length; start += REPRINTED) {
      const some = reprinted.slice(start, start + REPRINTED);
      const cases = some.map(({ id, deliveredHash }) => `WHEN ${id} THEN X'${deliveredHash}'`);
      const ids = some.map(({ id }) => id);
      await transaction.execute(
        `UPDATE ${category.table} SET delivered_hash = CASE id ${cases.join(' ')} END WHERE id IN (${ids.join(',')})`,
      );
    }
  }

  async function addedRows(transaction: Transaction, plan: Plan): Promise<number> {
    // Ids of deletions may be those of rows that are gone already: only live ones count.
    const ids = plan.deletions.flatMap(({ id }) => (id === null ? [] : [id]));
    const fresh = plan.writes.filter(({ isNew }) => isNew).length;
    if (ids.length === 0) return fresh;
    const [row] = await transaction.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM ${category.table} WHERE id IN (${ids.join(',')})`,
    );
    return fresh - Number(row?.n ?? 0);
  }

  return {
    /** Carries out one plan: all of it, its counts, its state and its place in the feed are committed together. Subjects are found or registered at once, the rest waits for `before`. Returns by how many the live rows grew. */
    async write(
      plan: Plan,
      delivery: number,
      change: StreamChange,
      before?: Promise<unknown>,
    ): Promise<number> {
      const ids = await linkSubjects(deps.subjects, naming, plan.writes);
      await before;
      return store.transaction(async (transaction) => {
        const added = await addedRows(transaction, plan);
        // First: who lost the lease must not wait for, nor be in the way of, the writes of whoever took it.
        await advance(transaction, lease, { ...change, addedRows: added }, now().getTime() + leaseMs);
        const changes = plan.writes.length + plan.deletions.length > 0;
        const batch = changes
          ? await openBatch(transaction, { category: category.id, run: lease.run, at: storedInstant(now()) })
          : 0;
        if (plan.writes.length > 0) {
          await transaction.replaceRows(category.table, columns, rowsOf(plan.writes, ids, batch, delivery));
          await writeChildren(transaction, plan.writes, ids);
        }
        if (plan.deletions.length > 0) await writeDeletions(transaction, plan, batch);
        await writeQuarantine(transaction, plan, delivery);
        await reviveAndConfirm(transaction, plan);
        await reprint(transaction, plan);
        await countRows(transaction, lease.run, plan.counts);
        if (changes) await sequenceBatch(transaction, batch);
        return added;
      });
    },
  };
}
