import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { ComparisonDeclaration } from '../analytics/comparison.js';
import type { Catalog } from '../catalog/catalog.js';
import { ConfigError } from '../errors.js';
import { scaffoldComparison } from '../workbench/comparison-scaffold.js';

interface NewOptions {
  readonly zh: string;
  readonly en?: string;
  readonly no?: string;
  readonly reads: readonly string[];
  readonly serves: readonly string[];
}

const names = (text: string): string[] => text.split(',');
const words = (id: string): string => id.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

const nextNumber = (declarations: readonly ComparisonDeclaration[]): string =>
  `M${Math.max(0, ...declarations.map(({ no }) => Number(no.replace(/\D/g, '')))) + 1}`;

async function runCases(id: string): Promise<number> {
  const suites = 'dist/tests/comparisons';
  if (!existsSync(suites))
    throw new ConfigError(
      'SUITE_MISSING',
      `${suites} is not here: run this in the project's folder, after a build`,
    );
  const jest = [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    suites,
    '--verbose',
  ];
  const child = spawn(process.execPath, [...jest, '--testNamePattern', ` ${id} `], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return Number(code ?? 1);
}

/** `tributary comparison new|test`: what an analyst adds a comparison with. */
export function comparisonCommand(deps: {
  readonly catalog: Catalog;
  readonly declarations: readonly ComparisonDeclaration[];
  readonly say: (text: string) => void;
}): Command {
  const { catalog, declarations, say } = deps;
  const command = new Command('comparison').description('writes and tries comparisons');
  command
    .command('new <id>')
    .description(
      'writes the declaration, the question and the cases of a comparison, and enters it in the list',
    )
    .requiredOption('--zh <title>', 'Chinese title')
    .requiredOption('--reads <categories>', 'categories that it reads, separated by commas', names)
    .requiredOption(
      '--serves <departments>',
      'departments that act on its alerts, separated by commas',
      names,
    )
    .option('--en <title>', 'English title; made from the id unless given')
    .option('--no <number>', 'its number; the next one unless given')
    .action(async (id: string, { zh, en, no, reads, serves }: NewOptions) => {
      const written = await scaffoldComparison(process.cwd(), {
        id,
        no: typeof no === 'string' ? no : nextNumber(declarations),
        zh,
        en: en ?? words(id),
        serves,
        reads: reads.map((category) => catalog.get(category)),
      });
      written.forEach((file) => say(file));
    });
  command
    .command('test <id>')
    .description('runs the cases of a comparison and checks its question')
    .action(async (id: string) => {
      if (!declarations.some((declaration) => declaration.id === id))
        throw new ConfigError(
          'COMPARISON_UNKNOWN',
          `there is no comparison ${JSON.stringify(id)}; see comparisons/index.ts`,
        );
      process.exitCode = await runCases(id);
    });
  return command;
}
