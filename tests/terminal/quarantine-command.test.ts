import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { streams } from '../../connectors/index.js';
import { resident } from '../connectors/fixture/row.js';
import { tributary } from '../support/command.js';
import { openDepartments, type Departments } from '../support/department.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';

const ID = 'household-resident';
const WRONG = '190102195607150016';

describe('the commands of the quarantine', () => {
  let departments: Departments;
  let folder: FreshFolder;
  let settings: Record<string, string>;
  beforeAll(async () => {
    folder = await freshFolder();
    departments = await openDepartments(undefined, { streams: streams.filter(({ id }) => id === ID) });
    await departments.deliver(ID, [resident, { ...resident, sfzh: WRONG }]);
    const sources = join(folder.path, 'sources.yaml');
    await writeFile(sources, stringify(departments.endpoints));
    settings = { TRIBUTARY_SOURCES: sources, TRIBUTARY_DATA_DIR: join(folder.path, 'data') };
    const refresh = tributary(['refresh', ID], settings);
    expect([await refresh.ended, refresh.text()]).toEqual([0, expect.stringContaining('1 quarantined')]);
  }, 120_000);
  afterAll(async () => {
    await departments.close();
    await folder.remove();
  });

  const run = async (...args: string[]): Promise<[number | null, string]> => {
    const command = tributary(['quarantine', ...args], settings);
    return [await command.ended, command.text()];
  };

  test('export writes a file and an audit line, each with what is its own', async () => {
    const out = join(folder.path, 'out.csv');
    const [code, text] = await run(
      'export',
      ID,
      '--reason',
      'ID_CHECK',
      '--since',
      '2025-01-01',
      '--out',
      out,
    );
    expect([code, text]).toEqual([0, expect.stringContaining(`1 rows of ${ID} are in ${out}`)]);
    expect(text).toContain('"audit":"quarantine-export"');
    expect(text).not.toContain(WRONG);
    expect(await readFile(out, 'utf8')).toContain(WRONG);
    expect(await run('export', ID, '--out', out)).toEqual([1, expect.stringContaining('EXPORT_FILE')]);
  });

  test('replay accounts for every stream that has rows in quarantine', async () => {
    expect(await run('replay')).toEqual([0, expect.stringContaining(`${ID}: 1 read, 0 settled, 1 stay`)]);
    expect(await run('replay', 'nothing')).toEqual([1, expect.stringContaining('STREAM_UNKNOWN')]);
  });

  test('a time that is none is refused', async () => {
    const [code, text] = await run('export', ID, '--since', 'yesterday', '--out', join(folder.path, 'b.csv'));
    expect([code, text]).toEqual([1, expect.stringContaining('a date or an instant is expected')]);
  });
});
