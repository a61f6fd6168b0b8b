import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freshFolder, type FreshFolder } from '../support/fresh.js';

const GUIDE = 'docs/adding-a-comparison.md';
/** What of the project is needed to work in a copy of it. */
const COPIED =
  'src schema connectors comparisons jobs sandbox bench tests docs dist package.json tsconfig.json jest.config.js .prettierrc.json';

interface Block {
  readonly language: string;
  /** File that the block is the whole text of. */
  readonly file: string | null;
  readonly text: string;
}

/** The code blocks of a Markdown document, in their order. */
function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', file = null, text = '']) => ({ language, file, text }),
  );
}

describe('the guide to adding a comparison, followed word for word in a copy of the project', () => {
  let folder: FreshFolder;
  let blocks: Block[];
  const said: string[] = [];

  async function run(script: string): Promise<string> {
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder.path };
    const { stdout, stderr } = await promisify(execFile)('bash', ['-ec', script], { cwd: folder.path, env });
    return stdout + stderr;
  }

  async function follow({ language, file, text }: Block): Promise<void> {
    if (file !== null) {
      await mkdir(dirname(join(folder.path, file)), { recursive: true });
      await writeFile(join(folder.path, file), text);
    } else if (language === 'bash') said.push(await run(text));
  }

  beforeAll(async () => {
    folder = await freshFolder();
    for (const name of COPIED.split(' ')) await cp(name, join(folder.path, name), { recursive: true });
    await symlink(resolve('node_modules'), join(folder.path, 'node_modules'));
    blocks = blocksOf(await readFile(GUIDE, 'utf8'));
    for (const block of blocks) await follow(block);
  }, 600_000);
  afterAll(() => folder.remove());

  test('takes three files of the analyst, none of them under src', () => {
    const own = blocks.flatMap(({ file }) => (file === null ? [] : [file]));
    expect(own).toEqual(
      ['comparison.ts', 'question.sql', 'cases.yaml'].map((file) => `comparisons/several-paid-posts/${file}`),
    );
  });

  test('scaffolds the comparison, and its cases and its question pass', () => {
    const [scaffolded = '', tested = ''] = said;
    expect(scaffolded).toContain('comparisons/several-paid-posts/question.sql');
    // Six cases, and what is checked of the question.
    expect(tested).toContain('9 passed, 0 failed');
  });

  test('leaves scaffolded files that are formatted, compile and pass, whatever the subject', async () => {
    const reads = ['tax-summary', 'bed-subsidy-claim,inpatient-stay', 'canteen-price', 'village-asset'];
    for (const [at, categories] of reads.entries())
      await run(
        `node dist/src/main.js comparison new sample-${at} --zh 样例 --reads ${categories} --serves finance`,
      );
    await run(
      'npx tsc -p tsconfig.json && npx prettier --check comparisons/sample-*/*.{ts,yaml} comparisons/index.ts',
    );
    const jest = 'node --experimental-vm-modules --no-warnings node_modules/jest/bin/jest.js';
    const tested = await run(`${jest} dist/tests/comparisons --verbose --testNamePattern ' sample-'`);
    expect(tested.match(/✓ finds nothing where there is nothing/g)).toHaveLength(reads.length);
    const again =
      'node dist/src/main.js comparison new sample-0 --zh 样例 --reads tax-summary --serves finance';
    await expect(run(again)).rejects.toThrow('exists already');
  }, 300_000);
});
