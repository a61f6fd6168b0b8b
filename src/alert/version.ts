import { createHash } from 'node:crypto';
import type { Comparison } from '../analytics/library.js';
import type { DatedParameters } from '../analytics/parameter.js';
import { BadInput, Forbidden, NotFound } from '../errors.js';
import { storedInstant } from '../ingest/clock.js';
import type { Store, Transaction } from '../store/store.js';

/** A draft waits, a shadow runs without raising alerts, one version of a module is live, others are retired. */
export type VersionStatus = 'draft' | 'shadow' | 'live' | 'retired';

/** An immutable version of a comparison: its definition, its statements and its parameters. */
export interface ComparisonVersion {
  readonly id: number;
  readonly module: string;
  /** 1 for the first. */
  readonly number: number;
  /** SHA-256 (hex) of everything that is run. */
  readonly print: string;
  readonly status: VersionStatus;
  readonly comparison: Comparison;
  readonly parameters: DatedParameters;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly activatedAt: string | null;
  readonly activatedBy: string | null;
}

/** Who brought what the release brought. */
export const RELEASE = 'release';

interface VersionRow {
  id: number;
  module: string;
  number: number;
  print: string;
  status: VersionStatus;
  content: string;
  parameters: string;
  created_at: string;
  created_by: string;
  activated_at: string | null;
  activated_by: string | null;
}

function versionOf(row: VersionRow): ComparisonVersion {
  const comparison: Comparison = JSON.parse(row.content);
  const parameters: DatedParameters = JSON.parse(row.parameters);
  return {
    id: Number(row.id),
    module: row.module,
    number: Number(row.number),
    print: row.print,
    status: row.status,
    comparison,
    parameters,
    createdAt: row.created_at,
    createdBy: row.created_by,
    activatedAt: row.activated_at,
    activatedBy: row.activated_by,
  };
}

/** What a version is: equal prints run the same. */
export function versionPrint(comparison: Comparison, parameters: DatedParameters): string {
  const dated = Object.entries(parameters)
    .filter(([, values]) => values.length > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, values]) => [name, values.map(({ validFrom, value }) => [validFrom, value])]);
  return createHash('sha256')
    .update(JSON.stringify([comparison.print, dated]))
    .digest('hex');
}

