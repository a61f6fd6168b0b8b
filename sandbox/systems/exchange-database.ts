import { mysqlDriver, sqliteDriver, type ColumnType, type Driver, type Value } from './exchange-driver.js';

/** One table that a department publishes; the part of `name` before `_` names the department. */
export interface ExchangeTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
}

export interface ExchangeRow {
  /** In the order of the table's columns. */
  readonly values: readonly (string | number | null)[];
  /** `yyyy-MM-dd HH:mm:ss`, Asia/Shanghai. */
  readonly gxsj: string;
  readonly scbz: '0' | '1';
}

/** What happened to a published table. */
export interface ExchangeChanges {
  /** Names of the key columns. */
  readonly key: readonly string[];
  /** `known`: the table has a row of this key. */
  readonly rows: Iterable<{ readonly row: ExchangeRow; readonly known: boolean }>;
  /** Deleted rows that were stamped before this are removed for good. */
  readonly expire: string;
}

/** The front-end exchange database (前置库) of the departments. */
export interface ExchangeDatabase {
  /** Replaces the table by these rows and states so in `<abbr>_dzb`, in one transaction; makes it if need be. */
  publish(table: ExchangeTable, rows: Iterable<ExchangeRow>, tjsj: string): Promise<void>;
  /** Puts rows in the place of those with their keys and states so, in one transaction; returns the rows of the table. */
  apply(table: ExchangeTable, changes: ExchangeChanges, tjsj: string): Promise<number>;
  /** Takes the column away: it has another name, or (`retyped`) another type and no values. */
  spoilColumn(table: ExchangeTable, column: string, retyped: boolean): Promise<void>;
  mendColumn(table: ExchangeTable, column: string, retyped: boolean): Promise<void>;
  /** Every live row becomes a tombstone, or is gone when the table is always replaced as a whole. */
  deleteAll(table: ExchangeTable, how: { readonly gone: boolean; readonly gxsj: string }): Promise<void>;
  /** Rows that `deleteAll` took are live again. */
  restoreAll(table: ExchangeTable, gxsj: string): Promise<void>;
  /** Sets the source clock of a department: `<abbr>_sysj`. */
  setClock(abbr: string, dqsj: string): Promise<void>;
  close(): Promise<void>;
}

const ROWS_A_STATEMENT = 1_000;
const abbrOf = (table: string): string => table.slice(0, table.indexOf('_'));

function createTable(driver: Driver, name: string, columns: readonly string[]): string {
  return `CREATE TABLE IF NOT EXISTS ${name} (${columns.join(', ')})${driver.tableOptions}`;
}

async function makeTables(driver: Driver, abbr: string, table?: ExchangeTable): Promise<void> {
  const { quote, qualify, columnType } = driver;
  const column = (name: string, type: Parameters<typeof columnType>[0]): string =>
    `${quote(name)} ${columnType(type)}`;
  await driver.prepare(abbr);
  await driver.execute(createTable(driver, qualify(abbr, `${abbr}_sysj`), [column('dqsj', 'gxsj')]));
  await driver.execute(
    createTable(driver, qualify(abbr, `${abbr}_dzb`), [
      column('bmc', 'varchar'),
      column('tjsj', 'gxsj'),
      column('yxs', 'integer'),
      column('scs', 'integer'),
    ]),
  );
  if (!table) return;
  const columns = [
    ...table.columns.map(({ name, type }) => column(name, type)),
    column('gxsj', 'gxsj'),
    column('scbz', 'scbz'),
  ];
  await driver.execute(createTable(driver, qualify(abbr, table.name), columns));
}

async function insertAll(driver: Driver, into: string, rows: Iterable<ExchangeRow>) {
  const count = { '0': 0, '1': 0 };
  let pending: Value[][] = [];
  for (const row of rows) {
    count[row.scbz] += 1;
    pending.push([...row.values, row.gxsj, row.scbz]);
    if (pending.length < ROWS_A_STATEMENT) continue;
    await driver.insert(into, pending);
    pending = [];
  }
  if (pending.length > 0) await driver.insert(into, pending);
  return count;
}

async function inTransaction(driver: Driver, work: () => Promise<void>): Promise<void> {
  await driver.execute('BEGIN');
  try {
    await work();
    await driver.execute('COMMIT');
  } catch (error) {
    await driver.execute('ROLLBACK');
    throw error;
  }
}

/** Counts a table and states so. */
async function restate(driver: Driver, name: string, tjsj: string): Promise<void> {
  const abbr = abbrOf(name);
  const { live, deleted } = await driver.count(
    `SELECT coalesce(sum(scbz = '0'), 0) AS live, coalesce(sum(scbz = '1'), 0) AS deleted FROM ${driver.qualify(abbr, name)}`,
    [],
  );
  await driver.execute(
    `UPDATE ${driver.qualify(abbr, `${abbr}_dzb`)} SET tjsj = ?, yxs = ?, scs = ? WHERE bmc = ?`,
    [tjsj, live, deleted, name],
  );
}

/**
 * Opens the exchange database for the departments' own side.
 * @param url `sqlite:/path` (all departments in one file) or `mysql://user@host:port/`: one database
 * `qzk_<abbr>` per department, or the one that the URL names
 * @param filling the database is new and is only filled now
 */
