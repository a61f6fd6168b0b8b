import { describe, expect, test } from '@jest/globals';
import { catalogue } from '../../sandbox/catalogue/catalogue.js';
import type { FieldSpec } from '../../sandbox/catalogue/spec.js';
import { createDistrict, type District } from '../../sandbox/district/district.js';
import { recordSources } from '../../sandbox/record/list.js';
import type { SourceRecord, Value, Values } from '../../sandbox/record/record.js';
import { keyOf } from '../../sandbox/render/planter.js';

const KINDS = [
  'enterprise-holder', 'administrative-check', 'penalty-case', 'non-tax-bill', 'treasury-remittance',
  'enforcement-certificate', 'public-post', 'kin-declaration', 'vehicle-ownership', 'bid', 'contract-payment',
  'waste-permit', 'waste-haul', 'service-ticket',
] as const; // prettier-ignore
const ASOF = '2025-06-10';

const districtOf = (residents: number, seed: number, now = `${ASOF}T00:00:00Z`): District =>
  createDistrict({ residents, seed, asof: ASOF, years: 2, now: new Date(now) });

function source(id: string) {
  const found = recordSources.find(({ category }) => category === id);
  const spec = catalogue.find((candidate) => candidate.id === id);
  if (!found || !spec) throw new Error(`no generator of ${id}`);
  const key = keyOf(spec);
  return { records: found.records, spec, key: ({ values }: SourceRecord): string => key(values) };
}

/** The last versions that exist at a moment, by key. */
function standing(world: District, id: string, moment = world.moment): Map<string, Values> {
  const { records, key } = source(id);
  const last = new Map<string, Values>();
  for (const record of records(world)) if (record.at <= moment) last.set(key(record), record.values);
  return last;
}

const list = (value: Value | undefined): Values[] =>
  Array.isArray(value) ? value.map((element: Value): Values => (typeof element === 'object' && element !== null && !Array.isArray(element) ? (element as Values) : { value: element })) : []; // prettier-ignore

/** What is wrong with the values of one row. */
function* faults(fields: readonly FieldSpec[], values: Values): Generator<string> {
  const known = new Set(fields.map(({ as }) => as));
  for (const name of Object.keys(values)) if (!known.has(name)) yield `unknown ${name}`;
  for (const field of fields) {
    const value = values[field.as] ?? null;
    if (value === null) {
      if (!field.nullable) yield `missing ${field.as}`;
    } else if (field.of) {
      for (const element of list(value)) yield* faults(field.of, element);
    } else if (field.type === 'code' && field.codes) {
      if (!Object.values(field.codes).some(([constant]) => constant === value))
        yield `${field.as} ${String(value)}`;
    } else if (field.type !== 'list' && field.pattern && !new RegExp(field.pattern).test(String(value)))
      yield `${field.as} ${String(value)}`;
  }
}