/** The versions of all comparisons. */
export function createVersions(deps: { store: Store; now: () => Date }) {
  const { store, now } = deps;

  const read = async (where: string, values: readonly (string | number)[] = []) =>
    (
      await store.query<VersionRow>(
        `SELECT * FROM comparison_version WHERE ${where} ORDER BY module, number`,
        values,
      )
    ).map(versionOf);

  async function add(
    transaction: Transaction,
    comparison: Comparison,
    parameters: DatedParameters,
    as: { status: VersionStatus; by: string },
  ): Promise<void> {
    const at = storedInstant(now());
    const [last] = await transaction.query<{ n: number | null }>(
      'SELECT MAX(number) AS n FROM comparison_version WHERE module = ?',
      [comparison.id],
    );
    const live = as.status === 'live';
    await transaction.insertIgnore(
      'comparison_version',
      [
        'module',
        'number',
        'print',
        'status',
        'content',
        'parameters',
        'created_at',
        'created_by',
        'activated_at',
        'activated_by',
      ],
      [
        [
          comparison.id,
          Number(last?.n ?? 0) + 1,
          versionPrint(comparison, parameters),
          as.status,
          JSON.stringify(comparison),
          JSON.stringify(parameters),
          at,
          as.by,
          live ? at : null,
          live ? as.by : null,
        ],
      ],
    );
  }

  async function one(module: string, number: number): Promise<ComparisonVersion> {
    const [found] = await read('module = ? AND number = ?', [module, number]);
    if (!found) throw new NotFound('VERSION_UNKNOWN', 'there is no such version; `comparison` lists them');
    return found;
  }

  async function requireSecond(version: ComparisonVersion, by: string): Promise<void> {
    if (version.createdBy === by)
      throw new Forbidden(
        'SECOND_PERSON',
        'whoever proposed a version cannot activate it: ask somebody else',
      );
    const tests = await store.query<{ actor: string }>(
      'SELECT actor FROM backtest WHERE module = ? AND print = ?',
      [version.module, version.print],
    );
    if (tests.length === 0)
      throw new BadInput('BACKTEST_MISSING', 'a version needs a backtest on record before it goes live');
    if (tests.every(({ actor }) => actor === by))
      throw new Forbidden(
        'SECOND_PERSON',
        'whoever tested a version cannot activate it alone: ask somebody else',
      );
  }

  return {
    one,
    /** All versions of a module, or of all modules. */
    list: (module?: string) => (module === undefined ? read('1 = 1') : read('module = ?', [module])),
    byIds: (ids: readonly number[]) =>
      ids.length === 0 ? Promise.resolve([]) : read(`id IN (${ids.map(() => '?').join(',')})`, [...ids]),
    /** The versions that run. */
    running: () => read(`status IN ('live', 'shadow')`),
    /** The live version of a module. @throws NotFound `VERSION_UNKNOWN` when none is live */
    async live(module: string): Promise<ComparisonVersion> {
      const [found] = await read(`module = ? AND status = 'live'`, [module]);
      if (!found) throw new NotFound('VERSION_UNKNOWN', 'no version of this comparison is live');
      return found;
    },

    /**
     * Registers what the release brings. In a new installation it is live at once; afterwards a new module or a
     * changed one is a draft, under the parameters of the live version, until somebody activates it.
     */
    async install(comparisons: readonly Comparison[]): Promise<void> {
      await store.transaction(async (transaction) => {
        // Processes that start together register one after the other.
        await transaction.execute('UPDATE installation SET id = id WHERE id = 1');
        const known = (
          await transaction.query<VersionRow>('SELECT * FROM comparison_version ORDER BY module, number')
        ).map(versionOf);
        const isNew = known.length === 0;
        for (const comparison of comparisons) {
          const own = known.filter(({ module }) => module === comparison.id);
          if (own.some((version) => version.comparison.print === comparison.print)) continue;
          const parameters = own.find(({ status }) => status === 'live')?.parameters ?? {};
          await add(transaction, comparison, parameters, { status: isNew ? 'live' : 'draft', by: RELEASE });
        }
      });
    },

    /** Records a draft with other parameters; an equal version that exists already is the answer. */
    async propose(
      comparison: Comparison,
      parameters: DatedParameters,
      by: string,
    ): Promise<ComparisonVersion> {
      await store.transaction((transaction) =>
        add(transaction, comparison, parameters, { status: 'draft', by }),
      );
      const [found] = await read('module = ? AND print = ?', [
        comparison.id,
        versionPrint(comparison, parameters),
      ]);
      if (!found) throw new NotFound('VERSION_UNKNOWN', 'the version was not kept; try again');
      return found;
    },

    /** Lets a draft run without raising alerts; it takes the place of another shadow of its module. */
    async shadow(module: string, number: number): Promise<ComparisonVersion> {
      const version = await one(module, number);
      if (version.status !== 'draft')
        throw new BadInput(
          'VERSION_STATUS',
          `only a draft can become a shadow; this version is ${version.status}`,
        );
      await store.transaction(async (transaction) => {
        await transaction.execute(
          `UPDATE comparison_version SET status = 'draft' WHERE module = ? AND status = 'shadow'`,
          [module],
        );
        await transaction.execute(`UPDATE comparison_version SET status = 'shadow' WHERE id = ?`, [
          version.id,
        ]);
      });
      return one(module, number);
    },

    /**
     * Makes a version the live one of its module; the one before retires.
     * @throws BadInput `BACKTEST_MISSING`, `VERSION_STATUS`; Forbidden `SECOND_PERSON`
     */
    async activate(module: string, number: number, by: string): Promise<ComparisonVersion> {
      const version = await one(module, number);
      if (version.status === 'live') throw new BadInput('VERSION_STATUS', 'this version is live already');
      await requireSecond(version, by);
      const at = storedInstant(now());
      await store.transaction(async (transaction) => {
        await transaction.execute(
          `UPDATE comparison_version SET status = 'retired', retired_at = ? WHERE module = ? AND status = 'live'`,
          [at, module],
        );
        await transaction.execute(
          `UPDATE comparison_version SET status = 'live', activated_at = ?, activated_by = ?, retired_at = NULL WHERE id = ?`,
          [at, by, version.id],
        );
        await transaction.execute('DELETE FROM shadow_alert WHERE version = ?', [version.id]);
      });
      return one(module, number);
    },
  };
}

export type Versions = ReturnType<typeof createVersions>;
