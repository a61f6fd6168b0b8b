import { openDepartments, type Departments } from '../support/department.js';
import { day, FIRM, firm, owner, unit, ZHANG } from './fixture/row.js';

let departments: Departments;
beforeEach(async () => {
  departments = await openDepartments();
});
afterEach(() => departments.close());

async function attended(...rows: Parameters<Departments['put']>[1]) {
  departments.put('care-home-attendance', rows);
  const { counts } = await departments.refresh('care-home-attendance');
  return { counts, rows: await departments.rows('care-home-attendance') };
}
async function registered(...bodies: Record<string, unknown>[]) {
  departments.put(
    'enterprise-registration',
    bodies.map((body, index) => ({ key: String(index), body })),
  );
  const { counts } = await departments.refresh('enterprise-registration');
  return { counts, rows: await departments.rows('enterprise-registration') };
}
async function owned(body: Record<string, unknown>, ...owners: Record<string, unknown>[]) {
  departments.put('property-unit', [{ key: 'a', body: { ...body, 'qlrlb/qlr': owners } }]);
  const { counts } = await departments.refresh('property-unit');
  return { counts, rows: await departments.rows('property-unit') };
}

describe('care-home-attendance', () => {
  test('UTC: a time with Z becomes local time', async () => {
    const { rows } = await attended({ key: 'a', body: { ...day, recordedAt: '2025-02-28T00:12:30Z' } });
    expect(rows).toMatchObject([
      { recordedAt: '2025-02-28T08:12:30+08:00', raw: { recordedAt: '2025-02-28T00:12:30Z' } },
    ]);
  });
  test('DUPKEY: of one key twice in a delivery the last row wins, and the other counts as superseded', async () => {
    const { counts, rows } = await attended(
      { key: 'a', body: day },
      { key: 'b', body: { ...day, attStatus: 'LEAVE' } },
    );
    expect(counts).toMatchObject({ read: 2, written: 1, superseded: 1 });
    expect(rows).toMatchObject([{ status: 'ON_LEAVE' }]);
  });
  test('RARENAME: characters outside GBK stay as they are', async () => {
    const { rows } = await attended({ key: 'a', body: { ...day, residentName: '张𠮷㛃' } });
    expect(rows).toMatchObject([{ name: '张𠮷㛃', raw: null }]);
  });
});

describe('enterprise-registration', () => {
  test('WAN: ten-thousands become yuan in decimal arithmetic', async () => {
    expect((await registered(firm)).rows).toMatchObject([{ registeredCapital: '125000.00' }]);
  });
  test('HTML: character references are resolved once', async () => {
    const { rows } = await registered({
      ...firm,
      entName: '甲&amp;乙&#183;丙&amp;lt;',
      address: '1&quot;号',
    });
    expect(rows).toMatchObject([{ name: '甲&乙·丙&lt;', address: '1"号', raw: { address: '1&quot;号' } }]);
  });
  test('KEYNULL: a sole trader without a USCC is set aside, its old number is no key', async () => {
    const { uscc: _, ...nameless } = firm;
    const { counts, rows } = await registered(
      { ...nameless, regNo: '190102600000007' },
      { ...nameless, uscc: '', regNo: '190102600000008' },
    );
    expect([counts.quarantined, rows]).toEqual([2, []]);
    expect(await departments.quarantine()).toEqual([1, 2].map(() => ({ reason: 'KEY_NULL', field: 'uscc' })));
  });
  test('USCCCHECK: a code with a wrong check character is set aside', async () => {
    expect((await registered({ ...firm, uscc: '91190102MA000000E1' }, firm)).counts).toMatchObject({
      read: 2,
      written: 1,
      quarantined: 1,
    });
    expect(await departments.quarantine()).toEqual([{ reason: 'USCC_CHECK', field: 'uscc' }]);
  });
});

describe('property-unit', () => {
  test('SHARE: 35%, 0.35 and 7/20 are one share', async () => {
    const { rows } = await owned(
      unit,
      { ...owner, qlbl: '35%' },
      { ...owner, qlbl: '0.35' },
      { ...owner, qlbl: '7/20' },
    );
    expect(rows).toMatchObject([{ owners: [1, 2, 3].map(() => ({ shareRatio: '0.350000' })) }]);
  });
  test('SHARE: a share above 1 sets the row aside', async () => {
    expect((await owned(unit, { ...owner, qlbl: '35' })).counts).toMatchObject({ quarantined: 1 });
    expect(await departments.quarantine()).toMatchObject([{ reason: 'NUMBER_INVALID' }]);
  });
  test('UNITSUFFIX: a suffix that fits the unit is stripped', async () => {
    for (const [index, suffix] of ['㎡', 'm²', 'm2', '平方米'].entries())
      expect(
        (await owned({ ...unit, ywh: `BDC2025022600004${index}`, jzmj: `68.40${suffix}` }, owner)).rows[0],
      ).toMatchObject({ areaSqm: '68.40' });
  });
  test('UNITSUFFIX: any other unit sets the row aside', async () => {
    expect((await owned({ ...unit, jzmj: '1.5亩' }, owner)).counts).toMatchObject({ quarantined: 1 });
    expect(await departments.quarantine()).toEqual([{ reason: 'NUMBER_INVALID', field: 'areaSqm' }]);
  });
  test('ID15: a 15-digit number of an owner becomes the 18-digit one', async () => {
    const { rows } = await owned(unit, { ...owner, zjhm: '190102560715001' });
    expect(rows).toMatchObject([
      { owners: [{ ownerId: ZHANG }], raw: { 'owners.0.ownerId': '190102560715001' } },
    ]);
  });
  test('USCCOLD: an organisation code of 9 characters becomes null with a warning, the other owners stay', async () => {
    const { rows } = await owned(
      unit,
      { ...owner, qlrlx: '2', zjhm: 'MA0000015', qlbl: '1/2' },
      { ...owner, qlrlx: '2', zjhm: FIRM, qlbl: '1/2' },
    );
    expect(rows).toMatchObject([
      { owners: [{ ownerKind: 'ENTERPRISE' }, { ownerId: FIRM }], raw: { 'owners.0.ownerId': 'MA0000015' } },
    ]);
    expect(rows[0]).not.toHaveProperty('owners.0.ownerId', expect.any(String));
    expect(await departments.warnings()).toEqual({ USCC_OLD_FORM: 1 });
  });
});
