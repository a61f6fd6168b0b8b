import { streams } from '../../connectors/index.js';
import { citizenIdCheck } from '../../src/catalog/canonical/citizen-id.js';
import { claim, day, owner, resident, unit } from '../connectors/fixture/row.js';
import { openDepartments, type Departments } from '../support/department.js';
import type { Delivered } from '../support/delivering.js';
import { stores } from '../support/stores.js';

const N = 30;

function citizen(n: number): string {
  const digits = `19010219560715${String(n).padStart(3, '0')}`;
  return digits + citizenIdCheck(digits);
}

/** One stream of each way of delivery: its rows, and what can happen to them. */
const ways: readonly {
  readonly stream: string;
  readonly row: (n: number) => Delivered;
  /** A listed name that rows must have, and one that holds something other than text. */
  readonly must: string;
  readonly typed: string;
}[] = [
  {
    stream: 'household-resident',
    row: (n) => ({ ...resident, sfzh: citizen(n) }),
    must: 'xm',
    typed: 'csrq',
  },
  {
    stream: 'care-home-attendance',
    row: (n) => ({ ...day, idNo: citizen(n) }),
    must: 'attStatus',
    typed: 'recordedAt',
  },
  {
    stream: 'bed-subsidy-claim',
    row: (n) => ({ ...claim, 申报编号: `CW${n}`, 入住人身份证号: citizen(n) }),
    must: '机构名称',
    typed: '月补贴标准',
  },
  {
    stream: 'property-unit',
    row: (n) => ({ ...unit, ywh: `BDC${n}`, 'qlrlb/qlr': [owner] }),
    must: 'zl',
    typed: 'djsj',
  },
];

const numbers = Array.from({ length: N }, (_, n) => n + 1);

