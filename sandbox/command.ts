import { Command, InvalidArgumentError } from 'commander';

/** What the commands of the sandbox need of the program that they belong to. */
export interface CommandDeps {
  readonly say: (text: string) => void;
  /** Waits until the process is told to stop, then closes. */
  readonly until: (close: () => Promise<void>) => Promise<void>;
}

/** Which district. */
export interface DistrictChoice {
  readonly residents: number;
  readonly seed: number;
  /** `yyyy-MM-dd`; today unless given. */
  readonly asof?: string;
}

/** The district of whoever chooses none. */
export const DEFAULT_DISTRICT: DistrictChoice = { residents: 2000, seed: 1 };
const DEFAULT_YEARS = 2;

interface GenerateArguments extends DistrictChoice {
  readonly directory: string;
  readonly years: number;
}

interface AdvanceArguments {
  readonly directory: string;
  readonly days: number;
}

interface ServeArguments extends GenerateArguments {
  readonly host: string;
  readonly publicHost?: string;
  readonly firstPort?: number;
  readonly exchange?: string;
  readonly faults?: string;
}

async function generate({ say }: CommandDeps, options: GenerateArguments): Promise<void> {
  const { generateDistrict } = await import('./generate.js');
  const { directory, residents, seed, years, asof } = options;
  await generateDistrict({
    directory,
    residents,
    seed,
    years,
    ...(asof !== undefined && { asof }),
    onCategory: (category, rows) => say(`${category}: ${rows} rows`),
  });
}

async function serve(deps: CommandDeps, options: ServeArguments): Promise<void> {
  const { readSummary } = await import('./summary.js');
  const { openSandbox } = await import('./serve.js');
  const { directory, host, publicHost, firstPort, exchange, faults } = options;
  await readSummary(directory).catch(() => generate(deps, options));
  const sandbox = await openSandbox({
    directory,
    host,
    ...(publicHost !== undefined && { publicHost }),
    ...(firstPort !== undefined && { firstPort }),
    ...(exchange !== undefined && { exchangeUrl: exchange }),
    ...(faults !== undefined && { faults }),
  });
  deps.say(`The departments of the district are up:\n${JSON.stringify(sandbox.endpoints, null, 2)}`);
  deps.say(`Faults and time are controlled at ${sandbox.controlUrl}`);
  await deps.until(() => sandbox.close());
}

async function advance({ say }: CommandDeps, options: AdvanceArguments): Promise<void> {
  const { advanceDistrict } = await import('./advance.js');
  const { now } = await advanceDistrict({
    ...options,
    onCategory: (category, rows) => {
      if (rows > 0) say(`${category}: ${rows} rows`);
    },
  });
  say(`The district's present moment is ${now}`);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,8}$/.test(text)) throw new InvalidArgumentError('a whole number is expected');
  return Number(text);
}

/** Adds the options that choose a district. */
export const districtOptions = (command: Command): Command =>
  command
    .option('--residents <n>', 'residents of the sandbox district', wholeNumber, DEFAULT_DISTRICT.residents)
    .option('--seed <n>', 'the same seed gives the same district', wholeNumber, DEFAULT_DISTRICT.seed)
    .option('--asof <date>', 'present day of the district, yyyy-MM-dd; today unless given');

/** `sandbox generate`, `sandbox serve` and `sandbox advance`. */
export function sandboxCommand(deps: CommandDeps): Command {
  const sandbox = new Command('sandbox').description('the systems of a fictitious district');
  const inDirectory = (command: Command): Command =>
    command.requiredOption('--directory <path>', 'folder of the district');
  const years = (command: Command): Command =>
    command.option('--years <n>', 'years of history', wholeNumber, DEFAULT_YEARS);
  years(districtOptions(inDirectory(sandbox.command('generate'))))
    .description('makes a district; the same options make the same bytes')
    .action((options: GenerateArguments) => generate(deps, options));
  years(districtOptions(inDirectory(sandbox.command('serve'))))
    .description("runs the departments' systems; makes the district first if there is none")
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--public-host <name>', 'name under which others reach that address')
    .option('--first-port <n>', 'first of the ports, one for each server', wholeNumber)
    .option(
      '--exchange <url>',
      'loads the exchange databases into this MariaDB, mysql://user:password@host:port/',
    )
    .option('--faults <list>', 'department:fault,department:fault or all')
    .action((options: ServeArguments) => serve(deps, options));
  inDirectory(sandbox.command('advance'))
    .description('lets time pass: the departments hand over what happened meanwhile')
    .option('--days <n>', 'how many days', wholeNumber, 1)
    .action((options: AdvanceArguments) => advance(deps, options));
  return sandbox;
}
