import { fixture } from './fixture.js';

const ID = '190102195607150015';
const IDX = '19010219560715004X';
const USCC = '91190102MA000000E0';

const resident = fixture('household-resident', {
  citizenId: ID,
  name: '张𠮷安',
  sex: '1',
  birthDate: '19560715',
  householdNo: '000000417',
  relationToHead: '01',
  householdKind: '1',
  divisionCode: '190102',
  communityCode: '190102001001',
  address: '春和街道春和里1号',
  registrationStatus: '0',
  livesElsewhere: '0',
});
const assistance = fixture('social-assistance', {
  familyNo: 'JT0001',
  assistanceKind: '1',
  applicantId: ID,
  citizenId: ID,
  name: '李芳',
  relationToApplicant: '01',
  familySize: 1,
  perCapitaIncome: '320.00',
  standardAmount: '1010.00',
  monthlyAmount: '690.00',
  validFrom: '20240101',
  approverId: IDX,
  approverName: '王小明',
  handlerId: IDX,
  handlerName: '王小明',
  approvedDate: '20231220',
  townshipCode: '190102001',
  communityCode: '190102001001',
});
const attendance = fixture('care-home-attendance', {
  homeUscc: USCC,
  homeName: '青禾颐养院',
  citizenId: ID,
  name: '张𠮷安',
  bedNo: 'B-203',
  date: '2025-02-28',
  status: 'IN',
  checkMethod: '1',
  recordedAt: '2025-02-28 07:40:12',
});
const claim = fixture('bed-subsidy-claim', {
  claimNo: 'CW202502001',
  homeUscc: USCC,
  homeName: '青禾颐养院',
  citizenId: ID,
  name: '李芳',
  claimMonth: '2025-02',
  claimFrom: '2025-02-01',
  claimTo: '2025-02-28',
  claimedDays: '28',
  bedHoldDays: '0',
  claimedGrade: '3',
  monthlyRate: '500.00',
  amount: '500.00',
  status: '已审核',
  submittedDate: '2025-03-02',
});
const stay = fixture('inpatient-stay', {
  visitNo: 'ZY2025020500017',
  citizenId: ID,
  name: '李芳',
  institutionCode: 'H19010200001',
  institutionName: '区中心医院',
  institutionUscc: USCC,
  institutionKind: '1',
  admittedAt: '20250205091500',
  dischargedAt: '20250215103000',
  oneStop: '0',
  cancelled: '0',
});
const enterprise = fixture('enterprise-registration', {
  uscc: USCC,
  name: '云汀商贸有限公司',
  entityKind: '1',
  legalRepName: '李芳',
  legalRepId: ID,
  registeredCapital: '12.5',
  establishedDate: '2010-05-06',
  industryCode: 'F5111',
  address: '柳湾街道1号',
  status: '1',
  listed: false,
});
const tax = fixture('tax-summary', {
  declarationNo: 'SB2025020001',
  taxpayerKind: '单位',
  taxpayerId: USCC,
  taxpayerName: '云汀商贸有限公司',
  period: '202502',
  filingStatus: '按期申报',
});
const unit = fixture('property-unit', {
  registrationNo: 'BDC20250226000041',
  unitNo: '190102001001GB00001F00010203',
  address: '柳岸里3号楼',
  usage: '10',
  registrationKind: '200',
  acquisition: '2',
  registeredAt: '2025-02-26 10:21:33',
  rightStatus: '1',
  coOwnership: '2',
  owners: [['1', ID, '张𠮷安', '1/8']],
});
const rental = fixture('public-rental', {
  familyNo: 'JT0001',
  contractNo: 'GZF〔2024〕1',
  supportKind: '公租房',
  applicantId: ID,
  citizenId: ID,
  name: '李芳',
  relationToApplicant: '本人',
  familySize: 1,
  address: '青禾镇',
  rentedAreaSqm: 48.5,
  validFrom: '2024-01-01',
  monthlyAmount: 320,
  status: '保障中',
});

