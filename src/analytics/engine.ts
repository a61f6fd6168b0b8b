import type { DuckDBConnection } from '@duckdb/node-api';
import { FatalError, HubError } from '../errors.js';
import { answer, prepareSets } from './answer.js';
import { driverText } from './driver-error.js';
import type { Finding } from './finding.js';
import { reasonsAgainst, type InputReason, type InputState } from './input.js';
import type { Comparison, ComparisonLibrary } from './library.js';
import type { DatedParameters } from './parameter.js';

/** What came of one comparison in a run. */
export type Evaluation = { readonly comparison: Comparison; readonly milliseconds: number } & (
  | { readonly status: 'EVALUATED'; readonly findings: readonly Finding[] }
  | { readonly status: 'CANNOT_EVALUATE'; readonly reasons: readonly InputReason[] }
  | { readonly status: 'FAILED'; readonly error: HubError }
);

/** What to run. */
export interface EngineRun {
  readonly comparisons: readonly Comparison[];
  /** yyyy-MM-dd: today, as far as the run is concerned. */
  readonly asOf: string;
  /** State of every category that the comparisons depend on, by id. */
  readonly inputs: ReadonlyMap<string, InputState>;
  /** Comparison id -> values of its parameters by date; the defaults of its declaration otherwise. */
  readonly parameters?: ReadonlyMap<string, DatedParameters>;
}

export interface ComparisonEngine {
  /**
   * Asks the questions one after the other, all of one state of the replica. A comparison whose inputs
   * cannot be relied on is not asked; one whose question fails does not stop the others.
   */
  run(run: EngineRun): AsyncGenerator<Evaluation>;
}

/** Which kind of error DuckDB met, without the values that its text may hold. */
function translate(id: string, error: unknown): HubError {
  if (error instanceof HubError) return error;
  const [, kind] = /^([A-Z][a-z]+(?: [A-Za-z]+)*) Error:/.exec(driverText(error)) ?? [];
  return new FatalError(
    'QUESTION_FAILED',
    `the question of ${id} failed (${kind ?? 'unknown'} error): run its cases`,
  );
}

/** Opens a snapshot with the sets that the comparisons read. */
async function snapshot(
  deps: EngineDeps,
  comparisons: readonly Comparison[],
): Promise<{ connection: DuckDBConnection; close(): Promise<void> }> {
  const connection = await deps.database.connect();
  const close = async (): Promise<void> => {
    await connection.run('ROLLBACK').catch(() => undefined);
    connection.closeSync();
  };
  try {
    await connection.run('BEGIN TRANSACTION');
    await prepareSets(connection, deps.library, comparisons);
  } catch (error) {
    await close();
    throw translate('a derived set', error);
  }
  return { connection, close };
}

export interface EngineDeps {
  readonly database: { connect(): Promise<DuckDBConnection> };
  readonly library: Pick<ComparisonLibrary, 'counted'>;
}

/** Runs comparisons over the replica. */
export function createComparisonEngine(deps: EngineDeps): ComparisonEngine {
  return {
    async *run({ comparisons, asOf, inputs, parameters }) {
      const judged = comparisons.map((comparison) => ({
        comparison,
        reasons: reasonsAgainst(comparison, inputs),
      }));
      const able = judged.flatMap(({ comparison, reasons }) => (reasons.length === 0 ? [comparison] : []));
      let open = able.length > 0 ? await snapshot(deps, able) : null;
      try {
        for (const { comparison, reasons } of judged) {
          const started = performance.now();
          const done = () => ({ comparison, milliseconds: performance.now() - started });
          if (reasons.length > 0 || !open) {
            yield { ...done(), status: 'CANNOT_EVALUATE', reasons };
            continue;
          }
          try {
            const dated = parameters?.get(comparison.id);
            const findings = await answer(open.connection, comparison, asOf, dated);
            yield { ...done(), status: 'EVALUATED', findings };
          } catch (error) {
            yield { ...done(), status: 'FAILED', error: translate(comparison.id, error) };
            // An error ends the transaction, and the snapshot with it.
            await open.close();
            open = await snapshot(deps, able);
          }
        }
      } finally {
        await open?.close();
      }
    },
  };
}
