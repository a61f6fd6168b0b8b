import { createCatalog } from '../../src/catalog/catalog.js';
import type { Field } from '../../src/catalog/field.js';
import { records } from '../../schema/index.js';

const catalog = createCatalog(records);
const allFields = (fields: readonly Field[]): Field[] =>
  fields.flatMap((field) => [field, ...allFields(field.of ?? [])]);

test.each([
  ['household-resident', 'HouseholdResident', 'householdResidents', 'household_resident'],
  ['social-assistance', 'SocialAssistance', 'socialAssistances', 'social_assistance'],
  ['care-home-attendance', 'CareHomeAttendance', 'careHomeAttendances', 'care_home_attendance'],
  ['bed-subsidy-claim', 'BedSubsidyClaim', 'bedSubsidyClaims', 'bed_subsidy_claim'],
  ['inpatient-stay', 'InpatientStay', 'inpatientStays', 'inpatient_stay'],
  ['enterprise-registration', 'EnterpriseRegistration', 'enterpriseRegistrations', 'enterprise_registration'],
  ['tax-summary', 'TaxSummary', 'taxSummaries', 'tax_summary'],
  ['property-unit', 'PropertyUnit', 'propertyUnits', 'property_unit'],
  ['public-rental', 'PublicRental', 'publicRentals', 'public_rental'],
  ['kin-declaration', 'KinDeclaration', 'kinDeclarations', 'kin_declaration'],
  ['ltc-assessment', 'LtcAssessment', 'ltcAssessments', 'ltc_assessment'],
])('%s carries the names that clients use', (id, ...names) => {
  const { type, plural, table } = catalog.get(id);
  expect([type, plural, table]).toEqual(names);
});

test('there are 52 record kinds in 35 numbered categories', () => {
  const numbers = catalog.categories.map(({ no }) => Number.parseInt(no, 10));
  expect([catalog.categories.length, new Set(numbers).size]).toEqual([52, 35]);
});

test.each([
  ['household-resident', 17, []],
  ['social-assistance', 23, ['applicant', 'approver', 'handler', 'institution', 'person']],
  ['care-home-attendance', 9, ['home', 'person']],
  ['bed-subsidy-claim', 16, ['home', 'person']],
  ['inpatient-stay', 19, ['institution', 'person']],
  ['enterprise-registration', 16, ['legalRep', 'organization']],
  ['tax-summary', 13, ['taxpayer', 'withholder']],
  ['property-unit', 13, ['owner']],
  ['public-rental', 15, ['applicant', 'person']],
])('%s has %d fields and links %j', (id, count, links) => {
  const category = catalog.get(id);
  expect(category.fields).toHaveLength(count);
  expect(category.links.map(({ name }) => name).toSorted()).toEqual(links.length > 0 ? links : ['person']);
});

test('a name stands for one code list only', () => {
  const lists = new Map<string, unknown>();
  for (const { codes } of catalog.categories.flatMap(({ fields }) => allFields(fields))) {
    if (!codes) continue;
    expect(lists.get(codes.name) ?? codes).toBe(codes);
    lists.set(codes.name, codes);
  }
  expect(lists.size).toBeGreaterThan(20);
});

test('constants and labels of a code list are unique, so that each delivered form means one thing', () => {
  for (const { codes } of catalog.categories.flatMap(({ fields }) => allFields(fields))) {
    const entries = Object.values(codes?.codes ?? {});
    expect(new Set(entries.map(([constant]) => constant)).size).toBe(entries.length);
    expect(new Set(entries.map(([, label]) => label)).size).toBe(entries.length);
    for (const [constant] of entries) expect(constant).toMatch(/^[A-Z][A-Z0-9_]*$/);
  }
});

test('golden attributes name existing fields, and no two categories share an authority over one subject', () => {
  const seen = new Set<string>();
  for (const { id, fields, golden } of catalog.categories) {
    const names = fields.map(({ name }) => name);
    for (const [identifier, { authority, attributes }] of Object.entries(golden)) {
      expect(names).toEqual(expect.arrayContaining([identifier, ...Object.values(attributes)]));
      const to = fields.find(({ name }) => name === identifier)?.type;
      expect([id, seen.has(`${to} ${authority}`)]).toEqual([id, false]);
      seen.add(`${to} ${authority}`);
    }
  }
  expect(catalog.get('household-resident').golden['citizenId']?.authority).toBe(1);
  expect(catalog.get('enterprise-registration').golden['uscc']?.authority).toBe(1);
});

test('identity numbers are personal everywhere, or stricter', () => {
  for (const { type, sensitivity } of catalog.categories.flatMap(({ fields }) => allFields(fields))) {
    if (type === 'citizenId' || type === 'partyId') expect(['personal', 'sensitive']).toContain(sensitivity);
  }
});