const MIDDLE_DOTS = ['\u2022', '\u30fb', '\uff0e', '.'];

describe('household-resident', () => {
  test('PUANAME: characters of old fonts are mended, other private-use ones counted', () => {
    expect(resident.map({ name: '王\ue863' })).toMatchObject({
      values: { name: '王䶮' },
      raw: { name: '王\ue863' },
      warnings: [],
    });
    expect(resident.map({ name: '王\ue000' })).toMatchObject({
      values: { name: '王\ue000' },
      raw: null,
      warnings: ['PUA'],
    });
  });

  test.each(MIDDLE_DOTS)('MIDDOT: %s in a transcribed name', (dot) => {
    const name = `阿${dot}力木`;
    expect(resident.map({ name })).toMatchObject({ values: { name: '阿·力木' }, raw: { name } });
  });

  test('DATEZERO: zeros are unset, without a warning', () => {
    expect(resident.map({ statusDate: '00000000' })).toMatchObject({
      values: { statusDate: null },
      raw: null,
      warnings: [],
    });
  });
});

describe('social-assistance', () => {
  test('DATEEND: 99991231 is an open end, without a warning', () => {
    expect(assistance.map({ validTo: '99991231' })).toMatchObject({
      values: { validTo: null },
      raw: null,
      warnings: [],
    });
  });

  test.each(['citizenId', 'applicantId', 'approverId', 'handlerId'])(
    'IDX: lower-case and full-width x in %s',
    (field) => {
      for (const text of ['19010219560715004x', '19010219560715004Ｘ'])
        expect(assistance.map({ [field]: text })).toMatchObject({
          values: { [field]: IDX },
          raw: { [field]: text },
        });
    },
  );

  test.each(['name', 'approverName', 'handlerName'])('TRIM: blanks around %s', (field) => {
    expect(assistance.map({ [field]: '\u3000李芳\t\u00a0' }).values[field]).toBe('李芳');
    expect(assistance.verdict({ [field]: ' \u3000' })).toBe(`NULL_NOT_ALLOWED ${field}`);
  });

  test('REVIVE: a deletion and the row that comes back have one key', () => {
    const deletion = assistance.key({ name: null, applicantId: null }, { deleted: true });
    expect(deletion).toBe(assistance.key({}));
  });
});

describe('care-home-attendance', () => {
  test('UTC: a final Z is eight hours behind', () => {
    expect(attendance.map({ recordedAt: '2025-02-28T16:12:30Z' })).toMatchObject({
      values: { recordedAt: '2025-03-01T00:12:30+08:00' },
      raw: { recordedAt: '2025-02-28T16:12:30Z' },
    });
    expect(attendance.map({})).toMatchObject({
      values: { recordedAt: '2025-02-28T07:40:12+08:00' },
      raw: null,
    });
  });

  test('DUPKEY, LATECORR: rows of one resident, home and day share a key whatever else they say', () => {
    expect(attendance.key({ status: 'HOSP', homeUscc: USCC.toLowerCase() })).toBe(attendance.key({}));
    expect(attendance.key({ date: '2025-02-27' })).not.toBe(attendance.key({}));
  });

  test.each(['张𠮷安', '㛃'])('RARENAME: %s is kept', (name) => {
    expect(attendance.map({ name })).toMatchObject({ values: { name }, raw: null, warnings: [] });
  });
});

describe('bed-subsidy-claim', () => {
  test.each(['1,234.50', '1，234.50'])('THOUSANDS: %s', (amount) => {
    expect(claim.map({ amount, monthlyRate: amount })).toMatchObject({
      values: { amount: '1234.50', monthlyRate: '1234.50' },
      raw: { amount, monthlyRate: amount },
    });
  });

  test('CODETEXT: the label instead of the code', () => {
    expect(claim.map({ claimedGrade: '重度失能' })).toMatchObject({
      values: { claimedGrade: 'SEVERE', status: 'APPROVED' },
      raw: { claimedGrade: '重度失能' },
    });
  });

  test('IDX and IDCHECK', () => {
    expect(claim.map({ citizenId: '19010219560715004x' }).values['citizenId']).toBe(IDX);
    expect(claim.verdict({ citizenId: '190102195607150016' })).toBe('ID_CHECK citizenId');
  });

  test('the word of the delivery means null', () => {
    expect(claim.map({ assessmentNo: ' / ' })).toMatchObject({
      values: { assessmentNo: null },
      raw: null,
      warnings: [],
    });
  });
});

