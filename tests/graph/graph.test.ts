import { stores, type TestStore } from '../support/stores.js';
import type { Graph } from '../../src/graph/graph.js';
import { ask, interpret } from './asking.js';
import { catalog, citizen, counted, firm, graphOver, seed, type Counted } from './district.js';

const PERSONS = 500;
const FOUR_LEVELS = (first: number): string => `{
  householdResidents(first: ${first}) {
    totalCount
    nodes {
      citizenId
      person {
        citizenId
        name
        inpatientStays(first: 2) {
          totalCount
          edges { cursor node { visitNo provenance { delivery } institution { uscc name
            enterpriseRegistrations { nodes { legalRep { name } } } } } }
        }
        propertyUnits(first: 1, orderBy: [{ field: unitNo, direction: DESC }]) {
          nodes { unitNo owners { ownerId ownerName owner { ... on Person { sex } ... on Organization { status } } } }
        }
      }
    }
  }
}`;

async function fill(store: Parameters<typeof seed>[0]): Promise<void> {
  const people = Array.from({ length: PERSONS }, (_, n) => n + 1);
  await seed(
    store,
    'household-resident',
    people.map((n) => ({ citizenId: citizen(n), name: `张${n}`, sex: n % 2 ? 'MALE' : 'FEMALE' })),
  );
  await seed(
    store,
    'inpatient-stay',
    people.flatMap((n) =>
      [1, 2, 3].map((m) => ({
        visitNo: `ZY${n}-${m}`,
        citizenId: citizen(n),
        institutionUscc: firm(n % 40),
        admittedAt: `2025-01-${String(m).padStart(2, '0')}T08:00:00+08:00`,
      })),
    ),
  );
  await seed(
    store,
    'enterprise-registration',
    Array.from({ length: 40 }, (_, n) => ({ uscc: firm(n), name: `公司${n}`, legalRepId: citizen(n + 1) })),
  );
  await seed(
    store,
    'property-unit',
    people.map((n) => ({
      registrationNo: `R${n}`,
      unitNo: `U${String(n).padStart(4, '0')}`,
      owners: [
        { ownerKind: 'PERSON', ownerId: citizen(n), ownerName: `张${n}` },
        { ownerKind: 'ENTERPRISE', ownerId: firm(n % 40), ownerName: `公司${n % 40}` },
        { ownerKind: 'OTHER', ownerId: `HK${n}`, ownerName: '陈' },
      ],
    })),
  );
}

