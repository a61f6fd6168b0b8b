import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../../sandbox/catalogue/catalogue.js';
import { DAY, dayOf, monthEnd, monthOf } from '../../sandbox/district/calendar.js';
import { createDistrict, type District } from '../../sandbox/district/district.js';
import { recordSources } from '../../sandbox/record/list.js';
import type { SourceRecord, Value, Values } from '../../sandbox/record/record.js';

const KINDS = [
  'village-asset',
  'village-contract',
  'contract-schedule',
  'village-ledger-entry',
  'village-bank-flow',
  'village-disclosure',
  'village-labour',
  'village-debt',
  'parcel-right',
  'grain-claim',
  'land-use-observation',
  'coal-claim',
  'heating-household',
];

const districtOf = (residents: number, seed: number, asof = '2025-10-15'): District =>
  createDistrict({ residents, seed, asof, years: 2, now: new Date(`${asof}T00:00:00Z`) });

const specOf = (category: string) => {
  const spec = catalogue.find(({ id }) => id === category);
  if (!spec) throw new Error(`no ${category}`);
  return spec;
};

function* recordsOf(district: District, category: string): Generator<SourceRecord> {
  const source = recordSources.find((candidate) => candidate.category === category);
  if (!source) throw new Error(`no generator of ${category}`);
  yield* source.records(district);
}

const keyOf = (category: string, values: Values): string =>
  specOf(category)
    .key.map((name) => String(values[name]))
    .join('|');

/** What stands at a moment, by key. */
function standing(district: District, category: string, day = district.today): Values[] {
  const rows = new Map<string, Values>();
  for (const { values, at, deleted } of recordsOf(district, category)) {
    if (at >= day * DAY) continue;
    const key = keyOf(category, values);
    if (deleted) rows.delete(key);
    else rows.set(key, values);
  }
  return [...rows.values()];
}

const text = (value: Value | undefined): string => String(value);
const fen = (value: Value | undefined): number => Math.round(Number(value ?? 0) * 100);

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

