import type { Finding } from '../analytics/finding.js';
import type { Comparison } from '../analytics/library.js';
import type { DatedParameters } from '../analytics/parameter.js';
import { BadInput } from '../errors.js';
import { storedInstant } from '../ingest/clock.js';
import type { Analytics } from './compare.js';
import { readInputs, type InputDeps } from './input.js';
import { versionPrint, type Versions } from './version.js';

/** What to try: a comparison under some parameters, over findings judged in [from, to]. */
export interface BacktestWish {
  readonly comparison: Comparison;
  readonly parameters: DatedParameters;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly by: string;
}

/** Findings of one month of judged dates. */
export interface BacktestMonth {
  readonly month: string;
  readonly hits: number;
  /** Hits of the live version. */
  readonly live: number;
  /** Yuan. */
  readonly amount: string;
}

export interface BacktestResult {
  readonly months: readonly BacktestMonth[];
  readonly hits: number;
  readonly live: number;
  /** Found by the trial only, by the live version only, by both with other facts. */
  readonly added: number;
  readonly removed: number;
  readonly altered: number;
  readonly milliseconds: number;
  /** Number of the live version compared with; null when none is live. */
  readonly liveVersion: number | null;
}

export interface BacktestDeps extends InputDeps {
  readonly analytics: () => Promise<Analytics>;
  readonly versions: Versions;
  readonly now: () => Date;
}

const cents = (amount: string): bigint => BigInt(amount.replace('.', ''));
const yuan = (total: bigint): string => {
  const digits = String(total).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

function monthsOf(trial: readonly Finding[], live: readonly Finding[]): BacktestMonth[] {
  const monthOf = ({ judgedDate }: Finding): string => judgedDate.slice(0, 7);
  const months = [...new Set([...trial, ...live].map(monthOf))].toSorted();
  return months.map((month) => {
    const hits = trial.filter((finding) => monthOf(finding) === month);
    return {
      month,
      hits: hits.length,
      live: live.filter((finding) => monthOf(finding) === month).length,
      amount: yuan(hits.reduce((total, { amount }) => total + cents(amount), 0n)),
    };
  });
}

/** Compares what a trial finds with what the live version finds. */
export function compareFindings(
  trial: readonly Finding[],
  live: readonly Finding[],
): Omit<BacktestResult, 'milliseconds' | 'liveVersion'> {
  const found = new Map(live.map((finding) => [finding.fingerprint, finding]));
  const both = trial.flatMap((finding) => {
    const other = found.get(finding.fingerprint);
    return other ? [[finding, other] as const] : [];
  });
  const differs = ([one, other]: readonly [Finding, Finding]): boolean =>
    one.severity !== other.severity || one.amount !== other.amount || one.judgedDate !== other.judgedDate;
  return {
    months: monthsOf(trial, live),
    hits: trial.length,
    live: live.length,
    added: trial.length - both.length,
    removed: live.length - both.length,
    altered: both.filter(differs).length,
  };
}

/** Tries versions on the present data: raises no alert, but stands on record. */
export function createBacktest(deps: BacktestDeps) {
  const { store, versions } = deps;

  async function ask(comparison: Comparison, parameters: DatedParameters, wish: BacktestWish) {
    const { engine } = await deps.analytics();
    const inputs = await readInputs(deps, wish.asOf);
    const run = engine.run({
      comparisons: [comparison],
      asOf: wish.asOf,
      inputs,
      parameters: new Map([[comparison.id, parameters]]),
    });
    for await (const evaluation of run) {
      if (evaluation.status === 'FAILED') throw evaluation.error;
      if (evaluation.status === 'CANNOT_EVALUATE')
        throw new BadInput(
          'CANNOT_EVALUATE',
          `these inputs cannot be relied on: ${evaluation.reasons.map(({ category, code }) => `${category} ${code}`).join(', ')}`,
        );
      const judged = evaluation.findings.filter(
        ({ judgedDate }) => judgedDate >= wish.from && judgedDate <= wish.to,
      );
      return { findings: judged, milliseconds: evaluation.milliseconds };
    }
    return { findings: [], milliseconds: 0 };
  }

  return {
    /** @throws BadInput `CANNOT_EVALUATE`, `BACKTEST_RANGE` */
    async run(wish: BacktestWish): Promise<BacktestResult> {
      if (wish.from > wish.to) throw new BadInput('BACKTEST_RANGE', 'the range ends before it begins');
      const { replica } = await deps.analytics();
      await replica.catchUp();
      const { comparison, parameters } = wish;
      const all = await versions.list(comparison.id);
      const live = all.find(({ status }) => status === 'live');
      const trial = await ask(comparison, parameters, wish);
      const base = live ? (await ask(live.comparison, live.parameters, wish)).findings : [];
      const result: BacktestResult = {
        ...compareFindings(trial.findings, base),
        milliseconds: Math.round(trial.milliseconds),
        liveVersion: live?.number ?? null,
      };
      const print = versionPrint(comparison, parameters);
      await store.transaction((transaction) =>
        transaction.insert('backtest', {
          module: comparison.id,
          version: all.find((version) => version.print === print)?.id ?? null,
          print,
          parameters: JSON.stringify(parameters),
          from_day: wish.from,
          to_day: wish.to,
          as_of: wish.asOf,
          at: storedInstant(deps.now()),
          actor: wish.by,
          milliseconds: result.milliseconds,
          result: JSON.stringify(result),
        }),
      );
      return result;
    },
  };
}

export type Backtest = ReturnType<typeof createBacktest>;
