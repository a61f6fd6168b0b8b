import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { randomOf } from '../district/random.js';
import { standingOf } from '../district/standing.js';
import { relationToApplicant, type Assistance } from '../district/welfare.js';
import { constantsOf, relationConstant } from './constant.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const kindOf = constantsOf('social-assistance', 'assistanceKind');
const reasonOf = constantsOf('social-assistance', 'stopReason');
const townshipOf = constantsOf('social-assistance', 'townshipCode');

/** Two officials of a township: who approved a case, and who handled it. */
function officials({ seed, population }: District, township: string, number: number) {
  const pick = (role: string, count: number): number => {
    const random = randomOf(seed, `${role} of ${township}`, number % count);
    let household = random.int(0, population.households - 1);
    while (standingOf(seed, household) !== 'official') household = random.int(0, population.households - 1);
    return population.headOf(household);
  };
  return { approver: pick('approver', 2), handler: pick('handler', 6) };
}

/** What all members of a family have in common, while the assistance goes on. */
function familyValues(district: District, family: Assistance): Values {
  const { population, places, organizations } = district;
  const [applicant] = family.members;
  const community = places.communityOf('household', population.householdOf(applicant));
  const township = community.township.code;
  const { approver, handler } = officials(district, township, family.number);
  return {
    familyNo: `JT${township.slice(6)}${String(family.number).padStart(6, '0')}`,
    assistanceKind: kindOf(family.kind),
    applicantId: population.citizenId(applicant),
    familySize: family.members.length,
    perCapitaIncome: family.income,
    standardAmount: family.standard,
    monthlyAmount: family.amount,
    supportMode: family.kind === '2' ? (family.atHome ? 'AT_HOME' : 'INSTITUTION') : null,
    careSubsidy: family.atHome ? 380 : null,
    institutionUscc: family.home === null ? null : (organizations.homes[family.home]?.uscc ?? null),
    validFrom: isoDate(family.from),
    validTo: null,
    stopReason: null,
    approverId: population.citizenId(approver),
    approverName: population.name(approver),
    handlerId: population.citizenId(handler),
    handlerName: population.name(handler),
    approvedDate: isoDate(family.approved),
    townshipCode: townshipOf(township),
    communityCode: community.code,
  };
}

function* versions(district: District, family: Assistance): Generator<SourceRecord> {
  const { population } = district;
  const [applicant] = family.members;
  const shared = familyValues(district, family);
  const begun = Math.max(family.approved, family.from) * DAY + 9 * 3600 + (family.number % 28_800);
  for (const person of family.members) {
    const values = {
      ...shared,
      citizenId: population.citizenId(person),
      name: population.name(person),
      relationToApplicant: relationConstant(relationToApplicant(population, applicant, person)),
    };
    yield { values, at: begun };
    if (family.to === null) continue;
    const stopReason = family.stopReason && reasonOf(family.stopReason);
    const ended = { ...values, validTo: isoDate(family.to), stopReason };
    yield { values: ended, at: Math.max(family.to * DAY + 9 * 3600, begun + DAY) };
  }
}

/** Members of the families that get assistance; its end is a new version. */
export const socialAssistance: RecordSource = {
  category: 'social-assistance',
  *records(district) {
    for (const family of district.welfare.assistance()) yield* versions(district, family);
  },
};
