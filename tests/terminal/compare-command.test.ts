import { pino } from 'pino';
import { createSubjectRegistry } from '../../src/ingest/subject.js';
import { compareCommand } from '../../src/terminal/compare-command.js';
import { catalog, openParcelDesk, parcel, vault, type ParcelDesk } from '../alert/parcel-desk.js';
import { scriptedSource } from '../support/scripted-source.js';
import { stores, type TestStore } from '../support/stores.js';

const [, openStore] = stores[0] ?? [];

describe('tributary compare', () => {
  let opened: TestStore;
  let desk: ParcelDesk;
  beforeEach(async () => {
    if (!openStore) throw new Error('no store');
    opened = await openStore(catalog);
    desk = await openParcelDesk(opened.store);
    await desk.deliver([
      parcel({ no: 'A', version: 1, amount: '150.00', date: '2025-02-03' }),
      parcel({ no: 'B', version: 2, amount: '1500.00' }),
    ]);
  });
  afterEach(async () => {
    process.exitCode = 0;
    await desk.close();
    await opened.remove();
  });

  async function said(...args: string[]): Promise<string> {
    const lines: string[] = [];
    const command = compareCommand({
      say: (text) => void lines.push(text),
      withHub: (work) =>
        work({
          store: opened.store,
          vault,
          subjects: createSubjectRegistry({ store: opened.store, vault }),
          logger: pino({ level: 'silent' }),
          desk,
          openSource: () => scriptedSource([]),
          holder: 'test',
        }),
    });
    await command.parseAsync(args, { from: 'user' });
    return lines.join('\n');
  }

  test('run shows what each comparison found, and nothing when nothing has changed', async () => {
    const text = await said('run');
    expect(text).toMatch(/costly-parcel +测试比对 +2 +2 +0 +0/);
    expect(text).toMatch(/2 alerts of 1 among 2 comparisons as of 2025-03-10/);
    expect(await said('run')).toMatch(/Nothing to compare/);
    expect(await said('run', '--all', '--as-of', '2025-03-14')).toMatch(
      /CANNOT_EVALUATE: test-parcel STALE[\s\S]*\n0 alerts/,
    );
    await expect(said('run', 'nothing')).rejects.toMatchObject({ code: 'COMPARISON_UNKNOWN' });
  });

  test('a backtest shows hits by month against the live version', async () => {
    const text = await said('backtest', 'costly-parcel', '--set', 'limit=1000.00', '--from', '2025-01-01');
    expect(text).toMatch(/2025-02 +0 +1 +-1 +0\.00\n2025-03 +1 +1 +0 +1500\.00/);
    expect(text).toMatch(/costly-parcel: 1 findings; 2 of the live version 1: 0 more, 1 fewer/);
    expect(await desk.alerts()).toEqual([]);
  });

  test('a version is proposed by one person and activated by another', async () => {
    await said('propose', 'costly-parcel', '--set', 'limit=1000.00', '--by', 'li');
    await said('backtest', 'costly-parcel', '--version', '2', '--by', 'li');
    await expect(said('activate', 'costly-parcel', '2', '--by', 'li')).rejects.toMatchObject({
      code: 'SECOND_PERSON',
    });
    await said('activate', 'costly-parcel', '2', '--by', 'wang');
    expect(await said('versions', 'costly-parcel')).toMatch(
      /costly-parcel +2 +live +li +wang .*limit=1000\.00/,
    );
  });
});
