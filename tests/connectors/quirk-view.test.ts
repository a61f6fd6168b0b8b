import { openDepartments, type Departments } from '../support/department.js';
import { assistance, CHEN, resident, stay, ZHANG } from './fixture/row.js';

let departments: Departments;
beforeEach(async () => {
  departments = await openDepartments();
});
afterEach(() => departments.close());

async function household(...rows: Parameters<Departments['publish']>[1]) {
  await departments.publish('ga_hjrk', rows);
  const { counts } = await departments.refresh('household-resident');
  return { counts, rows: await departments.rows('household-resident') };
}
async function assisted(...rows: Parameters<Departments['publish']>[1]) {
  await departments.publish('mz_shjz', rows);
  const { counts } = await departments.refresh('social-assistance');
  return { counts, rows: await departments.rows('social-assistance') };
}
async function stays(...rows: Parameters<Departments['publish']>[1]) {
  await departments.publish('yb_zyjs', rows);
  const { counts } = await departments.refresh('inpatient-stay');
  return { counts, rows: await departments.rows('inpatient-stay') };
}

describe('household-resident', () => {
  test('PUANAME: private-use code points of the old fonts become their characters, the delivered text is kept', async () => {
    const old = '\uE863\uE81E\uE826\uE82B\uE82C\uE832\uE843\uE854\uE864';
    const { rows } = await household({ ...resident, xm: `李${old}` });
    expect(rows).toMatchObject([
      {
        name: '李\u4DAE\u9FB4\u9FB5\u9FB6\u9FB7\u9FB8\u9FB9\u9FBA\u9FBB',
        raw: { name: `李${old}` },
      },
    ]);
    expect(await departments.warnings()).toBeNull();
  });
  test('PUANAME: any other private-use code point stays and is warned of', async () => {
    expect((await household({ ...resident, xm: '李\uE000' })).rows).toMatchObject([{ name: '李\uE000' }]);
    expect(await departments.warnings()).toEqual({ PUA: 1 });
  });
  test('MIDDOT: the dot of a transcribed name becomes U+00B7 whatever it was', async () => {
    for (const [index, dot] of ['\u2022', '\u30FB', '\uFF0E', '.'].entries())
      expect(
        (
          await household({
            ...resident,
            xm: `艾力${dot}买买提`,
            gxsj: `2025-03-0${index + 1} 10:00:00`,
          })
        ).rows,
      ).toMatchObject([{ name: '艾力·买买提' }]);
  });
  test('MIDDOT: a dot that does not stand between Han characters stays', async () => {
    const { rows } = await household({ ...resident, xm: 'J.Smith' });
    expect(rows).toMatchObject([{ name: 'J.Smith', raw: null }]);
  });
  test('DATEZERO: a status date of zeros is unset, without a warning', async () => {
    const { rows } = await household({ ...resident, ztrq: '00000000' });
    expect(rows).toMatchObject([{ statusDate: null, raw: null }]);
    expect(await departments.warnings()).toBeNull();
  });
});

describe('social-assistance', () => {
  test('DATEEND: 99991231 is an open end, without a warning', async () => {
    expect((await assisted({ ...assistance, jssj: '99991231' })).rows).toMatchObject([
      { validTo: null, raw: null },
    ]);
  });
  test('IDX: a lower-case or full-width x is the same number', async () => {
    const { rows } = await assisted({
      ...assistance,
      sfzh: '19010219560715004x',
      sqrsfzh: '19010219560715004Ｘ',
      sprsfzh: '19010219560715004x',
      jbrsfzh: '19010219560715004Ｘ',
    });
    expect(rows).toMatchObject([
      {
        citizenId: CHEN,
        applicantId: CHEN,
        approverId: CHEN,
        handlerId: CHEN,
        raw: { citizenId: '19010219560715004x', applicantId: '19010219560715004Ｘ' },
      },
    ]);
    expect(await departments.store.query('SELECT id FROM person')).toHaveLength(1);
  });
  test('TRIM: blanks around names go, U+3000 too', async () => {
    const { rows } = await assisted({
      ...assistance,
      xm: '\u3000张安 ',
      sprxm: '李芳\t',
      jbrxm: '\u00A0李芳',
    });
    expect(rows).toMatchObject([
      { name: '张安', approverName: '李芳', handlerName: '李芳', raw: { name: '\u3000张安 ' } },
    ]);
  });
  test('TRIM: a name of blanks is no name, and a name must be there', async () => {
    expect((await assisted({ ...assistance, xm: '\u3000 ' })).counts).toMatchObject({ quarantined: 1 });
    expect(await departments.quarantine()).toEqual([{ reason: 'NULL_NOT_ALLOWED', field: 'name' }]);
  });
});

describe('inpatient-stay', () => {
  test('FEN: whole fen become yuan exactly', async () => {
    expect((await stays(stay)).rows).toMatchObject([
      {
        totalFee: '12500.50',
        fundPaid: '9400.30',
        selfPaid: '3100.20',
        aidPaid: '0.00',
        admittedAt: '2025-02-05T09:15:00+08:00',
      },
    ]);
  });
  test('DATEZERO: a discharge of zeros is a stay that goes on', async () => {
    const open = {
      ...stay,
      cysj: '00000000000000',
      cyfs: '',
      jsrq: '',
      zfy: null,
      tczf: null,
      grzf: null,
      yljz: null,
    };
    expect((await stays(open)).rows).toMatchObject([
      { dischargedAt: null, totalFee: null, dischargeKind: null, raw: null },
    ]);
  });
  test('IDX: a lower-case x links to the same person', async () => {
    expect((await stays({ ...stay, sfzh: '19010219560715004x' })).rows).toMatchObject([
      { citizenId: CHEN, raw: { citizenId: '19010219560715004x' } },
    ]);
  });
  test('IDCHECK: a wrong check character sets the row aside and the last good version stays', async () => {
    await stays(stay);
    const { counts, rows } = await stays({
      ...stay,
      sfzh: '190102195607150016',
      zfy: 1,
      gxsj: '2025-03-09 10:00:00',
    });
    expect(counts).toMatchObject({ read: 1, quarantined: 1 });
    expect(rows).toMatchObject([{ citizenId: ZHANG, totalFee: '12500.50' }]);
    expect(await departments.quarantine()).toEqual([{ reason: 'ID_CHECK', field: 'citizenId' }]);
  });
});
