import { codeOf } from '../errors.js';
import type { Desk } from '../alert/desk.js';
import type { Outcome } from '../alert/compare.js';
import type { RunCause } from '../alert/ledger.js';
import { interruptible } from './command-hub.js';
import { table } from './table.js';

/** Why nothing can be said, shortly: `tax-summary STALE, bid NEVER_LOADED`. */
const reasonsText = ({ reasons, code }: Outcome): string =>
  code ?? reasons.map((reason) => `${reason.category} ${reason.code}`).join(', ');

function rowOf(desk: Desk, outcome: Outcome): (string | number)[] {
  const { module, counts, milliseconds, status } = outcome;
  const title = desk.library.comparisons.find(({ id }) => id === module)?.zh ?? '';
  const note =
    status === 'EVALUATED' ? (outcome.shadow ? 'shadow' : '') : `${status}: ${reasonsText(outcome)}`;
  return [
    module,
    title,
    counts.findings,
    counts.raised,
    counts.changed,
    counts.resolved,
    Math.round(milliseconds),
    note,
  ];
}

/** What a run did, one line for each module. */
export function outcomeTable(desk: Desk, outcomes: readonly Outcome[]): string {
  const headings = ['module', '', 'found', 'raised', 'changed', 'resolved', 'ms', ''];
  return table(
    headings,
    outcomes.map((outcome) => rowOf(desk, outcome)),
  );
}

/** Runs comparisons here and shows what they found; false when one of them failed. */
export async function compareOnScreen(
  desk: Desk,
  say: (text: string) => void,
  options: { readonly cause: RunCause; readonly modules?: readonly string[]; readonly asOf?: string },
): Promise<boolean> {
  const asOf = options.asOf ?? desk.today();
  const started = performance.now();
  const outcomes = await interruptible((signal) => desk.compare.run({ ...options, asOf }, signal));
  const run = new Set(outcomes.map(({ module }) => module));
  const idle = (options.modules ?? []).filter((module) => !run.has(module));
  if (idle.length > 0)
    say(`No live version, see \`compare versions\`: ${idle.join(', ')}. Backtest a draft, then activate it.`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (outcomes.length === 0 && idle.length === 0)
    say(`\nNothing to compare: no input has changed since the last run as of ${asOf}.`);
  else if (outcomes.length > 0) {
    const shown = outcomes.filter(({ shadow }) => !shadow);
    const found = shown.reduce((total, { counts }) => total + counts.findings, 0);
    const hitting = shown.filter(({ counts }) => counts.findings > 0).length;
    say(`\n${outcomeTable(desk, outcomes)}`);
    say(
      `\n${found} alerts of ${hitting} among ${shown.length} comparisons as of ${asOf}, in ${seconds} s. They are leads for a human.`,
    );
  }
  return outcomes.every(({ status }) => status !== 'FAILED');
}

const SEVERITIES = ['RED', 'YELLOW', 'BLUE', 'SERVICE'];

/** The alerts that wait for a human, module by module, and how many there are. */
async function standingText(desk: Desk): Promise<string> {
  const standing = await desk.standing();
  const titles = new Map(desk.library.comparisons.map(({ id, zh }) => [id, zh]));
  const rows = standing.map(({ module, waiting, amount, lastStatus }) => [
    module,
    titles.get(module) ?? '',
    ...SEVERITIES.map((severity) => waiting[severity] ?? 0),
    amount,
    lastStatus === null ? 'not run yet' : lastStatus === 'EVALUATED' ? '' : lastStatus,
  ]);
  const total = standing.reduce(
    (sum, { waiting }) => sum + Object.values(waiting).reduce((all, count) => all + count, 0),
    0,
  );
  const hitting = standing.filter(({ waiting }) => Object.keys(waiting).length > 0).length;
  return `${table(['comparison', '', ...SEVERITIES.map((name) => name.toLowerCase()), 'yuan', ''], rows)}

${total} alerts of ${hitting} among ${standing.length} comparisons wait for a human: leads, not decisions.`;
}

/** Runs what is due at the start and shows what stands; a failure is told and left to the queue, which tries again. */
export async function compareAtStart(desk: Desk, say: (text: string) => void): Promise<void> {
  await interruptible((signal) => desk.compare.run({ asOf: desk.today(), cause: 'refresh' }, signal)).catch(
    (error: unknown) => say(`\nThe comparisons were not run: ${codeOf(error)}; the queue tries again.`),
  );
  say(`\n${await standingText(desk)}`);
}
