import { userInfo } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import type { BacktestResult } from '../alert/backtest.js';
import type { Desk } from '../alert/desk.js';
import { changeParameters } from '../alert/parameter-change.js';
import type { ComparisonVersion } from '../alert/version.js';
import { ALWAYS, type DatedParameters } from '../analytics/parameter.js';
import { BadInput } from '../errors.js';
import type { CommandDeps } from './command-hub.js';
import { compareOnScreen } from './compare-report.js';
import { table } from './table.js';

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('a date is expected, yyyy-MM-dd');
  return text;
}

function whole(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('a whole number is expected');
  return Number(text);
}

/** `tolDays=3`, gathered over repeated options. */
function setting(text: string, settings: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, value] = /^([A-Za-z][A-Za-z0-9]*)=(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError('name=value is expected, such as tolDays=3');
  return { ...settings, [name]: value };
}

const sign = (count: number): string => (count > 0 ? `+${count}` : String(count));

function backtestText(module: string, result: BacktestResult): string {
  const months = result.months.map(({ month, hits, live, amount }) => [
    month,
    hits,
    live,
    sign(hits - live),
    amount,
  ]);
  const { hits, live, added, removed, altered, liveVersion } = result;
  const against =
    liveVersion === null
      ? 'no version is live to compare with'
      : `${live} of the live version ${liveVersion}: ${added} more, ${removed} fewer, ${altered} with other figures`;
  return [
    table(['month', 'hits', 'live', 'difference', 'amount'], months),
    `\n${module}: ${hits} findings; ${against}. ${result.milliseconds} ms. No alert was written; the backtest is on record.`,
  ].join('\n');
}

const parametersText = (parameters: DatedParameters): string =>
  Object.entries(parameters)
    .flatMap(([name, values]) =>
      values.map(({ value, validFrom }) => {
        const since = validFrom === ALWAYS ? '' : ` from ${validFrom}`;
        return `${name}=${Object.values(value).join(',')}${since}`;
      }),
    )
    .join('; ');

const versionRow = (version: ComparisonVersion): (string | number)[] => [
  version.module,
  version.number,
  version.status,
  version.createdBy,
  version.activatedBy ?? '',
  version.print.slice(0, 12),
  parametersText(version.parameters),
];

interface TrialOptions {
  readonly set?: Record<string, string>;
  readonly since?: string;
  readonly version?: number;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly by: string;
}

/** What a trial runs: a recorded version, or the released question under changed parameters. */
async function trialOf(desk: Desk, module: string, { version, set = {}, since }: TrialOptions) {
  if (version !== undefined) return desk.versions.one(module, version);
  const comparison = desk.library.get(module);
  const live = (await desk.versions.list(module)).find(({ status }) => status === 'live');
  const parameters = changeParameters(comparison, live?.parameters ?? {}, set, since);
  return { comparison, parameters };
}

/** `tributary compare run|backtest|propose|versions|shadow|activate`. */
export function compareCommand({ say, withHub }: Pick<CommandDeps, 'say' | 'withHub'>): Command {
  const compare = new Command('compare').description('comparisons, their versions and their alerts');
  const by = ['--by <name>', 'who does it', userInfo().username] as const;
  const withDesk = (work: (desk: Desk) => Promise<void>): Promise<void> => withHub(({ desk }) => work(desk));

  compare
    .command('run [module...]')
    .description('runs comparisons here and now; without names those whose inputs have changed')
    .option('--all', 'every comparison')
    .option('--as-of <date>', 'the day that counts as today', day)
    .action((modules: string[], options: { all?: boolean; asOf?: string }) =>
      withDesk(async (desk) => {
        for (const id of modules) desk.library.get(id);
        const named = options.all ? desk.library.comparisons.map(({ id }) => id) : modules;
        const fine = await compareOnScreen(desk, say, {
          cause: 'manual',
          ...(named.length > 0 && { modules: named }),
          ...(options.asOf !== undefined && { asOf: options.asOf }),
        });
        if (!fine) process.exitCode = 1;
      }),
    );

  compare
    .command('backtest <module>')
    .description('tries other parameters, or a version, on the present data; writes no alert')
    .option('--set <name=value>', 'a parameter, repeatable', setting)
    .option('--since <date>', 'first judged date that the parameters are for; all unless given', day)
    .option('--version <n>', 'a recorded version instead', whole)
    .option('--from <date>', 'first judged date', day)
    .option('--to <date>', 'last judged date', day)
    .option('--as-of <date>', 'the day that counts as today', day)
    .option(...by)
    .action((module: string, options: TrialOptions) =>
      withDesk(async (desk) => {
        const asOf = options.asOf ?? desk.today();
        const { comparison, parameters } = await trialOf(desk, module, options);
        const wish = { from: options.from ?? ALWAYS, to: options.to ?? asOf, asOf, by: options.by };
        say(backtestText(module, await desk.backtest.run({ comparison, parameters, ...wish })));
      }),
    );

  compare
    .command('propose <module>')
    .description('records a version with other parameters as a draft')
    .requiredOption('--set <name=value>', 'a parameter, repeatable', setting)
    .option('--since <date>', 'first judged date that they are for; all unless given', day)
    .option(...by)
    .action((module: string, options: TrialOptions) =>
      withDesk(async (desk) => {
        const { comparison, parameters } = await trialOf(desk, module, options);
        const { number } = await desk.versions.propose(comparison, parameters, options.by);
        say(`${module} has version ${number}: backtest it, then somebody else can activate it.`);
      }),
    );

  compare
    .command('versions [module]')
    .description('lists versions')
    .action((module: string | undefined) =>
      withDesk(async (desk) => {
        if (module !== undefined) desk.library.get(module);
        const rows = (await desk.versions.list(module)).map(versionRow);
        say(table(['module', 'version', 'status', 'by', 'activated by', 'print', 'parameters'], rows));
      }),
    );

  compare
    .command('shadow <module> <version>')
    .description('lets a draft run without raising alerts')
    .action((module: string, version: string) =>
      withDesk(async (desk) => {
        await desk.versions.shadow(module, versionNumber(version));
        say(`${module} version ${version} runs in the shadow from now on.`);
      }),
    );

  compare
    .command('activate <module> <version>')
    .description('makes a version the live one; it needs a backtest, and a second person')
    .option(...by)
    .action((module: string, version: string, options: { by: string }) =>
      withDesk(async (desk) => {
        await desk.versions.activate(module, versionNumber(version), options.by);
        say(`${module} version ${version} is live; \`compare run\` applies it.`);
      }),
    );
  return compare;
}

function versionNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new BadInput('VERSION_UNKNOWN', 'a version is named by its number');
  return Number(text);
}
