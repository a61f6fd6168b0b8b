import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { openExchange } from '../../sandbox/systems/exchange-database.js';
import { freePort } from '../support/command.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';

const GUIDE = 'docs/adding-a-category.md';
const TOKEN = 'a-token-for-the-test-of-the-guide';
const OWNER = '91190102MA000000E0';
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

async function publishLamps(folder: string): Promise<void> {
  const exchange = await openExchange(`sqlite:${join(folder, 'qzk.sqlite')}`);
  const row = (number: string, status: string, date = '20250101') => ({
    values: [number, OWNER, 150, date, status],
    gxsj: '2025-03-01 10:00:00',
    scbz: '0' as const,
  });
  const types = ['varchar', 'varchar', 'integer', 'varchar', 'varchar'] as const;
  const names = ['ldbh', 'gldwdm', 'gl', 'azrq', 'zt'];
  const columns = names.map((name, at) => ({ name, type: types[at] ?? 'varchar' }));
  const rows = [row('LD1', '1'), row('LD2', '故障'), row('LD3', '1', '20251399')];
  await exchange.publish({ name: 'cg_ld', columns }, rows, '2025-03-01 11:00:00');
  await exchange.setClock('cg', '2025-03-01 12:00:00');
  await exchange.close();
}

describe('the guide to adding a category, followed word for word in a copy of the project', () => {
  let folder: FreshFolder;
  let blocks: Block[];
  let server: ChildProcess | null = null;
  let port: number;
  const said: string[] = [];

  /** Runs a block in a shell that keeps what earlier blocks exported. */
  async function run(script: string): Promise<string> {
    const whole = `set -e; [ -f .exported ] && . ./.exported; ${script}\nexport -p > .exported`;
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: folder.path,
      TRIBUTARY_PORT: String(port),
      TRIBUTARY_ADMIN_TOKEN: TOKEN,
    };
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', whole], { cwd: folder.path, env });
    return stdout + stderr;
  }

  async function follow({ language, file, text }: Block): Promise<void> {
    if (file !== null) {
      await mkdir(dirname(join(folder.path, file)), { recursive: true });
      await writeFile(join(folder.path, file), text);
    } else if (language === 'bash') {
      const [finite = '', serving] = text.split('npm run tributary -- serve');
      said.push(await run(finite));
      if (serving === undefined) return;
      server = spawn('bash', ['-c', '. ./.exported; exec node dist/src/main.js serve'], { cwd: folder.path });
      const { stdout } = server;
      if (stdout) for await (const chunk of stdout) if (String(chunk).includes('Tributary is at')) break;
    }
  }

  beforeAll(async () => {
    folder = await freshFolder();
    port = await freePort();
    for (const name of COPIED.split(' ')) await cp(name, join(folder.path, name), { recursive: true });
    await symlink(resolve('node_modules'), join(folder.path, 'node_modules'));
    await publishLamps(folder.path);
    blocks = blocksOf(await readFile(GUIDE, 'utf8'));
    for (const block of blocks) await follow(block);
  }, 600_000);
  afterAll(async () => {
    if (server) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await folder.remove();
  });

  test('takes under 80 lines of the engineer, none of them under src', () => {
    const own = blocks.filter(({ language }) => language === 'ts');
    expect(own.flatMap(({ text }) => text.trimEnd().split('\n')).length).toBeLessThan(80);
    expect(own.map(({ file }) => file?.split('/')[0])).toEqual(['schema', 'connectors', 'tests']);
  });

  test('scaffolds the files, checks the source, previews rows and those at fault, and passes the standard suite', () => {
    const text = said.join('');
    expect(text).toContain('schema/urban-management/street-lamp.ts');
    expect(text).toContain('the view of urban-management answers as declared');
    expect(text).toContain('3 rows looked at, 0 deletions, 1 would be set aside');
    expect(text).toContain('"lampNo":"LD2"');
    expect(text).toContain('set aside: DATE_INVALID in installedDate, 1 rows');
    expect(text).toMatch(/street-lamp[\s\S]*a deletion arrives, is told, and the key may return/);
  });

  test('ends with the category in the graph and in the documents', async () => {
    const query = blocks.find(({ language }) => language === 'graphql')?.text;
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toMatchObject({
      data: {
        streetLamps: {
          nodes: [
            { lampNo: 'LD1', status: 'LIT', owner: { uscc: OWNER } },
            { lampNo: 'LD2', status: 'BROKEN' },
          ],
        },
        categories: [{ rows: 2, quarantine: [{ reason: 'DATE_INVALID', rows: 1 }] }],
      },
    });
    const document = (name: string): Promise<string> => readFile(join(folder.path, name), 'utf8');
    expect(await document('docs/data-dictionary.md')).toContain('36 路灯 · Street lamp');
    expect(await document('schema/schema.graphql')).toContain('type StreetLamp ');
  });

  test('leaves scaffolded files that are formatted, and compile, whatever the way of delivery', async () => {
    const fields = [
      'recordNo:docNo=bh/编号',
      'citizenId:citizenId=sfzh/身份证号',
      'ownerUscc:uscc?=dw/单位',
      'amount:decimal=je/金额',
      'active:boolean=yx/有效',
      'seenAt:datetime?=sj/时间',
      'period:month=yf/月份',
    ];
    const files: string[] = [];
    for (const kind of ['view', 'api', 'file', 'soap']) {
      const options = fields.map((field) => `--field '${field}'`).join(' ');
      const command = `connector new urban-management/sample-${kind} --kind ${kind} --zh 样例 ${options}`;
      const written = await run(`node dist/src/main.js ${command}`);
      files.push(...written.trim().split('\n'));
    }
    await run('npx tsc -p tsconfig.json');
    await run(`npx prettier --check ${files.join(' ')}`);
    const jest = 'node --experimental-vm-modules --no-warnings node_modules/jest/bin/jest.js';
    await run(`${jest} dist/tests/connectors/standard.test.js --testNamePattern '^sample-'`);
    await expect(
      run(`node dist/src/main.js connector new urban-management/sample-api --kind api --zh 样例`),
    ).rejects.toThrow('exists already');
  }, 300_000);
});
