import { createBenefits } from '../district/benefit.js';
import { certificateOf, type DisabilityCertificate } from '../district/certificate.js';
import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { constantsOf } from './constant.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const kindOf = constantsOf('disability-certificate', 'disabilityKind');
const gradeOf = constantsOf('disability-certificate', 'disabilityGrade');
const townshipOf = constantsOf('disability-certificate', 'townshipCode');
/** Certificates are entered so many days before they begin. */
const AHEAD = 6;

function guardianOf({ population, today }: District, person: number, kind: number): string | null {
  const head = population.headOf(population.householdOf(person));
  const needs = population.age(person, today) < 18 || kind === 5 || kind === 6;
  return needs && head !== person && population.status(head) === 0 ? population.citizenId(head) : null;
}

/** All versions of a certificate. Somebody's benefit may rely on it: then no quirk may take it away. */
function versions(
  district: District,
  person: number,
  certificate: DisabilityCertificate,
  relied: Pick<SourceRecord, 'protected'>,
): SourceRecord[] {
  const { population, places, from } = district;
  const { certNo, kind, grade, renewed, lapse } = certificate;
  const community = places.communityOf('household', population.householdOf(person));
  const at = (day: number): number => Math.max(day, from - 900) * DAY + 16 * 3600;
  const valid: Values = {
    certNo,
    citizenId: population.citizenId(person),
    name: population.name(person),
    disabilityKind: kindOf(String(kind)),
    disabilityGrade: gradeOf(String(grade)),
    validFrom: isoDate(certificate.validFrom),
    validTo: certificate.validTo === null ? null : isoDate(certificate.validTo),
    status: 'VALID',
    statusDate: null,
    guardianId: guardianOf(district, person, kind),
    townshipCode: townshipOf(community.township.code),
    communityCode: community.code,
  };
  const records: SourceRecord[] = [];
  if (renewed) {
    const dates = { validFrom: isoDate(renewed.validFrom), validTo: isoDate(renewed.validTo) };
    records.push({ values: { ...valid, ...dates }, at: at(renewed.validFrom - AHEAD), ...relied });
  }
  records.push({ values: valid, at: at(certificate.validFrom - AHEAD), ...relied });
  if (lapse) {
    const ended = { ...valid, status: lapse.how, statusDate: isoDate(lapse.day) };
    records.push({ values: ended, at: at(lapse.day), ...relied });
  }
  return records;
}

/** Disability certificates; renewals and cancellations are new versions of the same number. */
export const disabilityCertificate: RecordSource = {
  category: 'disability-certificate',
  *records(district) {
    const benefits = createBenefits(district);
    for (let person = 0; person < district.population.size; person++) {
      const certificate = certificateOf(district, person);
      if (!certificate) continue;
      const relied = benefits.of(person).some(({ certNo }) => certNo !== null);
      yield* versions(district, person, certificate, relied ? { protected: true } : {});
    }
  },
};
