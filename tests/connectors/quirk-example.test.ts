import { openDepartments, type Departments } from '../support/department.js';
import { stores } from '../support/stores.js';
import { day, FEN, HOME, LI, stay, unit, ZHANG } from './fixture/row.js';

// The deliveries that the catalogue shows, value for value; what it leaves out is that of the fixtures.
describe.each(stores)('worked examples, %s', (_, open) => {
  let departments: Departments;
  beforeEach(async () => {
    departments = await openDepartments(open);
  });
  afterEach(() => departments.close());

  test('inpatient-stay: a closed stay, one that goes on, and the deletion of one that never was here', async () => {
    const inside = { cyfs: null, jsrq: null, zfy: null, tczf: null, grzf: null, yljz: null };
    const blank = Object.fromEntries(Object.keys(stay).map((name) => [name, FEN.includes(name) ? null : '']));
    await departments.publish('yb_zyjs', [
      { ...stay, gxsj: '2025-02-15 11:02:41' },
      {
        ...stay,
        ...inside,
        jzlsh: 'ZY2025021900003',
        sfzh: '19010219560715004x',
        rysj: '20250219160200',
        cysj: '00000000000000',
        gxsj: '2025-02-19 16:10:00',
      },
      { ...blank, jzlsh: 'ZY2025021100008', gxsj: '2025-02-19 16:10:00', scbz: '1' },
    ]);
    const { counts } = await departments.refresh('inpatient-stay');
    expect(counts).toMatchObject({ read: 3, written: 2, deleted: 1 });
    expect(await departments.warnings()).toBeNull();
    expect(await departments.rows('inpatient-stay')).toMatchObject([
      {
        visitNo: 'ZY2025020500017',
        citizenId: ZHANG,
        admittedAt: '2025-02-05T09:15:00+08:00',
        dischargedAt: '2025-02-15T10:30:00+08:00',
        totalFee: '12500.50',
        selfPaid: '3100.20',
      },
      {
        visitNo: 'ZY2025021900003',
        citizenId: '19010219560715004X',
        admittedAt: '2025-02-19T16:02:00+08:00',
        dischargedAt: null,
        totalFee: null,
        raw: { citizenId: '19010219560715004x' },
      },
    ]);
  });

  test('care-home-attendance: a name beyond GBK, a time in UTC, and a day that is taken back', async () => {
    const [first, second, third] = ['a', 'b', 'c'] as const;
    const keys = { homeUscc: HOME, idNo: '190102193803120033', attDate: '2025-02-27' };
    departments.put('care-home-attendance', [
      { key: third, stamp: '2025-02-28 00:05:00', body: { ...day, ...keys } },
    ]);
    await departments.refresh('care-home-attendance');
    departments.put('care-home-attendance', [
      { key: first, stamp: '2025-03-01 00:05:00', body: { ...day, residentName: '张𠮷安' } },
      {
        key: second,
        stamp: '2025-03-01 00:05:00',
        body: {
          ...day,
          idNo: LI,
          residentName: '李芳',
          bedNo: 'A-101',
          attStatus: 'HOSP',
          checkMethod: '2',
          recordedAt: '2025-02-28T00:12:30Z',
        },
      },
      { key: third, stamp: '2025-03-01 00:06:10', deleted: true, body: keys },
    ]);
    const { counts } = await departments.refresh('care-home-attendance');
    expect(counts).toMatchObject({ read: 3, written: 2, deleted: 1 });
    expect(await departments.rows('care-home-attendance')).toMatchObject([
      {
        homeUscc: HOME,
        citizenId: ZHANG,
        name: '张𠮷安',
        bedNo: 'B-203',
        date: '2025-02-28',
        status: 'PRESENT',
        checkMethod: 'FACE',
        recordedAt: '2025-02-28T07:40:12+08:00',
      },
      {
        citizenId: LI,
        status: 'IN_HOSPITAL',
        checkMethod: 'NURSE',
        recordedAt: '2025-02-28T08:12:30+08:00',
      },
    ]);
  });

  test('property-unit: two owners by share, an area with its unit, and the deletion of an unknown right', async () => {
    const owners = [
      { qlrlx: '1', zjhm: ZHANG, qlrmc: '张𠮷安', qlbl: '1/8' },
      { qlrlx: '1', zjhm: LI, qlrmc: '李芳', qlbl: '87.5%' },
    ];
    departments.put('property-unit', [
      {
        key: 'a',
        stamp: '2025-02-26 10:30:00',
        body: {
          ...unit,
          zl: '柳湾街道柳岸里3号楼2门203',
          jzmj: '68.40㎡',
          zxsj: null,
          gyfs: '2',
          'qlrlb/qlr': owners,
        },
      },
      {
        key: 'b',
        stamp: '2025-02-27 09:00:00',
        deleted: true,
        body: { ywh: 'BDC20250101000007', bdcdyh: '190102001001GB00001F00010101' },
      },
    ]);
    const { counts } = await departments.refresh('property-unit');
    expect(counts).toMatchObject({ read: 2, written: 1, deleted: 1 });
    expect(await departments.rows('property-unit')).toMatchObject([
      {
        registrationNo: 'BDC20250226000041',
        unitNo: '190102001001GB00001F00010203',
        certificateNo: '云汀〔2025〕不动产权第0000041号',
        address: '柳湾街道柳岸里3号楼2门203',
        areaSqm: '68.40',
        registeredAt: '2025-02-26T10:21:33+08:00',
        endedAt: null,
        coOwnership: 'BY_SHARE',
        owners: [
          { ownerKind: 'PERSON', ownerId: ZHANG, ownerName: '张𠮷安', shareRatio: '0.125000' },
          { ownerKind: 'PERSON', ownerId: LI, ownerName: '李芳', shareRatio: '0.875000' },
        ],
        raw: { areaSqm: '68.40㎡', 'owners.0.shareRatio': '1/8', 'owners.1.shareRatio': '87.5%' },
      },
    ]);
  });
});
