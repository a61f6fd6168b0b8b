import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { catalogue } from '../../sandbox/catalogue/catalogue.js';
import { randomOf } from '../../sandbox/district/random.js';
import { FAULTS } from '../../sandbox/fault/fault.js';
import { generateDistrict } from '../../sandbox/generate.js';
import { layout } from '../../sandbox/layout.js';
import { openSandbox, type Sandbox } from '../../sandbox/serve.js';
import { localStamp as stampOf } from '../../sandbox/systems/local-time.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';

describe('faults that come and go together', () => {
  let folder: FreshFolder;
  let directory: string;
  let sandbox: Sandbox;
  let departments: string[];
  beforeAll(async () => {
    folder = await freshFolder();
    directory = join(folder.path, 'district');
    await generateDistrict({ directory, residents: 200, seed: 5, asof: '2025-03-10' });
    sandbox = await openSandbox({ directory });
    departments = Object.keys(sandbox.endpoints);
  });
  afterAll(async () => {
    await sandbox.close();
    await folder.remove();
  });

  const shuffled = (round: number, topic: string) =>
    FAULTS.map((fault, at) => ({ fault, place: randomOf(round, topic, at).real() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ fault }) => fault);

  async function allOnAndOff(round: number): Promise<void> {
    for (const wanted of [true, false])
      for (const department of departments)
        for (const fault of shuffled(round, `${department} ${wanted}`))
          await sandbox.faults.control.set({ department, fault }, wanted);
  }

  /** Rows of the exchange databases and the services, without the stamps of changes. */
  function tables(): Record<string, unknown[]> {
    const read = (file: string, sql: string): unknown[] => {
      const database = new Database(file, { readonly: true });
      try {
        return database
          .prepare(sql)
          .all()
          .map((row) => JSON.stringify({ ...Object(row), gxsj: null }))
          .toSorted();
      } finally {
        database.close();
      }
    };
    const paths = layout(directory);
    return Object.fromEntries([
      ...catalogue.flatMap(({ id, delivery }) =>
        delivery.kind === 'view'
          ? [[id, read(paths.exchange, `SELECT * FROM "${delivery.table}"`)] as const]
          : [],
      ),
      ['services', read(paths.services, 'SELECT service, key, deleted, body FROM service_row')],
    ]);
  }

  /** The newest delivery of each record kind by name, with what its flag file says of its content. */
  const newest = (): [string, string | undefined][] =>
    catalogue.flatMap(({ id, delivery }): [string, string | undefined][] => {
      if (delivery.kind !== 'file') return [];
      const place = join(layout(directory).files, delivery.folder);
      const flags = readdirSync(place).filter(
        (file) => file.startsWith(`${delivery.name}_`) && file.endsWith('.ok'),
      );
      const text = readFileSync(join(place, flags.toSorted().at(-1) ?? ''), 'ascii');
      expect(existsSync(join(place, /^file=(.*)$/m.exec(text)?.[1] ?? ''))).toBe(true);
      return [[id, /^sha256=(.*)$/m.exec(text)?.[1]]];
    });

  test('leave every table, service and newest file as it was, in whatever order they are lifted', async () => {
    const [rows, files] = [tables(), newest()];
    for (const round of [1, 2, 3]) {
      await allOnAndOff(round);
      expect(tables()).toEqual(rows);
      expect(newest()).toEqual(files);
    }
  });

  test('a mass deletion takes no tombstone with it that was there before', async () => {
    await sandbox.advance(60);
    const before = tables();
    expect(
      Object.values(before)
        .flat()
        .some((row) => String(row).includes('"scbz":"1"')),
    ).toBe(true);
    for (const wanted of [true, false])
      for (const department of departments)
        await sandbox.faults.control.set({ department, fault: 'mass-deletion' }, wanted);
    expect(tables()).toEqual(before);
  });

  test.each(['renamed-column', 'mass-deletion'] as const)(
    'what a service handed out wrongly comes once more, stamped by its clock: %s',
    async (fault) => {
      const before = stampOf(sandbox.clock());
      for (const wanted of [true, false])
        for (const department of departments) await sandbox.faults.control.set({ department, fault }, wanted);
      const database = new Database(layout(directory).services, { readonly: true });
      const row = database.prepare('SELECT min(stamp) AS oldest FROM service_row WHERE deleted = 0').get();
      database.close();
      expect(String(Object(row).oldest) >= before).toBe(true);
    },
  );
});