describe('villages and farm land of the sandbox', () => {
  const district = districtOf(20_000, 5);

  it.each(KINDS)('%s has the volume of the catalogue within a tenth', (category) => {
    const { volume } = specOf(category);
    const wanted = (volume.rows * 20_000 * (volume.per === 'year' ? 2 : 1)) / 1_000_000;
    const rows = standing(district, category).length;
    expect(Math.abs(rows - wanted) / wanted).toBeLessThan(0.1);
  });

  it.each(KINDS)(
    '%s keeps the versions of a key together, oldest first, and says only what its fields allow',
    (category) => {
      const { fields } = specOf(category);
      const names = new Set(fields.map(({ as }) => as));
      const patterns = fields.map(({ pattern }) => (pattern === undefined ? null : new RegExp(pattern)));
      const seen = new Set<string>();
      const faults: string[] = [];
      let last = { key: '', at: 0 };
      for (const { values, at, deleted } of recordsOf(district, category)) {
        const key = keyOf(category, values);
        if (key === last.key ? at < last.at : seen.has(key)) faults.push(`order of ${key}`);
        seen.add(key);
        last = { key, at };
        for (const name of Object.keys(values)) if (!names.has(name)) faults.push(`field ${name}`);
        if (deleted) continue;
        fields.forEach((field, index) => {
          const value = values[field.as] ?? null;
          if (value === null ? !field.nullable : patterns[index]?.test(text(value)) === false)
            faults.push(`${field.as} of ${key}: ${text(value)}`);
        });
      }
      expect(faults).toEqual([]);
    },
  );

  it.each(KINDS)('%s is the same whoever asks, and whatever the moment is', (category) => {
    const small = districtOf(2000, 9);
    const later = { ...districtOf(2000, 9), moment: small.moment + 90 * DAY };
    const first = [...recordsOf(small, category)];
    expect([...recordsOf(later, category)]).toEqual(first);
    expect(first.length).toBeGreaterThan(3);
  });

  it('books, bank and notice board agree by village, item and month', () => {
    const linked = new Map<string, { month: string; item: string }>();
    const [bank, flow, declared, disclosed] = [new Map(), new Map(), new Map(), new Map()] as Map<
      string,
      number
    >[];
    if (!bank || !flow || !declared || !disclosed) throw new Error('no sums');
    for (const { values } of recordsOf(district, 'village-ledger-entry')) {
      const key = `${text(values['villageUscc'])} ${text(values['month'])} ${text(values['itemCode'])}`;
      if (values['bankFlowNo'])
        linked.set(text(values['bankFlowNo']), {
          month: text(values['month']),
          item: text(values['itemCode']),
        });
      if (values['entryKind'] === 'BANK') add(bank, key, fen(values['amount']));
      if (values['entryKind'] !== 'WAIVER') add(declared, key, fen(values['amount']));
    }
    const last = new Map<string, Values>();
    for (const { values } of recordsOf(district, 'village-bank-flow'))
      last.set(text(values['bankFlowNo']), values);
    for (const values of last.values()) {
      const link = linked.get(text(values['bankFlowNo']));
      const item = values['itemCode'] ?? link?.item ?? null;
      if (values['returned'] === true || item === null) continue;
      const month = link?.month ?? text(values['transactedAt']).slice(0, 7);
      add(flow, `${text(values['villageUscc'])} ${month} ${text(item)}`, fen(values['amount']));
    }
    for (const { values } of recordsOf(district, 'village-disclosure'))
      if (values['disclosureKind'] === 'MONTHLY_FINANCE')
        add(disclosed, `${text(values['villageUscc'])} ${text(values['month'])} ${text(values['itemCode'])}`, fen(values['amount'])); // prettier-ignore
    expect([...flow].sort()).toEqual([...bank].filter(([, sum]) => sum !== 0).sort());
    expect([...disclosed].sort()).toEqual([...declared].sort());
  });

  it('a notice is handed over with the files of the month after, at the latest', () => {
    for (const { values, at } of recordsOf(district, 'village-disclosure'))
      expect(Math.floor(at / DAY)).toBeLessThanOrEqual(
        monthEnd(monthOf(dayOf(`${text(values['month'])}-01`)) + 1),
      );
  });

  it('every instalment is received within its month, unless it is deferred or before a court', () => {
    const contracts = new Map(
      standing(district, 'village-contract', district.until).map((row) => [text(row['contractNo']), row]),
    );
    const due = new Map<string, number>();
    const received = new Map<string, number>();
    for (const { values } of recordsOf(district, 'contract-schedule')) {
      const contract = contracts.get(text(values['contractNo']));
      const key = `${text(values['contractNo'])} ${text(values['dueDate']).slice(0, 7)}`;
      const spared = values['adjustKind'] === 'DEFERRED' && values['adjustMeetingNo'];
      const court =
        contract?.['inLitigation'] === true && text(values['dueDate']) >= text(contract['litigationDate']);
      if (!spared && !court) add(due, key, fen(values['dueAmount']));
    }
    for (const { values } of recordsOf(district, 'village-ledger-entry'))
      if (values['contractNo']) add(received, `${text(values['contractNo'])} ${text(values['entryDate']).slice(0, 7)}`, fen(values['amount'])); // prettier-ignore
    expect(due.size).toBeGreaterThan(100);
    for (const [key, amount] of due) expect([key, received.get(key) ?? 0]).toEqual([key, amount]);
  });

  it('a subsidy is paid out in full within the month in which it arrives', () => {
    const open = new Map<string, number>();
    for (const { values } of recordsOf(district, 'village-bank-flow')) {
      if (!values['fundDocNo']) continue;
      const key = `${text(values['villageUscc'])} ${text(values['fundDocNo'])} ${text(values['transactedAt']).slice(0, 7)}`; // prettier-ignore
      add(open, key, values['direction'] === 'IN' ? fen(values['amount']) : -fen(values['amount']));
    }
    expect(open.size).toBeGreaterThan(20);
    for (const sum of open.values()) expect(sum).toBe(0);
  });

  it('contracts stand on an asset and a notice of theirs, last no longer than they may, and cost what others cost', () => {
    const assets = new Map(standing(district, 'village-asset').map((row) => [text(row['assetNo']), row]));
    const notices = new Set<string>();
    for (const { values } of recordsOf(district, 'village-disclosure'))
      notices.add(`${text(values['disclosureNo'])} ${text(values['contractNo'])}`);
    const years: Record<string, number> = {
      LAND: 30,
      WATER: 30,
      RESERVE_LAND: 5,
      BUILDING: 20,
      EQUIPMENT: 20,
    };
    const prices = new Map<string, number[]>();
    for (const row of standing(district, 'village-contract', district.until)) {
      expect(notices.has(`${text(row['disclosureNo'])} ${text(row['contractNo'])}`)).toBe(true);
      const days = dayOf(text(row['validTo'])) - dayOf(text(row['validFrom']));
      expect(days).toBeLessThan((years[text(row['contractKind'])] ?? 99) * 365.25 + 1);
      const asset = row['assetNo'] === null ? null : assets.get(text(row['assetNo']));
      if (row['assetNo'] !== null) expect(asset?.['villageUscc']).toBe(row['villageUscc']);
      if (row['unitPriceYear'] === null || Number(asset?.['soilGrade'] ?? 0) >= 7) continue;
      const pool = `${text(row['contractKind'])} ${text(row['signedDate']).slice(0, 4)}`;
      prices.set(pool, [...(prices.get(pool) ?? []), Number(row['unitPriceYear'])]);
    }
    for (const pool of prices.values()) expect(Math.min(...pool)).toBeGreaterThan(Math.max(...pool) * 0.7);
  });

  it('nobody works for a village on ten days of a month, or into the account of whoever approves', () => {
    const days = new Map<string, number>();
    for (const { values } of recordsOf(district, 'village-labour')) {
      add(days, `${text(values['citizenId'])} ${text(values['workDate']).slice(0, 7)}`, 1);
      expect(values['payAccountOwnerId']).not.toBe(values['approverId']);
      expect(values['payFromKind']).not.toBe('PERSONAL_ACCOUNT');
    }
    expect(Math.max(...days.values())).toBeLessThan(10);
  });

  it('claims stay within their parcel, and its holder claims unless somebody else has a right to', () => {
    const rights = new Map<string, Values[]>();
    for (const row of standing(district, 'parcel-right'))
      rights.set(text(row['parcelNo']), [...(rights.get(text(row['parcelNo'])) ?? []), row]);
    const claimed = new Map<string, number>();
    for (const row of standing(district, 'grain-claim', district.until)) {
      if (row['status'] !== 'SUBMITTED' && row['status'] !== 'APPROVED') continue;
      const own = rights.get(text(row['parcelNo'])) ?? [];
      const day = text(row['claimedDate']);
      const valid = own.filter((right) => text(right['validFrom']) <= day && (right['validTo'] === null || day <= text(right['validTo']))); // prettier-ignore
      const entitled = valid.some((right) => right['holderId'] === row['citizenId'] || (row['leaseNo'] !== null && right['leaseNo'] === row['leaseNo'])); // prettier-ignore
      expect([row['claimNo'], entitled]).toEqual([row['claimNo'], true]);
      const key = `${text(row['parcelNo'])} ${text(row['year'])} ${text(row['season'])}`;
      add(claimed, key, fen(row['claimedAreaMu']));
      expect(claimed.get(key)).toBeLessThanOrEqual(fen(valid[0]?.['contractAreaMu']));
    }
  });

  it('coal is claimed by people who live where they burn it', () => {
    const heating = new Map<string, Values[]>();
    for (const row of standing(district, 'heating-household', district.until))
      heating.set(text(row['householdNo']), [...(heating.get(text(row['householdNo'])) ?? []), row]);
    const residents = new Map(
      standing(district, 'household-resident', district.until).map((row) => [text(row['citizenId']), row]),
    );
    for (const { values } of recordsOf(district, 'coal-claim')) {
      const day = text(values['claimedDate']);
      const modes = (heating.get(text(values['householdNo'])) ?? []).filter((row) => text(row['validFrom']) <= day && (row['validTo'] === null || day <= text(row['validTo']))); // prettier-ignore
      expect(modes.map((row) => [row['heatingMode'], row['vacant']])).toEqual([['COAL', false]]);
      const claimant = residents.get(text(values['citizenId']));
      expect(claimant?.['householdNo']).toBe(values['householdNo']);
      if (claimant?.['registrationStatus'] !== 'NORMAL')
        expect(text(claimant?.['statusDate']) > day).toBe(true);
    }
  });
});