describe.each(stores)('a department that changes what it delivers, into the %s store', (_name, open) => {
  describe.each(ways)('$stream', ({ stream, row, must, typed }) => {
    let departments: Departments;
    beforeEach(async () => {
      departments = await openDepartments(open, { streams: streams.filter(({ id }) => id === stream) });
      await departments.deliver(stream, numbers.map(row));
      expect(await departments.refresh(stream)).toMatchObject({
        status: 'succeeded',
        counts: { written: N },
      });
    });
    afterEach(() => departments.close());

    const changed = (change: (delivered: Delivered) => Delivered) =>
      numbers.map((n) => change({ ...row(n) }));
    const runs = () =>
      departments.store.query('SELECT status, code, message, warnings FROM run ORDER BY id DESC');

    /** The stream is held under the name of the column, and everything is as it was. */
    async function isHeld(column: string, before: unknown): Promise<void> {
      const held = { status: 'held', code: 'SCHEMA_DRIFT', message: expect.stringContaining(column) };
      expect(await departments.refresh(stream)).toMatchObject(held);
      expect((await runs())[0]).toMatchObject(held);
      expect(await departments.rows(stream)).toEqual(before);
      expect(await departments.quarantine()).toEqual([]);
    }

    test('a new column is counted as a warning and ignored', async () => {
      const names = departments.streamOf(stream).mappings.map(({ name }) => name);
      const rows = changed((delivered) => ({ ...delivered, xzl: '1' }));
      if (stream === 'household-resident') departments.exchange('ALTER TABLE ga_hjrk ADD COLUMN xzl TEXT');
      else await departments.deliver(stream, rows, { columns: [...names, 'xzl'] });
      expect(await departments.refresh(stream)).toMatchObject({ status: 'succeeded' });
      expect(await departments.warnings()).toEqual({ COLUMN_UNLISTED: 1 });
      expect(await departments.rows(stream)).toHaveLength(N);
    });

    test('a column that is renamed holds the stream and is named', async () => {
      const before = await departments.rows(stream);
      const names = departments.streamOf(stream).mappings.map(({ name }) => name);
      const rows = changed(({ [must]: value, ...rest }) => ({ ...rest, xm2: value }));
      if (stream === 'household-resident')
        departments.exchange(`ALTER TABLE ga_hjrk RENAME COLUMN ${must} TO xm2`);
      else
        await departments.deliver(stream, rows, {
          columns: names.map((name) => (name === must ? 'xm2' : name)),
        });
      await isHeld(must, before);
    });

    test('a column that holds something else holds the stream and is named', async () => {
      const before = await departments.rows(stream);
      await departments.deliver(
        stream,
        changed((delivered) => ({ ...delivered, [typed]: '不详' })),
      );
      await isHeld(typed, before);
    });

    test('a few rows at fault are set aside and hold nothing', async () => {
      await departments.deliver(
        stream,
        [1, 2, 3].map((n) => ({ ...row(n), [must]: '' })),
        { kind: 'ZL' },
      );
      expect(await departments.refresh(stream)).toMatchObject({
        status: 'succeeded',
        counts: { quarantined: 3 },
      });
    });

    test('once the department is as before, the stream goes on by itself', async () => {
      const rows = changed((delivered) => ({ ...delivered, [typed]: '不详' }));
      await departments.deliver(stream, rows);
      expect(await departments.refresh(stream)).toMatchObject({ status: 'held' });
      await departments.deliver(stream, [...numbers, N + 1].map(row));
      await departments.refresh(stream);
      expect(await departments.rows(stream)).toHaveLength(N + 1);
    });
  });

  describe('many rows at fault in a file of changes', () => {
    const stream = 'bed-subsidy-claim';
    const claimed = (n: number, isBad: boolean): Delivered => ({
      ...claim,
      申报编号: `CW${n}`,
      入住人身份证号: citizen(n % 1000),
      ...(isBad && { 机构名称: '' }),
    });
    const many = Array.from({ length: 600 }, (_, n) => n);
    let departments: Departments;
    beforeEach(async () => {
      departments = await openDepartments(open, { streams: streams.filter(({ id }) => id === stream) });
      await departments.deliver(stream, [claimed(1, false)]);
      await departments.refresh(stream);
    });
    afterEach(() => departments.close());

    test('hold nothing where they stand together and are few of all', async () => {
      await departments.deliver(
        stream,
        many.map((n) => claimed(n, n < 40)),
        { kind: 'ZL' },
      );
      expect(await departments.refresh(stream)).toMatchObject({
        status: 'succeeded',
        counts: { quarantined: 40 },
      });
    });

    test('hold the stream where they are too many, however thinly they are spread', async () => {
      await departments.deliver(
        stream,
        many.map((n) => claimed(n, n % 7 === 0)),
        { kind: 'ZL' },
      );
      expect(await departments.refresh(stream)).toMatchObject({ status: 'held', code: 'SCHEMA_DRIFT' });
    });
  });

  describe('an optional name, which is absent where it is null', () => {
    const stream = 'property-unit';
    const property = (n: number): Delivered => ({ ...unit, ywh: `BDC${n}`, 'qlrlb/qlr': [owner] });
    const renamed = (n: number): Delivered => {
      const { jzmj, ...rest } = property(n);
      return { ...rest, mj: jzmj };
    };
    let departments: Departments;
    beforeEach(async () => {
      departments = await openDepartments(open, { streams: streams.filter(({ id }) => id === stream) });
      await departments.deliver(stream, numbers.map(property));
      await departments.refresh(stream);
    });
    afterEach(() => departments.close());

    test('holds the stream when it is renamed, unless somebody accepts it', async () => {
      const before = await departments.rows(stream);
      await departments.deliver(stream, numbers.map(renamed));
      expect(await departments.refresh(stream)).toMatchObject({
        status: 'held',
        code: 'SCHEMA_DRIFT',
        message: expect.stringContaining('jzmj'),
      });
      expect(await departments.rows(stream)).toEqual(before);
      expect(await departments.refresh(stream, { acceptHeld: true })).toMatchObject({ status: 'succeeded' });
      expect(await departments.rows(stream)).toMatchObject(numbers.map(() => ({ areaSqm: null })));
    });

    test('holds nothing when a few rows lose it, or new rows never had it', async () => {
      await departments.deliver(stream, [1, 2, 3].map(renamed));
      await departments.deliver(
        stream,
        numbers.map((n) => renamed(n + N)),
      );
      expect(await departments.refresh(stream)).toMatchObject({
        status: 'succeeded',
        counts: { written: N + 3 },
      });
    });
  });
});
