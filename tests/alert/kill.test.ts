import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { stores, type TestStore } from '../support/stores.js';
import { until } from '../support/until.js';
import { catalog, openParcelDesk, parcel, TODAY, type ParcelDesk } from './parcel-desk.js';

const WORKER = fileURLToPath(new URL('../support/compare-worker.js', import.meta.url));
const LEASE_MS = 300;

describe.each(stores)('comparisons killed in the %s store', (_name, open) => {
  let opened: TestStore;
  let desk: ParcelDesk;
  beforeEach(async () => {
    opened = await open(catalog);
    desk = await openParcelDesk(opened.store, undefined, { now: () => new Date() });
  });
  afterEach(async () => {
    await desk.close();
    await opened.remove();
  });

  test('a run that dies between two modules is finished by the next one, and nothing is raised twice', async () => {
    await desk.deliver([parcel({ no: 'A', version: 1, active: false })]);
    const worker = spawn(process.execPath, [WORKER, opened.location, TODAY, String(LEASE_MS)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(worker, 'exit');
    await once(worker.stdout, 'data');
    worker.kill('SIGKILL');
    await ended;
    expect(await desk.alerts()).toEqual(['costly-parcel 2025-03 YELLOW 150 OPEN']);
    let finished: string[] = [];
    await until('the lease has run out', async () => {
      finished = await desk.run().catch(() => []);
      return finished.length > 0;
    });
    expect(finished).toEqual(['idle-parcel EVALUATED findings 1 raised 1']);
    expect(await desk.run()).toEqual([]);
    expect(await desk.alerts()).toHaveLength(2);
  });
});