export async function openExchange(url: string, { filling = false } = {}): Promise<ExchangeDatabase> {
  const driver = url.startsWith('sqlite:')
    ? sqliteDriver(url.slice('sqlite:'.length), filling)
    : await mysqlDriver(url);
  return {
    async publish(table, rows, tjsj) {
      const abbr = abbrOf(table.name);
      const name = driver.qualify(abbr, table.name);
      const statements = driver.qualify(abbr, `${abbr}_dzb`);
      await makeTables(driver, abbr, table);
      await inTransaction(driver, async () => {
        await driver.execute(`DELETE FROM ${name}`);
        const count = await insertAll(driver, name, rows);
        await driver.execute(`DELETE FROM ${statements} WHERE bmc = ?`, [table.name]);
        await driver.execute(`INSERT INTO ${statements} VALUES (?, ?, ?, ?)`, [
          table.name,
          tjsj,
          count['0'],
          count['1'],
        ]);
      });
      await driver.index(abbr, table.name, 'gxsj', ['gxsj']);
    },
    async apply(table, changes, tjsj) {
      const abbr = abbrOf(table.name);
      const name = driver.qualify(abbr, table.name);
      const statements = driver.qualify(abbr, `${abbr}_dzb`);
      const { quote } = driver;
      const same = changes.key.map((column) => `${quote(column)} = ?`).join(' AND ');
      const at = changes.key.map((column) => table.columns.findIndex((one) => one.name === column));
      const count = await driver.count(
        `SELECT yxs AS live, scs AS deleted FROM ${statements} WHERE bmc = ?`,
        [table.name],
      );
      const rowsOf = { '0': count.live, '1': count.deleted };
      const index = (): Promise<void> => driver.index(abbr, table.name, 'key', changes.key);
      // Made when it is needed first: many tables only grow. On MariaDB it would end the transaction.
      let indexed = !driver.indexesInTransaction;
      if (indexed) await index();
      // Few rows are deleted ones; without this index all old rows would be looked at.
      if (rowsOf['1'] > 0) await driver.index(abbr, table.name, 'expiry', ['scbz', 'gxsj']);
      const remove = async ({ values }: ExchangeRow): Promise<void> => {
        if (!indexed) await index();
        indexed = true;
        const key = at.map((position) => values[position] ?? null);
        for (const scbz of ['0', '1'] as const)
          rowsOf[scbz] -= await driver.execute(`DELETE FROM ${name} WHERE ${same} AND scbz = '${scbz}'`, key);
      };
      await inTransaction(driver, async () => {
        for (const { row, known } of changes.rows) {
          if (known) await remove(row);
          await driver.insert(name, [[...row.values, row.gxsj, row.scbz]]);
          rowsOf[row.scbz] += 1;
        }
        if (rowsOf['1'] > 0)
          rowsOf['1'] -= await driver.execute(`DELETE FROM ${name} WHERE scbz = '1' AND gxsj < ?`, [
            changes.expire,
          ]);
        await driver.execute(`UPDATE ${statements} SET tjsj = ?, yxs = ?, scs = ? WHERE bmc = ?`, [
          tjsj,
          rowsOf['0'],
          rowsOf['1'],
          table.name,
        ]);
      });
      return rowsOf['0'] + rowsOf['1'];
    },
    async spoilColumn({ name, columns }, column, retyped) {
      const table = driver.qualify(abbrOf(name), name);
      const { quote } = driver;
      await driver.execute(`ALTER TABLE ${table} RENAME COLUMN ${quote(column)} TO ${quote(`${column}_x`)}`);
      const other = columns.find((one) => one.name === column)?.type === 'varchar' ? 'integer' : 'varchar';
      if (retyped)
        await driver.execute(`ALTER TABLE ${table} ADD COLUMN ${quote(column)} ${driver.columnType(other)}`);
    },
    async mendColumn({ name }, column, retyped) {
      const table = driver.qualify(abbrOf(name), name);
      const { quote } = driver;
      if (retyped) await driver.execute(`ALTER TABLE ${table} DROP COLUMN ${quote(column)}`);
      await driver.execute(`ALTER TABLE ${table} RENAME COLUMN ${quote(`${column}_x`)} TO ${quote(column)}`);
    },
    async deleteAll({ name }, { gone, gxsj }) {
      const abbr = abbrOf(name);
      const [table, kept] = [driver.qualify(abbr, name), driver.qualify(abbr, `${name}_kept`)];
      await driver.execute(`CREATE TABLE ${kept} AS SELECT * FROM ${table}`);
      if (gone) await driver.execute(`DELETE FROM ${table} WHERE scbz = '0'`);
      else await driver.execute(`UPDATE ${table} SET scbz = '1', gxsj = ? WHERE scbz = '0'`, [gxsj]);
      await restate(driver, name, gxsj);
    },
    async restoreAll({ name }, gxsj) {
      const abbr = abbrOf(name);
      const [table, kept] = [driver.qualify(abbr, name), driver.qualify(abbr, `${name}_kept`)];
      await driver.execute(`UPDATE ${kept} SET gxsj = ? WHERE scbz = '0'`, [gxsj]);
      await inTransaction(driver, async () => {
        await driver.execute(`DELETE FROM ${table}`);
        await driver.execute(`INSERT INTO ${table} SELECT * FROM ${kept}`);
        await restate(driver, name, gxsj);
      });
      await driver.execute(`DROP TABLE ${kept}`);
    },
    async setClock(abbr, dqsj) {
      const clock = driver.qualify(abbr, `${abbr}_sysj`);
      await makeTables(driver, abbr);
      await inTransaction(driver, async () => {
        await driver.execute(`DELETE FROM ${clock}`);
        await driver.execute(`INSERT INTO ${clock} VALUES (?)`, [dqsj]);
      });
    },
    close: () => driver.close(),
  };
}
