import type { Graph } from '../../src/graph/graph.js';
import { stores, type TestStore } from '../support/stores.js';
import { ask } from './asking.js';
import { catalog, citizen, firm, graphOver, seed } from './district.js';

describe.each(stores)('what a caller sees on %s', (_name, open) => {
  let opened: TestStore;
  let graph: Graph;
  beforeAll(async () => {
    opened = await open(catalog);
    await seed(opened.store, 'household-resident', [
      { citizenId: citizen(1), name: '张安国', address: '春和街道春和里1号', sex: 'MALE', householdNo: 'H1' },
    ]);
    await seed(opened.store, 'tax-summary', [
      {
        declarationNo: 'D1',
        taxpayerId: firm(1),
        taxpayerKind: 'ENTERPRISE',
        taxpayerName: '甲公司',
        sales: '90071992547409.93',
      },
      { declarationNo: 'D2', taxpayerId: citizen(1), taxpayerKind: 'PERSON', withholderUscc: firm(1) },
    ]);
    await seed(opened.store, 'property-unit', [
      {
        unitNo: 'U1',
        certificateNo: 'C1',
        areaSqm: '88.00',
        usage: 'LAND',
        owners: [{ ownerKind: 'OTHER', ownerId: 'HK123', ownerName: '陈某', shareRatio: '1.000000' }],
      },
    ]);
    graph = await graphOver(opened.store);
  });
  afterAll(() => opened.remove());

  const EVERYTHING = `{
    householdResidents { nodes { citizenId name address sex birthDate livesElsewhere householdNo person { citizenId name sex } } }
    taxSummaries { nodes { taxpayerId taxpayerName sales withholderUscc withholder { uscc name }
      taxpayer { ... on Person { citizenId } ... on Organization { uscc } } } }
    propertyUnits { nodes { unitNo certificateNo areaSqm usage owners { ownerId ownerName ownerKind shareRatio } } }
  }`;

  test('a viewer gets personal data masked, wherever it is read', async () => {
    const { data, codes } = await ask(graph, EVERYTHING, 'viewer');
    expect(codes).toEqual([]);
    expect(data).toEqual({
      householdResidents: {
        nodes: [
          {
            citizenId: `190102********${citizen(1).slice(-4)}`,
            name: '张*',
            address: '春和街道春和***',
            sex: null,
            birthDate: null,
            livesElsewhere: null,
            householdNo: 'H1',
            person: { citizenId: `190102********${citizen(1).slice(-4)}`, name: '张*', sex: null },
          },
        ],
      },
      taxSummaries: {
        nodes: [
          {
            taxpayerId: firm(1),
            taxpayerName: '甲*',
            sales: null,
            withholderUscc: null,
            withholder: null,
            taxpayer: { uscc: firm(1) },
          },
          {
            taxpayerId: `190102********${citizen(1).slice(-4)}`,
            taxpayerName: 't*',
            sales: null,
            withholderUscc: firm(1),
            withholder: { uscc: firm(1), name: '甲*' },
            taxpayer: { citizenId: `190102********${citizen(1).slice(-4)}` },
          },
        ],
      },
      propertyUnits: {
        nodes: [
          {
            unitNo: 'U1',
            certificateNo: '***',
            areaSqm: null,
            usage: 'LAND',
            owners: [{ ownerId: '***', ownerName: '陈*', ownerKind: null, shareRatio: null }],
          },
        ],
      },
    });
  });

  test('an analyst gets the same in the clear', async () => {
    const { at } = await ask(graph, EVERYTHING, 'analyst');
    expect(at('householdResidents.nodes.0')).toMatchObject({
      citizenId: citizen(1),
      name: '张安国',
      sex: 'MALE',
      person: { citizenId: citizen(1), name: '张安国', sex: 'MALE' },
    });
    expect(at('taxSummaries.nodes.0.sales')).toBe('90071992547409.93');
    expect(at('propertyUnits.nodes.0.owners')).toEqual([
      { ownerId: 'HK123', ownerName: '陈某', ownerKind: 'OTHER', shareRatio: '1.000000' },
    ]);
  });

  test.each([
    ['{ householdResidents(filter: { name: { startsWith: "张安" } }) { totalCount } }'],
    ['{ householdResidents(filter: { not: { or: [{ sex: { eq: MALE } }] } }) { totalCount } }'],
    ['{ householdResidents(filter: { birthDate: { isNull: false } }) { totalCount } }'],
    [`{ householdResidents(filter: { citizenId: { eq: "${citizen(1)}" } }) { totalCount } }`],
    [`{ persons(filter: { citizenId: { eq: "${citizen(1)}" } }) { totalCount } }`],
    ['{ householdResidents(orderBy: [{ field: birthDate }]) { nodes { id } } }'],
    ['{ propertyUnits(filter: { owners: { ownerName: { eq: "陈某" } } }) { totalCount } }'],
    [`{ persons { nodes { householdResidents(filter: { name: { eq: "张" } }) { totalCount } } } }`],
  ])('a viewer may neither filter nor sort by what is masked: %s', async (query) => {
    const { codes } = await ask(graph, query, 'viewer');
    expect(new Set(codes)).toEqual(new Set(['FIELD_FORBIDDEN']));
    expect((await ask(graph, query, 'analyst')).codes).toEqual([]);
  });
});
