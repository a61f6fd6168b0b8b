import { createCatalog } from '../../src/catalog/catalog.js';
import { createSubjectRegistry } from '../../src/ingest/subject.js';
import { createVault } from '../../src/store/vault.js';
import { stores, type TestStore } from '../support/stores.js';

const vault = createVault({ hashing: Buffer.alloc(32, 1), encryption: Buffer.alloc(32, 2) });
const persons = (from: number, to: number): Set<string> =>
  new Set(Array.from({ length: to - from }, (_, index) => `person ${from + index}`));

describe.each(stores)('the registry of subjects on %s', (_name, open) => {
  let opened: TestStore;

  beforeAll(async () => {
    opened = await open(createCatalog([]));
  });

  afterAll(() => opened.remove());

  test('streams that meet the same subjects at the same moment agree on who is who', async () => {
    const { store } = opened;
    // Each a registry of its own, as in a worker of its own: three in four subjects are named by others, too.
    const sets = Array.from({ length: 8 }, (_, index) => persons(index * 100, index * 100 + 400));
    const found = await Promise.all(
      sets.map((names) => createSubjectRegistry({ store, vault }).resolve('person', names)),
    );
    const ids = new Map<string, number>();
    for (const [index, names] of sets.entries())
      for (const name of names) {
        const id = found[index]?.get(name);
        expect(id).toBe(ids.get(name) ?? id);
        if (id !== undefined) ids.set(name, id);
      }
    expect(ids.size).toBe(1100);
    expect(new Set(ids.values()).size).toBe(1100);
    const [row] = await store.query<{ n: number }>('SELECT COUNT(*) AS n FROM person');
    expect(Number(row?.n)).toBe(1100);
  });

  test('whoever is known keeps the id, and is told apart from an organization of the same number', async () => {
    const { store } = opened;
    const registry = createSubjectRegistry({ store, vault });
    const before = await registry.resolve('person', persons(0, 10));
    const again = await createSubjectRegistry({ store, vault }).resolve('person', persons(5, 15));
    for (const name of persons(5, 10)) expect(again.get(name)).toBe(before.get(name));
    await registry.resolve('organization', new Set(['person 3']));
    const stored = await store.query<{ identifier: Uint8Array }>('SELECT identifier FROM organization');
    expect(stored.map(({ identifier }) => vault.open(identifier))).toEqual(['person 3']);
  });
});