describe('inpatient-stay', () => {
  test('FEN: amounts are exact yuan, also from a BIGINT', () => {
    expect(
      stay.map({ totalFee: 1250050, fundPaid: '940030', selfPaid: 310020n, aidPaid: null }),
    ).toMatchObject({
      values: { totalFee: '12500.50', fundPaid: '9400.30', selfPaid: '3100.20', aidPaid: null },
      raw: null,
    });
  });

  test('DATEZERO: an open stay', () => {
    expect(stay.map({ dischargedAt: '00000000000000' })).toMatchObject({
      values: { dischargedAt: null, admittedAt: '2025-02-05T09:15:00+08:00' },
      raw: null,
      warnings: [],
    });
  });

  test('IDX and IDCHECK', () => {
    expect(stay.map({ citizenId: '19010219560715004x' }).values['citizenId']).toBe(IDX);
    expect(stay.verdict({ citizenId: '190102195607150016' })).toBe('ID_CHECK citizenId');
  });
});

describe('enterprise-registration', () => {
  test('WAN: capital in ten-thousand yuan', () => {
    expect(enterprise.map({})).toMatchObject({ values: { registeredCapital: '125000.00' }, raw: null });
    expect(enterprise.map({ registeredCapital: '0.000001' }).values['registeredCapital']).toBe('0.01');
  });

  test.each(['name', 'address'])('HTML: references in %s are resolved once', (field) => {
    const text = 'A&amp;B&#183;&amp;lt;';
    expect(enterprise.map({ [field]: text })).toMatchObject({
      values: { [field]: 'A&B·&lt;' },
      raw: { [field]: text },
    });
    expect(enterprise.map({ legalRepName: 'A&amp;B' }).values['legalRepName']).toBe('A&amp;B');
  });

  test.each([null, '', ' '])('KEYNULL: %j is no key, whatever the registration number says', (uscc) => {
    expect(() => enterprise.key({ uscc, registrationNo: '190102600001234' })).toThrow('KEY_NULL');
    expect(enterprise.verdict({ uscc })).toBe('KEY_NULL uscc');
  });

  test('USCCCHECK: a wrong check character', () => {
    expect(enterprise.verdict({ uscc: '91190102MA000000E1' })).toBe('USCC_CHECK uscc');
  });
});

describe('tax-summary', () => {
  test('NULLTOKEN: a dash is null', () => {
    const nothing = { sales: '-', invoiced: ' - ', incomeBand: '-', withholderUscc: '-' };
    expect(tax.map(nothing)).toMatchObject({
      values: { sales: null, invoiced: null, incomeBand: null, withholderUscc: null },
      raw: null,
      warnings: [],
    });
  });

  test('PAREN: negative amounts in parentheses', () => {
    expect(tax.map({ sales: '(1,234.00)', invoiced: '（0.50）' })).toMatchObject({
      values: { sales: '-1234.00', invoiced: '-0.50' },
      raw: { sales: '(1,234.00)', invoiced: '（0.50）' },
    });
  });

  test.each(['sales', 'invoiced', 'taxDue', 'taxPaid'])('THOUSANDS in %s', (field) => {
    expect(tax.map({ [field]: '1,234,567.80' }).values[field]).toBe('1234567.80');
  });

  test('USCCOLD: an old number of an enterprise rejects the row', () => {
    expect(tax.verdict({ taxpayerId: '190102600001234' })).toBe('USCC_OLD_FORM taxpayerId');
  });

  test('the label of the kind tells what the number is', () => {
    expect(tax.map({}).values['taxpayerId']).toEqual({ to: 'organization', text: USCC });
    expect(tax.map({ taxpayerKind: '自然人', taxpayerId: ID }).values['taxpayerId']).toEqual({
      to: 'person',
      text: ID,
    });
    expect(tax.verdict({ taxpayerKind: '自然人' })).toBe('ID_FORMAT taxpayerId');
  });
});

