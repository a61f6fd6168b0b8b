import type { Graph } from '../../src/graph/graph.js';
import { stores, type TestStore } from '../support/stores.js';
import { ask } from './asking.js';
import { catalog, citizen, firm, graphOver, seed } from './district.js';

const TITLES = ['Aa', 'aa', 'a%b', 'a_b', 'a|b', 'a*b', 'a[b', 'a?b', 'axb', '张𠮷安', '张三'];

describe.each(stores)('filters on %s', (_name, open) => {
  let opened: TestStore;
  let graph: Graph;
  beforeAll(async () => {
    opened = await open(catalog);
    await seed(
      opened.store,
      'tax-summary',
      TITLES.map((taxpayerName, n) => ({
        declarationNo: `D${n}`,
        taxpayerName,
        taxpayerKind: n % 2 ? 'ENTERPRISE' : 'PERSON',
        taxpayerId: n % 2 ? firm(n) : citizen(n),
        sales: n % 2 ? `${n}.50` : null,
        period: `2025-0${(n % 3) + 1}`,
        filedDate: `2025-01-${10 + n}`,
      })),
    );
    await seed(opened.store, 'property-unit', [
      {
        unitNo: 'U1',
        owners: [{ ownerId: citizen(1), ownerKind: 'PERSON', ownerName: '甲', shareRatio: '0.400000' }],
      },
      {
        unitNo: 'U2',
        owners: [{ ownerId: firm(1), ownerKind: 'ENTERPRISE', ownerName: '乙', shareRatio: null }],
      },
      { unitNo: 'U3', usage: 'LAND', owners: [] },
    ]);
    await seed(opened.store, 'bid', [
      { projectNo: 'P1', uploadIps: [{ value: '10.8.3.21' }, { value: '10.8.3.22' }] },
      { projectNo: 'P2', lotNo: '2', uploadIps: [] },
    ]);
    graph = await graphOver(opened.store);
  });
  afterAll(() => opened.remove());

  test('a list of plain values is a list of scalars, found by one that fulfils the filter', async () => {
    const query =
      '{ bids(filter: { uploadIps: { eq: "10.8.3.22" } }) { nodes { projectNo uploadIps uploadMacs } } }';
    const { at } = await ask(graph, query, 'analyst');
    expect(at('bids.nodes')).toEqual([
      { projectNo: 'P1', uploadIps: ['10.8.3.21', '10.8.3.22'], uploadMacs: [] },
    ]);
    expect((await ask(graph, query, 'viewer')).codes).toEqual(['FIELD_FORBIDDEN']);
    expect(
      (await ask(graph, '{ bids { nodes { uploadIps } } }', 'viewer')).at('bids.nodes.*.uploadIps'),
    ).toEqual([['***', '***'], []]);
  });

  async function names(filter: unknown): Promise<unknown> {
    const { at, codes } = await ask(
      graph,
      'query ($filter: TaxSummaryFilter) { taxSummaries(filter: $filter) { totalCount nodes { taxpayerName } } }',
      'analyst',
      { filter },
    );
    if (codes.length > 0) return [...codes];
    expect(at('taxSummaries.nodes')).toHaveLength(Number(at('taxSummaries.totalCount')));
    return at('taxSummaries.nodes.*.taxpayerName');
  }

  async function units(filter: unknown): Promise<unknown> {
    const { at } = await ask(
      graph,
      'query ($filter: PropertyUnitFilter) { propertyUnits(filter: $filter) { nodes { unitNo } } }',
      'analyst',
      { filter },
    );
    return at('propertyUnits.nodes.*.unitNo');
  }

  test.each<[unknown, string[]]>([
    [{ taxpayerName: { eq: 'aa' } }, ['aa']],
    [{ taxpayerName: { startsWith: 'a%' } }, ['a%b']],
    [{ taxpayerName: { startsWith: 'a_' } }, ['a_b']],
    [{ taxpayerName: { startsWith: 'a|' } }, ['a|b']],
    [{ taxpayerName: { startsWith: 'a*' } }, ['a*b']],
    [{ taxpayerName: { startsWith: 'a[' } }, ['a[b']],
    [{ taxpayerName: { startsWith: 'a?' } }, ['a?b']],
    [{ taxpayerName: { startsWith: 'A' } }, ['Aa']],
    [{ taxpayerName: { startsWith: '张𠮷' } }, ['张𠮷安']],
    [{ taxpayerName: { contains: '%' } }, ['a%b']],
    [{ taxpayerName: { contains: 'A' } }, ['Aa']],
    [{ taxpayerName: { contains: '𠮷' } }, ['张𠮷安']],
    [{ taxpayerName: { in: ['aa', '张三', '无'] } }, ['aa', '张三']],
    [{ taxpayerName: { in: [] } }, []],
    [{ sales: { eq: '3.5' } }, ['a_b']],
    [{ sales: { gt: '3.50', lte: '7.5' } }, ['a*b', 'a?b']],
    [{ sales: { lt: '2' } }, ['aa']],
    [{ sales: { isNull: true }, filedDate: { gte: '2025-01-18' } }, ['axb', '张三']],
    [{ sales: { ne: '1.50' }, filedDate: { lt: '2025-01-13' } }, ['Aa', 'a%b']],
    [{ not: { sales: { gt: '1' } }, filedDate: { lte: '2025-01-12' } }, ['Aa', 'a%b']],
    [{ or: [{ declarationNo: { eq: 'D0' } }, { declarationNo: { eq: 'D10' } }] }, ['Aa', '张三']],
    [{ and: [{ period: { eq: '2025-01' } }, { taxpayerKind: { eq: 'PERSON' } }] }, ['Aa', 'a[b']],
    [{ or: [] }, []],
    [{ taxpayerKind: { in: ['ENTERPRISE'] }, period: { ne: '2025-02' } }, ['a_b', 'a*b', '张𠮷安']],
    [{ taxpayerId: { eq: citizen(4).toLowerCase() } }, ['a|b']],
    [{ taxpayerId: { in: [citizen(4), firm(5)] } }, ['a|b', 'a*b']],
    [{ taxpayerId: { ne: citizen(4) }, declarationNo: { in: ['D4', 'D5'] } }, ['a*b']],
    [{ taxpayerId: { isNull: true } }, []],
    [{ taxpayerId: { eq: citizen(77) } }, []],
    [{ withholderUscc: { isNull: true }, declarationNo: { eq: 'D0' } }, ['Aa']],
    [{ taxpayerId: { eq: '190102195607150016' } }, ['USCC_CHECK']],
    [{ sales: { eq: '1.505' } }, ['BAD_FILTER']],
    [{ taxpayerName: { eq: null } }, ['BAD_FILTER']],
    [{ not: null }, ['BAD_FILTER']],
    [{ taxpayerName: { in: Array.from({ length: 1001 }, String) } }, ['FILTER_TOO_LARGE']],
    [{ or: Array.from({ length: 101 }, (_, n) => ({ sales: { eq: `${n}` } })) }, ['FILTER_TOO_LARGE']],
  ])('%j finds the same rows in both dialects', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  test.each<[unknown, string[]]>([
    [{ owners: { ownerId: { eq: citizen(1) } } }, ['U1']],
    [{ owners: { shareRatio: { gte: '0.4' }, ownerName: { eq: '甲' } } }, ['U1']],
    [{ owners: { shareRatio: { gte: '0.4' }, ownerName: { eq: '乙' } } }, []],
    [{ not: { owners: { ownerKind: { eq: 'PERSON' } } } }, ['U2', 'U3']],
    [{ usage: { eq: 'LAND' } }, ['U3']],
  ])('%j finds rows by the elements of their lists', async (filter, expected) => {
    expect(await units(filter)).toEqual(expected);
  });

  test('subjects are found by their identifiers', async () => {
    const { at } = await ask(
      graph,
      'query ($in: [String!]) { persons(filter: { citizenId: { in: $in } }) { totalCount nodes { citizenId } } }',
      'analyst',
      { in: [citizen(2), citizen(4), citizen(77)] },
    );
    expect(at('persons.totalCount')).toBe(2);
    expect(new Set([at('persons.nodes.0.citizenId'), at('persons.nodes.1.citizenId')])).toEqual(
      new Set([citizen(2), citizen(4)]),
    );
  });
});
