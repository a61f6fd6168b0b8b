import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ConfigError } from '../errors.js';
import type { Source } from '../sources/source.js';
import type { FileSpec, SourceSpec, Stream } from '../sources/stream.js';
import { readFieldOption, type FieldOption } from '../workbench/field-option.js';
import { previewStream, type Preview } from '../workbench/preview.js';
import { scaffold } from '../workbench/scaffold.js';
import { interruptible, streamNamed, type CommandDeps } from './command-hub.js';

interface NewOptions {
  readonly kind: SourceSpec['kind'];
  readonly mode: 'delta' | 'full';
  readonly no?: string;
  readonly zh: string;
  readonly en?: string;
  readonly row?: string;
  readonly key?: string;
  readonly field: readonly FieldOption[];
  readonly table?: string;
  readonly path?: string;
  readonly paging: 'cursor' | 'page';
  readonly file?: string;
  readonly dialect: FileSpec['dialect'];
}

const words = (id: string): string => id.replaceAll('-', ' ');
const initials = (id: string): string => id.replace(/(^|-)([a-z])[a-z0-9]*/g, '$2');

/** Where the rows are, as far as it was not said: names made from the category's own. */
function sourceOf(department: string, id: string, options: NewOptions): SourceSpec {
  const abbr = initials(department);
  switch (options.kind) {
    case 'view': {
      const [database = '', table = ''] = (
        options.table ?? `qzk_${abbr}.${abbr}_${id.replaceAll('-', '')}`
      ).split('.');
      return { kind: 'view', database, table };
    }
    case 'api': {
      const { paging, path = `/api/v1/${id}s` } = options;
      return { kind: 'api', path, paging, pageSize: paging === 'cursor' ? 500 : 200 };
    }
    case 'file': {
      const name = options.file ?? `${abbr}_${id.replaceAll('-', '')}`.toUpperCase();
      return { kind: 'file', folder: department, name, dialect: options.dialect };
    }
    case 'soap':
      return {
        kind: 'soap',
        path: options.path ?? `/services/${id}`,
        namespace: `urn:${id}:v1`,
        operation: 'query',
        rowElement: 'row',
        pageSize: 1000,
        windowDays: 31,
      };
  }
}

const nextNumber = (streams: readonly Stream[]): string =>
  String(Math.max(0, ...streams.map(({ category }) => Number.parseInt(category.no, 10))) + 1);

function count(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('a whole number is expected');
  return Number(text);
}

function previewLines({ delivery, read, deleted, rows, rejected, warnings }: Preview): string[] {
  if (delivery === null) return ['the department delivers nothing yet'];
  const reasons = new Map<string, number>();
  for (const { reason, field } of rejected) {
    const fault = field === null ? reason : `${reason} in ${field}`;
    reasons.set(fault, (reasons.get(fault) ?? 0) + 1);
  }
  return [
    `${delivery}: ${read} rows looked at, ${deleted} deletions, ${rejected.length} would be set aside`,
    ...rows.map((row) => JSON.stringify(row)),
    ...[...reasons].map(([fault, rowsAtFault]) => `set aside: ${fault}, ${rowsAtFault} rows`),
    ...rejected
      .slice(0, 10)
      .map(({ position, reason, field }) => `  at ${position}: ${reason} ${field ?? ''}`.trimEnd()),
    ...Object.entries(warnings).map(([reason, values]) => `null with a warning: ${reason}, ${values} values`),
  ];
}