describe('property-unit', () => {
  const shareOf = (share: string) => unit.map({ owners: [['1', ID, '张𠮷安', share]] });

  test.each([
    ['35%', '0.350000'],
    ['0.35', '0.350000'],
    ['7/20', '0.350000'],
  ])('SHARE: %s', (share, ratio) => {
    expect(shareOf(share).values['owners']).toEqual([
      ['PERSON', { to: 'person', text: ID }, '张𠮷安', ratio],
    ]);
  });

  test('SHARE: beyond the whole the row is rejected', () => {
    expect(unit.verdict({ owners: [['1', ID, '张𠮷安', '3/2']] })).toBe('NUMBER_INVALID owners.shareRatio');
  });

  test.each(['68.40㎡', '68.40m²', '68.40m2', '68.40平方米'])('UNITSUFFIX: %s', (areaSqm) => {
    expect(unit.map({ areaSqm })).toMatchObject({ values: { areaSqm: '68.40' }, raw: { areaSqm } });
  });

  test('UNITSUFFIX: a unit that does not fit rejects the row, a word that is no number does not', () => {
    for (const areaSqm of ['68.40亩', '６８亩', '(68)元'])
      expect(unit.verdict({ areaSqm })).toBe('NUMBER_INVALID areaSqm');
    expect(unit.map({ areaSqm: '不详' })).toMatchObject({
      values: { areaSqm: null },
      raw: { areaSqm: '不详' },
      warnings: ['NUMBER_INVALID'],
    });
  });

  test('ID15: an old number of an owner', () => {
    expect(unit.map({ owners: [['1', '190102560715001', '张𠮷安', null]] })).toMatchObject({
      values: { owners: [['PERSON', { to: 'person', text: ID }, '张𠮷安', null]] },
      raw: { 'owners.0.ownerId': '190102560715001' },
    });
  });

  test('USCCOLD: an old code of an owner becomes null, the other owners stay', () => {
    const owners = [
      ['2', 'MA0000015', '云汀厂', null],
      ['1', ID, '张𠮷安', null],
    ];
    expect(unit.map({ owners })).toMatchObject({
      values: {
        owners: [
          ['ENTERPRISE', null, '云汀厂', null],
          ['PERSON', { to: 'person', text: ID }, '张𠮷安', null],
        ],
      },
      raw: { 'owners.0.ownerId': 'MA0000015' },
      warnings: ['USCC_OLD_FORM'],
    });
  });
});

describe('public-rental', () => {
  test('EXCELSERIAL: day numbers in numeric cells', () => {
    expect(rental.map({ validFrom: 45658, validTo: 45688 })).toMatchObject({
      values: { validFrom: '2025-01-01', validTo: '2025-01-31' },
      raw: { validFrom: '45658', validTo: '45688' },
    });
    expect(rental.verdict({ validFrom: '45658' })).toBe('DATE_INVALID validFrom');
  });

  test('SCI: a numeric cell never becomes an identity number', () => {
    for (const citizenId of [190102195607150000, 1.90102e17, 190102560715001])
      expect(rental.verdict({ citizenId })).toBe('ID_FORMAT citizenId');
    expect(rental.verdict({ citizenId: '1.90102E+17' })).toBe('ID_FORMAT citizenId');
  });

  test('FILLDOWN: what was not filled in by the reader of the file is missing', () => {
    expect(rental.verdict({ contractNo: null })).toBe('KEY_NULL contractNo');
    expect(rental.verdict({ familyNo: null })).toBe('NULL_NOT_ALLOWED familyNo');
  });
});