describe('firms, offices, enforcement, fees and tenders of the sandbox', () => {
  const world = districtOf(20_000, 5);
  const rows = new Map<string, Map<string, Values>>();
  const of = (id: string): Values[] => {
    const known = rows.get(id) ?? standing(world, id);
    rows.set(id, known);
    return [...known.values()];
  };

  test.each(KINDS)('%s has its volume, and says only what its specification allows', (id) => {
    const { spec } = source(id);
    const found = of(id);
    const wanted = (spec.volume.rows * (spec.volume.per === 'year' ? 2 : 1) * 20_000) / 1e6;
    // A small district has fewer units that remit than periods allow: their number is exact in a large one.
    if (id !== 'treasury-remittance')
      expect(Math.abs(found.length - wanted)).toBeLessThanOrEqual(0.1 * wanted + 3);
    expect([...new Set(found.flatMap((values) => [...faults(spec.fields, values)]))]).toEqual([]);
  });

  test.each(KINDS)('the versions of a key of %s follow one another, and each key comes once', (id) => {
    const { records, key } = source(id);
    const seen = new Set<string>();
    const wrong: string[] = [];
    let [name, at] = ['', 0];
    for (const record of records(districtOf(3000, 8))) {
      const next = key(record);
      if (next !== name ? seen.has(next) : record.at < at) wrong.push(next);
      seen.add(next);
      [name, at] = [next, record.at];
    }
    expect(wrong).toEqual([]);
  });

  test.each(KINDS)('%s tells the same at a later moment, and what has changed since when asked', (id) => {
    const small = districtOf(3000, 8);
    const later = districtOf(3000, 8, '2025-09-01T00:00:00Z');
    expect([...standing(later, id, small.moment)]).toEqual([...standing(small, id)]);
    const { records, key } = source(id);
    const told = new Set([...records(later, small.moment)].map(key));
    const changed = [...records(later)].filter(({ at }) => at > small.moment && at <= later.moment);
    expect(changed.map(key).filter((name) => !told.has(name))).toEqual([]);
  });

  test('no two cases fine one party for one act, and every fine belongs to a case', () => {
    const acts = of('penalty-case').map(({ partyId, actCode, factFrom }) => `${String(partyId)} ${String(actCode)} ${String(factFrom)}`); // prettier-ignore
    expect(new Set(acts).size).toBe(acts.length);
    const cases = new Set(of('penalty-case').flatMap(({ caseNo, decisionNo }) => [caseNo, decisionNo]));
    const fines = of('non-tax-bill').filter(({ itemCode }) => itemCode === 'FINES');
    expect(fines.length).toBeGreaterThan(100);
    expect(fines.filter(({ caseNo }) => !cases.has(caseNo ?? null))).toEqual([]);
  });

  test('what a remittance says is the sum of the bills that name it', () => {
    const sums = new Map<Value, number>();
    for (const { remittanceNo = null, amount } of of('non-tax-bill'))
      if (remittanceNo !== null)
        sums.set(remittanceNo, (sums.get(remittanceNo) ?? 0) + Math.round(Number(amount) * 100));
    const remittances = of('treasury-remittance').filter(({ status }) => status !== 'RETURNED');
    expect(remittances.length).toBe(sums.size);
    for (const { remittanceNo = null, amount } of remittances)
      expect([remittanceNo, sums.get(remittanceNo)]).toEqual([
        remittanceNo,
        Math.round(Number(amount) * 100),
      ]);
  });

  test('every check on site is made by two officers whose certificates are in force', () => {
    const certificates = new Map(of('enforcement-certificate').map((values) => [values['certNo'], values]));
    for (const { checkNo, startAt, officers } of of('administrative-check')) {
      const day = String(startAt).slice(0, 10);
      const valid = list(officers).filter(({ certNo }) => {
        const certificate = certificates.get(certNo ?? null);
        return certificate?.['status'] === 'VALID' && String(certificate['validFrom']) <= day && day <= String(certificate['validTo']); // prettier-ignore
      });
      expect([checkNo, new Set(valid.map(({ certNo }) => certNo)).size]).toEqual([checkNo, 2]);
    }
  });

  test('firms that are checked, fined and invited to tender are registered, and so are permits that trips name', () => {
    const firms = new Set(of('enterprise-registration').map(({ uscc }) => uscc));
    const named = (id: string, name: string): Value[] => of(id).map((values) => values[name] ?? null);
    for (const uscc of [...named('administrative-check', 'uscc'), ...named('bid', 'bidderUscc')])
      expect([uscc, firms.has(uscc)]).toEqual([uscc, true]);
    const permits = new Set(named('waste-permit', 'permitNo'));
    const lost = named('waste-haul', 'permitNo').filter((permit) => permit !== null && !permits.has(permit));
    expect(lost.length).toBeLessThan(of('waste-haul').length * 0.01);
  });

  test('officials own only what they declare', () => {
    const officials = new Set(of('public-post').map(({ citizenId }) => citizenId));
    const declared = new Set(of('kin-declaration').map(({ interestUscc, relatedId }) => `${String(interestUscc)} ${String(relatedId)}`)); // prettier-ignore
    const held = of('enterprise-holder').filter(({ partyId }) => officials.has(partyId ?? null));
    for (const { uscc, partyId } of held)
      expect(declared.has(`${String(uscc)} ${String(partyId)}`)).toBe(true);
  });

  test('the bidders of a lot share no trace', () => {
    const traces = of('bid').flatMap(({ projectNo, uploadIps, uploadMacs, fileAuthor, fileMachineCode, depositAccountHash, projectManagerId }) => // prettier-ignore
      [...list(uploadIps), ...list(uploadMacs)].map(({ value }) => value).concat([fileAuthor, fileMachineCode, depositAccountHash, projectManagerId].map((trace) => trace ?? null)).filter((trace) => trace !== null).map((trace) => `${String(projectNo)} ${String(trace)}`)); // prettier-ignore
    expect(traces.length).toBeGreaterThan(1000);
    expect(new Set(traces).size).toBe(traces.length);
  });
});