async function runSuite({ id, category }: Stream): Promise<number> {
  const suite = 'dist/tests/connectors/standard.test.js';
  if (!existsSync(join('dist/tests/connectors/fixture', category.department, `${id}.js`)))
    throw new ConfigError(
      'FIXTURE_MISSING',
      `the suite needs tests/connectors/fixture/${category.department}/${id}.ts, compiled, in the project's folder`,
    );
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const child = spawn(process.execPath, [...jest, suite, '--testNamePattern', `^${id} `], {
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  return Number(code ?? 1);
}

/** `tributary connector new|check|preview|test`: what a data engineer adds a category with. */
export function connectorCommand(deps: CommandDeps): Command {
  const { streams, say, withSources } = deps;
  const command = new Command('connector').description('writes and tries connectors');
  const withSource = <Result>(
    id: string,
    work: (stream: Stream, source: Source, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> => {
    const stream = streamNamed(streams, id);
    return withSources((openSource) =>
      interruptible(async (signal) => {
        const source = openSource(stream);
        return work(stream, source, signal).finally(() => source.close());
      }),
    );
  };
  command
    .command('new <department/id>')
    .description(
      'writes a category class, its stream, a fixture with sample rows, and enters them in the lists',
    )
    .addOption(
      new Option('--kind <kind>', 'way of delivery')
        .choices(['view', 'api', 'file', 'soap'])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--mode <mode>', 'changes or whole sets').choices(['delta', 'full']).default('delta'),
    )
    .requiredOption('--zh <title>', 'Chinese title')
    .option('--en <title>', 'English title; made from the id unless given')
    .option('--no <number>', 'number of the catalogue; the next one unless given')
    .option('--row <text>', 'what one row is')
    .option('--key <names>', 'fields of the key, separated by commas; the first field unless given')
    .option(
      '--field <field>',
      'name:type[?][=delivered[/中文]], once for each field',
      (given: string, before: readonly FieldOption[]) => [...before, readFieldOption(given)],
      [],
    )
    .option('--table <database.table>', 'view: the table')
    .option('--path <path>', 'api, soap: the path')
    .addOption(new Option('--paging <paging>', 'api').choices(['cursor', 'page']).default('cursor'))
    .option('--file <name>', 'file: the stem of its name')
    .addOption(
      new Option('--dialect <dialect>', 'file')
        .choices(['csv-gb', 'csv-utf8', 'pipe-gb', 'csv-gb-enc', 'xlsx'])
        .default('csv-utf8'),
    )
    .action(async (place: string, options: NewOptions) => {
      const [department = '', id = ''] = place.split('/');
      const fields = options.field.length > 0 ? options.field : [readFieldOption('recordNo:docNo')];
      const en = options.en ?? words(id).replace(/^./, (letter) => letter.toUpperCase());
      const written = await scaffold(process.cwd(), {
        department,
        id,
        no: options.no ?? nextNumber(streams),
        zh: options.zh,
        en,
        row: options.row ?? `one ${words(id)}`,
        mode: options.mode,
        key: options.key?.split(',') ?? [fields[0]?.name ?? ''],
        source: sourceOf(department, id, options),
        fields,
      });
      written.forEach((file) => say(file));
    });
  command
    .command('check <stream>')
    .description('reaches the source and compares what it delivers with the declaration')
    .action((id: string) =>
      withSource(id, async (stream, source, signal) => {
        const { unlisted, absent = [] } = await source.check(signal);
        say(`${id}: the ${stream.source.kind} of ${stream.category.department} answers as declared`);
        if (unlisted.length > 0) say(`delivered but not declared: ${unlisted.join(', ')}`);
        if (absent.length > 0) say(`declared but in none of the rows looked at: ${absent.join(', ')}`);
      }),
    );
  command
    .command('preview <stream>')
    .description('shows the first mapped rows and what would be set aside; writes nothing')
    .option('--rows <n>', 'rows to show', count, 10)
    .option('--scan <n>', 'rows to look at', count, 1000)
    .option('--clear', 'personal and sensitive values in the clear')
    .action((id: string, { rows, scan, clear = false }: { rows: number; scan: number; clear?: boolean }) =>
      withSource(id, async (stream, source, signal) => {
        const preview = await previewStream({ stream, source }, { rows, scan, clear }, signal);
        previewLines(preview).forEach((line) => say(line));
      }),
    );
  command
    .command('test <stream>')
    .description('runs the standard suite with the fixture of the stream')
    .action(async (id: string) => {
      process.exitCode = await runSuite(streamNamed(streams, id));
    });
  return command;
}