describe.each(stores)('joins on %s', (_name, open) => {
  let opened: TestStore;
  let asked: Counted;
  let graph: Graph;
  beforeAll(async () => {
    opened = await open(catalog);
    await fill(opened.store);
    asked = counted(opened.store);
    graph = await graphOver(asked.store);
  });
  afterAll(() => opened.remove());

  test.each([
    ['compiled', ask],
    ['interpreted', interpret],
  ])('500 parents over four levels cost as many statements as 50, %s', async (_how, run) => {
    const few = await run(graph, FOUR_LEVELS(50));
    const forFew = asked.statements();
    const many = await run(graph, FOUR_LEVELS(500));
    const forMany = asked.statements();
    expect([few.codes, many.codes]).toEqual([[], []]);
    expect(few.at('householdResidents.nodes')).toHaveLength(50);
    expect(many.at('householdResidents.nodes')).toHaveLength(500);
    expect(forMany).toHaveLength(forFew.length);
    expect(forFew.length).toBeLessThan(20);
  });

  test('an answer joins categories along every link, each parent with its own rows', async () => {
    const { at, touched } = await ask(graph, FOUR_LEVELS(3));
    expect(at('householdResidents.totalCount')).toBe(500);
    expect(at('householdResidents.nodes.0')).toMatchObject({
      citizenId: citizen(1),
      person: {
        citizenId: citizen(1),
        name: '张1',
        inpatientStays: {
          totalCount: 3,
          edges: [
            {
              node: {
                visitNo: 'ZY1-1',
                provenance: { delivery: 'first.csv' },
                institution: {
                  uscc: firm(1),
                  name: '公司1',
                  enterpriseRegistrations: { nodes: [{ legalRep: { name: '张2' } }] },
                },
              },
            },
            { node: { visitNo: 'ZY1-2' } },
          ],
        },
        propertyUnits: {
          nodes: [
            {
              unitNo: 'U0001',
              owners: [
                { ownerId: citizen(1), ownerName: '张1', owner: { sex: 'MALE' } },
                { ownerId: firm(1), owner: { status: 'ACTIVE' } },
                { ownerId: 'HK1', owner: null },
              ],
            },
          ],
        },
      },
    });
    expect(touched).toEqual([
      'enterprise-registration',
      'household-resident',
      'inpatient-stay',
      'property-unit',
    ]);
  });

  test('only the columns that were asked for are read', async () => {
    asked.statements();
    await ask(graph, '{ inpatientStays(first: 1) { nodes { visitNo } } }');
    const [statement = ''] = asked.statements();
    expect(statement).toContain('visit_no');
    expect(statement).not.toContain('admitted_at');
    await ask(graph, '{ inpatientStays { totalCount } }');
    expect(asked.statements()).toEqual([expect.stringContaining('COUNT(*)')]);
    await ask(graph, '{ inpatientStays { nodes { visitNo } pageInfo { hasNextPage } } }');
    expect(asked.statements()).toHaveLength(1);
  });

  test('one person under several aliases keeps the arguments apart', async () => {
    const { at } = await ask(
      graph,
      `query ($id: String!, $n: Int) { person(citizenId: $id) {
        a: inpatientStays(first: 1) { nodes { visitNo } }
        b: inpatientStays(first: $n, orderBy: [{ field: admittedAt, direction: DESC }]) { ...Stays }
      } } fragment Stays on InpatientStayConnection { nodes { no: visitNo } }`,
      'analyst',
      { id: citizen(7), n: 2 },
    );
    expect(at('person')).toEqual({
      a: { nodes: [{ visitNo: 'ZY7-1' }] },
      b: { nodes: [{ no: 'ZY7-3' }, { no: 'ZY7-2' }] },
    });
  });

  test('golden attributes say which category they were taken from, the highest authority first', async () => {
    const { at } = await ask(
      graph,
      `{ organization(uscc: "${firm(3)}") { uscc name status golden { attribute category department } } }`,
    );
    expect(at('organization')).toMatchObject({ uscc: firm(3), name: '公司3', status: 'ACTIVE' });
    expect(at('organization.golden')).toContainEqual({
      attribute: 'name',
      category: 'enterprise-registration',
      department: 'market-regulation',
    });
  });

  test('every object with an id is found again by it', async () => {
    const { at } = await ask(
      graph,
      '{ persons(first: 1) { nodes { id citizenId } } propertyUnits(first: 1) { nodes { id unitNo } } }',
    );
    for (const list of ['persons', 'propertyUnits']) {
      const again = await ask(
        graph,
        'query ($id: ID!) { node(id: $id) { id ... on Person { citizenId } ... on PropertyUnit { unitNo } } }',
        'analyst',
        { id: at(`${list}.nodes.0.id`) },
      );
      expect(again.at('node')).toEqual(at(`${list}.nodes.0`));
    }
    expect((await ask(graph, '{ node(id: "bm9uc2Vuc2U") { id } }')).codes).toEqual(['BAD_ID']);
    const unknown = Buffer.from('InpatientStay:999999').toString('base64url');
    expect((await ask(graph, `{ node(id: "${unknown}") { id } }`)).data).toEqual({ node: null });
  });

  test('a person that nobody knows is null, a number that cannot be one an error', async () => {
    const unknown = await ask(graph, `{ person(citizenId: "${citizen(900)}") { id } }`);
    expect(unknown).toMatchObject({ data: { person: null }, codes: [] });
    const wrong = await ask(graph, '{ person(citizenId: "190102195607150016") { id } }');
    expect(wrong.codes).toEqual(['ID_CHECK']);
    expect(wrong.messages.join()).not.toContain('190102195607150016');
    expect((await ask(graph, '{ organization(uscc: "91190102MA000000E1") { id } }')).codes).toEqual([
      'USCC_CHECK',
    ]);
  });
});
