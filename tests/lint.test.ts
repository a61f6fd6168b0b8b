import { execFile } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freshFolder, type FreshFolder } from './support/fresh.js';

const RESTRICTED = 'eslint(no-restricted-imports)';
const imports = (path: string): string => `import { x } from '${path}';\nexport const y = x;\n`;
const importsType = (path: string): string => `import type { X } from '${path}';\nexport type Y = X;\n`;
const importsLater = (path: string): string => `export const y = (): unknown => import('${path}');\n`;

/** File, its content, and the rule that must object; null: nothing may. */
type Plant = readonly [file: string, content: string, rule: string | null];

const plants: readonly Plant[] = [
  // The machinery knows no department.
  ...['schema', 'connectors', 'comparisons', 'jobs', 'sandbox'].flatMap((folder): Plant[] => [
    [`src/graph/takes-${folder}.ts`, imports(`../../${folder}/index.js`), RESTRICTED],
    [`src/graph/takes-file-of-${folder}.ts`, imports(`../../${folder}/a/b.js`), RESTRICTED],
    [`src/queue/deep/takes-${folder}.ts`, importsType(`../../../${folder}/a/b.js`), RESTRICTED],
  ]),
  ['src/takes-schema.ts', imports('../schema/index.js'), RESTRICTED],
  ['src/graph/takes-later.ts', importsLater('../../schema/person.js'), RESTRICTED],
  ['src/graph/takes-own.ts', imports('../store/store.js'), null],
  ['src/graph/takes-own-schema.ts', imports('./schema/assembly.js'), null],
  ['src/main.ts', imports('../schema/index.js'), null],
  // The schema takes the catalog.
  ['schema/a/takes-store.ts', imports('../../src/store/store.js'), RESTRICTED],
  ['schema/a/takes-errors.ts', imports('../../src/errors.js'), RESTRICTED],
  ['schema/a/takes-connector.ts', imports('../../connectors/a/b.js'), RESTRICTED],
  ['schema/a/takes-catalog.ts', imports('../../src/catalog/category.js'), null],
  ['schema/a/takes-neighbour.ts', imports('../code-list.js'), null],
  // Connectors.
  ['connectors/a/takes-sibling.ts', imports('../b/client.js'), RESTRICTED],
  ['connectors/a/takes-sibling-the-long-way.ts', imports('../../connectors/b/client.js'), RESTRICTED],
  ['connectors/a/takes-source.ts', imports('../../src/sources/source.js'), RESTRICTED],
  ['connectors/a/takes-queue.ts', importsType('../../src/queue/queue.js'), RESTRICTED],
  ['connectors/a/takes-sandbox.ts', imports('../../sandbox/generate.js'), RESTRICTED],
  ['connectors/a/takes-stream.ts', imports('../../src/sources/stream.js'), null],
  ['connectors/a/takes-class.ts', imports('../../schema/a/category.js'), null],
  ['connectors/a/takes-own.ts', imports('./client.js'), null],
  // Comparisons.
  ['comparisons/a/takes-store.ts', imports('../../src/store/store.js'), RESTRICTED],
  ['comparisons/a/takes-sibling.ts', imports('../b/module.js'), RESTRICTED],
  ['comparisons/a/takes-definition.ts', imports('../../src/analytics/comparison.js'), null],
  // Jobs.
  ['jobs/takes-schema.ts', imports('../schema/a/b.js'), RESTRICTED],
  ['jobs/takes-list.ts', imports('../connectors/index.js'), RESTRICTED],
  ['jobs/takes-ingest.ts', imports('../src/ingest/mapper.js'), null],
  // The sandbox restates everything.
  ...['src', 'schema', 'connectors', 'jobs'].map((folder): Plant => [
    `sandbox/a/takes-${folder}.ts`,
    imports(`../../${folder}/b/c.js`),
    RESTRICTED,
  ]),
  ['sandbox/takes-src.ts', imports('../src/errors.js'), RESTRICTED],
  ['sandbox/a/takes-own.ts', imports('../b/c.js'), null],
  // Tests take everything, but no barrels.
  ['tests/a/takes-all.ts', imports('../../src/queue/queue.js') + importsType('../../schema/index.js'), null],
  ['tests/a/takes-barrel.ts', imports('../../src/queue/index.js'), RESTRICTED],
  ['src/graph/takes-barrel.ts', imports('../queue/index.js'), RESTRICTED],
  ['src/store/index.ts', "export * from './store.js';\n", 'oxc(no-barrel-file)'],
  ['src/store/store.ts', 'export const x = 1;\n', null],
  // Cycles, of types as well.
  ['src/ingest/one.ts', imports('./two.js').replace('y =', 'x ='), 'import(no-cycle)'],
  ['src/ingest/type-one.ts', importsType('./type-two.js'), 'import(no-cycle)'],
  // The habits of the language.
  ['src/any.ts', 'export const y = (x: any): unknown => x;\n', 'typescript(no-explicit-any)'],
  ['src/bang.ts', 'export const y = (x?: string): string => x!;\n', 'typescript(no-non-null-assertion)'],
  ['src/declared.ts', 'export class Y {\n  x!: string;\n}\n', null],
  ['src/CamelCase.ts', 'export const y = 1;\n', 'unicorn(filename-case)'],
];

/** The other halves of the cycles; what is said of them is not looked at. */
const completions: readonly (readonly [string, string])[] = [
  ['src/ingest/two.ts', "import { x } from './one.js';\nexport const z = x;\n"],
  ['src/ingest/type-two.ts', "import type { Y } from './type-one.js';\nexport type X = Y;\n"],
];

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
}

async function lint(folder: string): Promise<readonly Diagnostic[]> {
  const oxlint = resolve('node_modules/oxlint/bin/oxlint');
  const run = promisify(execFile)(process.execPath, [oxlint, '--format', 'json'], { cwd: folder });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  const report: { diagnostics: readonly Diagnostic[] } = JSON.parse(stdout);
  return report.diagnostics;
}

describe('the linter', () => {
  let folder: FreshFolder;
  let diagnostics: readonly Diagnostic[];

  beforeAll(async () => {
    folder = await freshFolder();
    await copyFile('.oxlintrc.json', join(folder.path, '.oxlintrc.json'));
    for (const [file, content] of [...plants, ...completions]) {
      await mkdir(dirname(join(folder.path, file)), { recursive: true });
      await writeFile(join(folder.path, file), content);
    }
    diagnostics = await lint(folder.path);
  });
  afterAll(() => folder.remove());

  const said = (file: string): string[] => [
    ...new Set(diagnostics.filter(({ filename }) => filename.endsWith(file)).map(({ code }) => code)),
  ];

  test.each(plants.filter(([, , rule]) => rule !== null))('objects to %s', (file, _content, rule) => {
    expect(said(file)).toContain(rule);
  });

  test.each(plants.filter(([, , rule]) => rule === null))('lets %s pass', (file) => {
    expect(said(file)).toEqual([]);
  });
});
