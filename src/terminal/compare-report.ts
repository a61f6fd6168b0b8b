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
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (outcomes.length === 0)
    say(`\nNothing to compare: no input has changed since the last run as of ${asOf}.`);
  else {
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
