import { compactDate, DAY, isoDate, moment } from '../district/calendar.js';
import { deaths, type Death } from '../district/death.js';
import type { District } from '../district/district.js';
import { randomOf, weighted } from '../district/random.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const EVENING = 18 * 3600;
/** Deaths a year, for a million residents, of people whom the register does not know. */
const STRANGERS = 620;

const placeOf = weighted([['HOSPITAL', 46], ['HOME', 41], ['CARE_HOME', 8], ['ON_THE_WAY', 3], ['OTHER', 2]]); // prettier-ignore
const causeOf = weighted([['I25.9', 24], ['I63.9', 20], ['C34.9', 14], ['J44.9', 10], ['C16.9', 6], ['E14.9', 5], ['K74.6', 3], ['W19.9', 3], ['R54', 6]]); // prettier-ignore
const strangerOf = weighted([['UNKNOWN', 45], ['PASSPORT', 25], ['PERMIT', 30]]); // prettier-ignore

function certificate(district: District, death: Death, certificateNo: string): Values {
  const { population, organizations } = district;
  const { person } = death;
  const random = randomOf(district.seed, 'death certificate', person);
  const issuer = random.pick(organizations.hospitals);
  return {
    certificateNo,
    idKind: 'CITIZEN',
    citizenId: population.citizenId(person),
    name: population.name(person),
    sex: population.isMale(person) ? 'MALE' : 'FEMALE',
    deathAt: moment(death.day * DAY + death.clock),
    placeKind: placeOf(random),
    causeCode: random.chance(0.02) ? null : causeOf(random),
    issuerName: issuer.name,
    issuerUscc: issuer.uscc,
    issuedDate: isoDate(death.issued),
  };
}

/** Travellers, and bodies that nobody could name: they link to no person. */
function* strangers({ seed, residents, from, until, organizations }: District): Generator<SourceRecord> {
  const count = Math.ceil((((STRANGERS * residents) / 1e6) * (until - from)) / 365);
  for (let index = 0; index < count; index++) {
    const random = randomOf(seed, 'stranger', index);
    const day = random.int(from, until - 3);
    const idKind = strangerOf(random);
    const issuer = random.pick(organizations.hospitals);
    const document = idKind === 'PASSPORT' ? 'E' : 'H';
    const nameless = idKind === 'UNKNOWN';
    const values = {
      certificateNo: `SW${compactDate(day)}9${String(index).padStart(7, '0')}`,
      idKind,
      citizenId: nameless ? null : document + String(random.int(10_000_000, 99_999_999)),
      name: nameless
        ? null
        : random.pick(['陈志豪', '林美珍', '黄家俊', 'SMITH JOHN', 'TANAKA KEIKO', 'KIM MINJUN']),
      sex: random.pick(['MALE', 'FEMALE']),
      deathAt: moment(day * DAY + random.int(0, 1439) * 60),
      placeKind: placeOf(random),
      causeCode: nameless ? null : causeOf(random),
      issuerName: issuer.name,
      issuerUscc: issuer.uscc,
      issuedDate: isoDate(day + random.int(0, 2)),
    };
    yield { values, at: (day + 2) * DAY + EVENING };
  }
}

/** Medical certificates of deaths. */
export const deathCertificate: RecordSource = {
  category: 'death-certificate',
  *records(district) {
    for (const death of deaths(district))
      if (death.certificateNo !== null)
        yield { values: certificate(district, death, death.certificateNo), at: death.issued * DAY + EVENING };
    yield* strangers(district);
  },
};
