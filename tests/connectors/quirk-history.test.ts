import { openDepartments, type Departments } from '../support/department.js';
import { stores } from '../support/stores.js';
import { assistance, claim, day, firm, resident, tenant, LI, ZHANG } from './fixture/row.js';

// Quirks that show only in what a later delivery does to the rows of an earlier one.
describe.each(stores)('quirks over several deliveries, %s', (_, open) => {
  let departments: Departments;
  beforeEach(async () => {
    departments = await openDepartments(open);
  });
  afterEach(() => departments.close());

  async function claims(businessDate: string, operation: 'U' | null, row: Record<string, string>) {
    const technical = operation === null ? {} : { 操作: operation };
    await departments.send({
      folder: 'civil-affairs',
      name: 'MZ_CWBT',
      dialect: 'csv-gb',
      businessDate,
      kind: operation === null ? 'QL' : 'ZL',
      columns: Object.keys({ ...technical, ...row }),
      rows: [Object.values({ ...technical, ...row })],
    });
    return (await departments.refresh('bed-subsidy-claim')).counts;
  }

  test('RELOAD: a touched table leaves rows, their batches and the feed as they were', async () => {
    const touched = (gxsj: string) => [
      { ...resident, gxsj },
      { ...resident, sfzh: LI, gxsj },
    ];
    await departments.publish('ga_hjrk', touched('2025-03-01 10:00:00'));
    await departments.refresh('household-resident');
    const before = [await departments.rows('household-resident'), await departments.feed()];
    await departments.publish('ga_hjrk', touched('2025-03-09 00:10:00'));
    const { counts } = await departments.refresh('household-resident');
    expect(counts).toMatchObject({ read: 2, unchanged: 2, written: 0 });
    expect([await departments.rows('household-resident'), await departments.feed()]).toEqual(before);
  });

  test('REVIVE: the key is live again under its old id, its deletion was told and stays in the ledger of runs', async () => {
    const publish = async (row: Parameters<Departments['publish']>[1][number]) => {
      await departments.publish('mz_shjz', [row]);
      await departments.refresh('social-assistance');
      return departments.rows('social-assistance');
    };
    const told = async () =>
      (await departments.feed()).map(({ changed, deleted }) => [changed.length, deleted.length]);
    const [before] = await publish(assistance);
    const blank = Object.fromEntries(Object.keys(assistance).map((name) => [name, '']));
    const { jtbh, sfzh, jzlb, kssj } = assistance;
    const gone = { ...blank, jtbh, sfzh, jzlb, kssj, gxsj: '2025-03-05 10:00:00', scbz: '1' as const };
    expect(await publish(gone)).toEqual([]);
    expect((await told()).at(-1)).toEqual([0, 1]);
    const revived = await publish({ ...assistance, gxsj: '2025-03-08 10:00:00' });
    expect(revived).toMatchObject([{ id: before?.['id'], familyNo: 'JT001' }]);
    // The feed is compacted: the batch of the gap keeps its place, the latest state is told last.
    expect((await told()).length).toBe(3);
    expect((await told()).at(-1)).toEqual([1, 0]);
    const runs = await departments.store.query('SELECT written, deleted FROM run ORDER BY id');
    expect(runs.map((run) => ({ ...run }))).toEqual([
      { written: 1, deleted: 0 },
      { written: 0, deleted: 1 },
      { written: 1, deleted: 0 },
    ]);
  });

  test('LATECORR: a correction overwrites its day and is told to whoever used it', async () => {
    departments.put('care-home-attendance', [{ key: 'a', stamp: '2025-03-01 00:05:00', body: day }]);
    await departments.refresh('care-home-attendance');
    const [{ id } = {}] = await departments.rows('care-home-attendance');
    const [{ sequence = 0 } = {}] = await departments.feed();
    const corrected = { key: 'a', stamp: '2025-03-07 00:05:00', body: { ...day, attStatus: 'HOSP' } };
    departments.put('care-home-attendance', [corrected]);
    expect((await departments.refresh('care-home-attendance')).counts).toMatchObject({ written: 1 });
    expect(await departments.rows('care-home-attendance')).toMatchObject([{ id, status: 'IN_HOSPITAL' }]);
    expect(await departments.feed(sequence)).toMatchObject([{ changed: [id], deleted: [] }]);
  });

  test('IDCHECK: a bad row is kept as delivered, the good one before it stays, and a mended one clears it', async () => {
    await claims('20250228', null, claim);
    const bad = { ...claim, 入住人身份证号: '190102195607150016', 申报金额: '1.00' };
    expect(await claims('20250305', 'U', bad)).toMatchObject({ read: 1, quarantined: 1 });
    expect(await departments.rows('bed-subsidy-claim')).toMatchObject([
      { citizenId: ZHANG, amount: '1234.50' },
    ]);
    expect(await departments.quarantine()).toEqual([{ reason: 'ID_CHECK', field: 'citizenId' }]);
    expect(JSON.stringify(await departments.setAside())).toContain('190102195607150016');
    expect(await claims('20250306', 'U', { ...claim, 申报金额: '2.00' })).toMatchObject({ written: 1 });
    expect(await departments.quarantine()).toEqual([]);
    expect(await departments.rows('bed-subsidy-claim')).toMatchObject([{ amount: '2.00' }]);
  });

  test('USCCCHECK: a bad code is kept as delivered, and the enterprise of the good one stays', async () => {
    departments.put('enterprise-registration', [{ key: 'a', body: firm }]);
    await departments.refresh('enterprise-registration');
    const bad = { ...firm, uscc: '91190102MA000000E1', entName: '另一家' };
    departments.put('enterprise-registration', [{ key: 'b', stamp: '2025-03-05 10:00:00', body: bad }]);
    await departments.refresh('enterprise-registration');
    expect(await departments.rows('enterprise-registration')).toMatchObject([
      { uscc: firm.uscc, name: firm.entName },
    ]);
    expect(JSON.stringify(await departments.setAside())).toContain('91190102MA000000E1');
  });

  test('SCI and TOTALROW: a row with a numeric id is kept as delivered and counted by the flag file, the total is not', async () => {
    await departments.send({
      folder: 'housing',
      name: 'ZJ_GZF',
      dialect: 'xlsx',
      businessDate: '20250228',
      kind: 'QL',
      columns: Object.keys(tenant),
      rows: [tenant, { ...tenant, 成员身份证号: 1.90102e17, 成员姓名: '李芳' }].map((row) =>
        Object.values(row),
      ),
      totalRow: ['合计', null, null, null, null, null, null, 2],
    });
    expect(await departments.flag('housing/ZJ_GZF_20250228_QL_01.ok')).toContain('\nrows=2\n');
    const { counts } = await departments.refresh('public-rental');
    expect(counts).toMatchObject({ read: 2, written: 1, quarantined: 1 });
    expect(await departments.rows('public-rental')).toMatchObject([{ citizenId: ZHANG, name: '张安' }]);
    expect(JSON.stringify(await departments.setAside())).toContain('李芳');
  });
});
