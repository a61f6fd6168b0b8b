import fc from 'fast-check';
import type { Graph } from '../../src/graph/graph.js';
import { stores, type TestStore } from '../support/stores.js';
import { ask } from './asking.js';
import { catalog, citizen, graphOver, seed } from './district.js';

const ROWS = 40;
const WALK = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [InpatientStayOrder!]) {
  inpatientStays(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    totalCount
    edges { cursor node { visitNo } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

interface Order {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

describe.each(stores)('pages on %s', (_name, open) => {
  let opened: TestStore;
  let graph: Graph;
  beforeAll(async () => {
    opened = await open(catalog);
    // Many ties, some nulls, an amount beyond 2^53 in the smallest unit.
    await seed(
      opened.store,
      'inpatient-stay',
      Array.from({ length: ROWS }, (_, n) => ({
        visitNo: `ZY${String((n * 7) % ROWS).padStart(3, '0')}`,
        citizenId: citizen(n % 4),
        admittedAt: `2025-01-0${(n % 3) + 1}T08:00:00+08:00`,
        dischargedAt: n % 2 ? null : `2025-02-0${(n % 4) + 1}T08:00:00+08:00`,
        totalFee: n % 5 ? `${n % 6}.50` : n % 2 ? null : '90071992547409.93',
      })),
    );
    graph = await graphOver(opened.store);
  });
  afterAll(() => opened.remove());

  async function walk(orderBy: readonly Order[], size: number, backwards: boolean): Promise<string[]> {
    const seen: string[] = [];
    for (let from: string | null = null; ;) {
      const page = backwards ? { last: size, before: from } : { first: size, after: from };
      const { at, codes } = await ask(graph, WALK, 'analyst', { ...page, orderBy });
      expect([codes, at('inpatientStays.totalCount')]).toEqual([[], ROWS]);
      const numbers = strings(at('inpatientStays.edges.*.node.visitNo'));
      if (backwards) seen.unshift(...numbers);
      else seen.push(...numbers);
      const end = backwards ? 'Previous' : 'Next';
      expect(strings(at('inpatientStays.edges.*.cursor')).at(backwards ? 0 : -1)).toBe(
        at(`inpatientStays.pageInfo.${backwards ? 'start' : 'end'}Cursor`),
      );
      expect(seen.length).toBeLessThanOrEqual(ROWS);
      if (at(`inpatientStays.pageInfo.has${end}Page`) !== true) return seen;
      from = String(at(`inpatientStays.pageInfo.${backwards ? 'start' : 'end'}Cursor`));
    }
  }

  test('whatever the order and the size, walking either way meets every row once and in one order', async () => {
    const fields = ['admittedAt', 'dischargedAt', 'totalFee', 'oneStop', 'institutionName', 'visitNo'];
    const order = fc.uniqueArray(
      fc.record({
        field: fc.constantFrom(...fields),
        direction: fc.constantFrom<'ASC' | 'DESC'>('ASC', 'DESC'),
      }),
      { maxLength: 3, selector: ({ field }) => field },
    );
    await fc.assert(
      fc.asyncProperty(order, fc.integer({ min: 3, max: 25 }), async (orderBy, size) => {
        const whole = await walk(orderBy, ROWS, false);
        expect(new Set(whole).size).toBe(ROWS);
        expect(await walk(orderBy, size, false)).toEqual(whole);
        expect(await walk(orderBy, size, true)).toEqual(whole);
      }),
      { numRuns: 12 },
    );
  });

  test('a cursor goes on although its row has gone', async () => {
    const page = (after?: string) =>
      ask(graph, WALK, 'analyst', { first: 2, after, orderBy: [{ field: 'visitNo' }] });
    const { at } = await page();
    const gone = String(at('inpatientStays.edges.1.node.visitNo'));
    await opened.store.transaction((t) => t.execute('DELETE FROM inpatient_stay WHERE visit_no = ?', [gone]));
    const next = await page(String(at('inpatientStays.pageInfo.endCursor')));
    expect(next.at('inpatientStays.edges.*.node.visitNo')).toEqual(['ZY002', 'ZY003']);
  });

  test('cursors go with their order, and hide what not everyone may see', async () => {
    const first = async (orderBy: readonly Partial<Order>[]): Promise<string> =>
      String(
        (await ask(graph, WALK, 'analyst', { first: 1, orderBy })).at('inpatientStays.pageInfo.endCursor'),
      );
    const plain = await first([{ field: 'visitNo' }]);
    const secret = await first([{ field: 'admittedAt' }]);
    expect(Buffer.from(plain, 'base64url').toString()).toContain('ZY');
    expect(Buffer.from(secret, 'base64url').toString('latin1')).not.toContain('2025');
    const code = async (variables: Record<string, unknown>) =>
      (await ask(graph, WALK, 'analyst', variables)).codes.join();
    expect(await code({ after: plain })).toBe('BAD_CURSOR');
    expect(await code({ after: 'x', orderBy: [{ field: 'admittedAt' }] })).toBe('BAD_CURSOR');
    const forged = Buffer.from('["InpatientStay:id+",["1 OR 1=1"]]').toString('base64url');
    expect(await code({ after: forged })).toBe('BAD_CURSOR');
  });

  test.each([
    [{ first: 501 }, 'PAGE_SIZE'],
    [{ first: -1 }, 'PAGE_SIZE'],
    [{ last: 501 }, 'PAGE_SIZE'],
    [{ first: 1, last: 1 }, 'BAD_PAGE'],
    [{ first: 1, before: 'x' }, 'BAD_PAGE'],
    [{ last: 1, after: 'x' }, 'BAD_PAGE'],
  ])('a page of %j is refused', async (variables, code) => {
    expect((await ask(graph, WALK, 'analyst', variables)).codes).toEqual([code]);
  });

  test('a page has 20 rows unless another size is asked for; none is a size, too', async () => {
    expect((await ask(graph, WALK)).at('inpatientStays.edges')).toHaveLength(20);
    const none = await ask(graph, WALK, 'analyst', { first: 0 });
    expect(none.at('inpatientStays')).toMatchObject({ edges: [], pageInfo: { hasNextPage: true } });
  });
});
