import { openDepartments, type Departments } from '../support/department.js';
import type { Cell } from '../../sandbox/systems/file-tree.js';
import { CHEN, claim, FIRM, LI, summary, tenant, ZHANG } from './fixture/row.js';

let departments: Departments;
beforeEach(async () => {
  departments = await openDepartments();
});
afterEach(() => departments.close());

async function claimed(...rows: Record<string, Cell>[]) {
  await departments.send({
    folder: 'civil-affairs',
    name: 'MZ_CWBT',
    dialect: 'csv-gb',
    businessDate: '20250228',
    kind: 'QL',
    columns: Object.keys(claim),
    rows: rows.map((row) => Object.values(row)),
  });
  const { counts } = await departments.refresh('bed-subsidy-claim');
  return { counts, rows: await departments.rows('bed-subsidy-claim') };
}
async function taxed(...rows: Record<string, Cell>[]) {
  await departments.send({
    folder: 'taxation',
    name: 'SW_SBZY',
    dialect: 'csv-gb',
    businessDate: '20250228',
    kind: 'QL',
    columns: Object.keys(summary),
    rows: rows.map((row) => Object.values(row)),
  });
  const { counts } = await departments.refresh('tax-summary');
  return { counts, rows: await departments.rows('tax-summary') };
}
async function rented(rows: Record<string, Cell>[], totalRow?: Cell[]) {
  await departments.send({
    folder: 'housing',
    name: 'ZJ_GZF',
    dialect: 'xlsx',
    businessDate: '20250228',
    kind: 'QL',
    columns: Object.keys(tenant),
    rows: rows.map((row) => Object.values(row)),
    ...(totalRow && { totalRow }),
  });
  const { counts } = await departments.refresh('public-rental');
  return { counts, rows: await departments.rows('public-rental') };
}

describe('bed-subsidy-claim', () => {
  test('THOUSANDS: separators in quoted amounts go', async () => {
    const { rows } = await claimed({ ...claim, 申报金额: '1,234.50', 月补贴标准: '1，000.00' });
    expect(rows).toMatchObject([
      { amount: '1234.50', monthlyRate: '1000.00', assessmentNo: null, raw: { amount: '1,234.50' } },
    ]);
  });
  test('CODETEXT: the label of a grade is the grade', async () => {
    const { rows } = await claimed({ ...claim, 护理等级: '重度失能' }, { ...claim, 申报编号: 'CW002' });
    expect(rows).toMatchObject([
      { claimedGrade: 'SEVERE', raw: { claimedGrade: '重度失能' } },
      { claimedGrade: 'SEVERE', raw: null },
    ]);
  });
  test('IDX: a full-width x is the same number', async () => {
    expect((await claimed({ ...claim, 入住人身份证号: '19010219560715004Ｘ' })).rows).toMatchObject([
      { citizenId: CHEN },
    ]);
  });
  test('IDCHECK: a wrong check character sets the row aside, never repairs it', async () => {
    const { counts, rows } = await claimed(claim, {
      ...claim,
      申报编号: 'CW002',
      入住人身份证号: '190102195607150016',
    });
    expect([counts.quarantined, rows.length]).toEqual([1, 1]);
    expect(await departments.quarantine()).toEqual([{ reason: 'ID_CHECK', field: 'citizenId' }]);
  });
});

describe('tax-summary', () => {
  test('NULLTOKEN: a dash as the whole value is null, without a warning', async () => {
    const { rows } = await taxed({ ...summary, 销售额: '-', 开票金额: ' - ' });
    expect(rows).toMatchObject([
      { sales: null, invoiced: null, incomeBand: null, withholderUscc: null, taxpayerId: FIRM },
    ]);
    expect(await departments.warnings()).toBeNull();
  });
  test('PAREN: an amount in parentheses is negative', async () => {
    const { rows } = await taxed({ ...summary, 销售额: '(1,234.00)', 开票金额: '（56.70）' });
    expect(rows).toMatchObject([
      { sales: '-1234.00', invoiced: '-56.70', raw: { sales: '(1,234.00)', invoiced: '（56.70）' } },
    ]);
  });
  test('THOUSANDS: separators go from all four amounts', async () => {
    const { rows } = await taxed({
      ...summary,
      销售额: '1,000,000.00',
      开票金额: '2,000.00',
      应纳税额: '30,000.00',
      入库税额: '30,000.01',
    });
    expect(rows).toMatchObject([
      { sales: '1000000.00', invoiced: '2000.00', taxDue: '30000.00', taxPaid: '30000.01' },
    ]);
  });
  test('USCCOLD: an old 15-digit number of an enterprise is set aside, no USCC is guessed', async () => {
    expect((await taxed({ ...summary, 纳税人识别号: '190102600001234' })).counts).toMatchObject({
      read: 1,
      quarantined: 1,
    });
    expect(await departments.quarantine()).toEqual([{ reason: 'USCC_OLD_FORM', field: 'taxpayerId' }]);
  });
});

describe('public-rental', () => {
  test('EXCELSERIAL: a numeric cell is a day since 1899-12-30', async () => {
    expect((await rented([{ ...tenant, 保障起: 45_658, 保障止: 46_022 }])).rows).toMatchObject([
      { validFrom: '2025-01-01', validTo: '2025-12-31' },
    ]);
  });
  test('FILLDOWN: values of merged cells hold for the rows below', async () => {
    const member = {
      ...tenant,
      家庭编号: null,
      合同编号: null,
      申请人身份证号: null,
      成员身份证号: LI,
      成员姓名: '李芳',
      与申请人关系: '配偶',
    };
    const { counts, rows } = await rented([tenant, member]);
    expect(counts).toMatchObject({ read: 2, written: 2 });
    expect(rows[1]).toMatchObject({
      familyNo: 'GZ001',
      contractNo: 'HT001',
      applicantId: ZHANG,
      citizenId: LI,
      relationToApplicant: 'SPOUSE',
    });
  });
  test('TOTALROW: a last row 合计 is no data and is not counted', async () => {
    const { counts } = await rented([tenant], ['合计', null, null, null, null, null, null, 2]);
    expect(counts).toMatchObject({ read: 1, written: 1 });
    expect(await departments.flag('housing/ZJ_GZF_20250228_QL_01.ok')).toContain('\nrows=1\n');
  });
  test('SCI: an id in a numeric cell is set aside, its digits are lost', async () => {
    const { counts } = await rented([
      tenant,
      { ...tenant, 合同编号: 'HT002', 成员身份证号: 190102195607150016 },
    ]);
    expect(counts).toMatchObject({ read: 2, written: 1, quarantined: 1 });
    expect(await departments.quarantine()).toEqual([{ reason: 'ID_FORMAT', field: 'citizenId' }]);
  });
});
