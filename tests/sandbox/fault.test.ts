import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { streams } from '../../connectors/index.js';
import { districtTruth } from '../../sandbox/district-truth.js';
import { parseFaults } from '../../sandbox/fault/fault.js';
import { generateDistrict } from '../../sandbox/generate.js';
import { layout } from '../../sandbox/layout.js';
import { openSandbox, type Sandbox } from '../../sandbox/serve.js';
import { codeOf } from '../../src/errors.js';
import { refreshStream } from '../../src/ingest/refresh-stream.js';
import { createSubjectRegistry } from '../../src/ingest/subject.js';
import { createOpenSource } from '../../src/sources/open-source.js';
import { checkKeys } from '../../src/store/installation.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';
import { catalog, vault } from '../support/hub.js';
import { stores, type TestStore } from '../support/stores.js';

const logger = pino({ level: 'silent' });
const now = (): Date => new Date();

describe('departments that fail on demand', () => {
  let folder: FreshFolder;
  let directory: string;
  let sandbox: Sandbox;
  let hub: TestStore;
  beforeAll(async () => {
    folder = await freshFolder();
    directory = join(folder.path, 'district');
    await generateDistrict({ directory, residents: 300, seed: 5, asof: '2025-03-10' });
    sandbox = await openSandbox({ directory });
    const [, open] = stores[0] ?? [];
    if (!open) throw new Error('there is no store');
    hub = await open(catalog);
    await checkKeys(hub.store, vault);
  });
  afterAll(async () => {
    await sandbox.close();
    await hub.remove();
    await folder.remove();
  });

  /** How one refresh of a stream ends: its status, or the code of its error. */
  async function refresh(id: string): Promise<string> {
    const stream = streams.find((candidate) => candidate.id === id);
    if (!stream) throw new Error(`there is no stream ${id}`);
    const { store } = hub;
    const source = createOpenSource({ endpoints: sandbox.endpoints, logger, now })(stream);
    const subjects = createSubjectRegistry({ store, vault });
    const deps = { store, vault, subjects, stream, source, logger, now, holder: 'test', leaseMs: 60_000 };
    return refreshStream(deps, new AbortController().signal)
      .then(
        ({ status, code }) => code ?? status,
        (error: unknown) => codeOf(error),
      )
      .finally(() => source.close());
  }

  const control = (method: string, path: string) => fetch(`${sandbox.controlUrl}${path}`, { method });
  const liveRows = async (id: string): Promise<number> =>
    Number(
      (await hub.store.query<{ n: number }>(`SELECT count(*) AS n FROM ${catalog.get(id).table}`))[0]?.n,
    );
  const trueRows = async (id: string): Promise<number> =>
    [...(await districtTruth(directory, id))].filter(({ quarantined }) => !quarantined).length;

  test.each([
    ['inpatient-stay', 'medical-insurance'],
    ['enterprise-registration', 'market-regulation'],
    ['bed-subsidy-claim', 'civil-affairs'],
  ])(
    '%s: a renamed column holds the stream until it is mended, and the last good data stay',
    async (id, department) => {
      expect(await refresh(id)).toBe('succeeded');
      const rows = await liveRows(id);
      expect(rows).toBe(await trueRows(id));
      await control('PUT', `/faults/${department}/renamed-column`);
      expect(await (await control('GET', '/faults')).json()).toEqual({ [department]: ['renamed-column'] });
      const outcome = await refresh(id);
      // An API that delivers nothing new has no column that could be missing.
      if (id !== 'enterprise-registration') expect(outcome).toBe('SCHEMA_DRIFT');
      expect(await liveRows(id)).toBe(rows);
      await control('DELETE', `/faults/${department}/renamed-column`);
      expect(await refresh(id)).toBe('succeeded');
      expect(await liveRows(id)).toBe(rows);
    },
  );

  test('with every fault of the way switched on, repeated refreshes bring every row', async () => {
    for (const fault of parseFaults('all', Object.keys(sandbox.endpoints)))
      await sandbox.faults.control.set(fault, true);
    for (const id of ['care-home-attendance', 'property-unit', 'administrative-check']) {
      for (let attempt = 0; attempt < 8 && (await refresh(id)) !== 'succeeded'; attempt += 1);
      expect([id, await liveRows(id)]).toEqual([id, await trueRows(id)]);
    }
    for (const fault of parseFaults('all', Object.keys(sandbox.endpoints)))
      await sandbox.faults.control.set(fault, false);
    expect(await (await control('GET', '/faults')).json()).toEqual({});
  }, 120_000);

  test('a file without its flag, and one with a wrong checksum, are not applied', async () => {
    const before = await liveRows('tax-summary');
    expect(before).toBe(0);
    await control('PUT', '/faults/taxation/wrong-checksum');
    expect(await refresh('tax-summary')).not.toBe('succeeded');
    await control('DELETE', '/faults/taxation/wrong-checksum');
    expect(await refresh('tax-summary')).toBe('succeeded');
    expect(await liveRows('tax-summary')).toBe(await trueRows('tax-summary'));
    await control('PUT', '/faults/taxation/no-flag');
    const flags = async () =>
      (await readdir(join(layout(directory).files, 'taxation'))).filter((name) => name.endsWith('.ok'))
        .length;
    expect(await flags()).toBe(1);
    await control('DELETE', '/faults/taxation/no-flag');
    expect(await flags()).toBe(2);
  });

  test('a mass deletion comes and goes; time stands still meanwhile', async () => {
    await control('PUT', '/faults/market-regulation/mass-deletion');
    expect((await control('POST', '/advance?days=1')).status).toBe(409);
    await control('DELETE', '/faults/market-regulation/mass-deletion');
    expect((await control('POST', '/advance?days=1')).status).toBe(200);
    expect(sandbox.clock().toISOString().slice(0, 10)).toBe('2025-03-11');
    for (let attempt = 0; attempt < 3; attempt += 1) await refresh('enterprise-registration');
    expect(await liveRows('enterprise-registration')).toBe(await trueRows('enterprise-registration'));
  });

  test('a fault that nobody knows is refused', async () => {
    expect((await control('PUT', '/faults/taxation/fire')).status).toBe(404);
    expect(() => parseFaults('taxation:fire', ['taxation'])).toThrow('fire is none of');
    expect(() => parseFaults('moon:latency', ['taxation'])).toThrow('moon is none of');
  });
});
