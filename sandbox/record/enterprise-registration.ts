import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { uscc } from '../district/identifier.js';
import type { Firm } from '../district/organization.js';
import { mix, textHash } from '../district/random.js';
import { constantsOf } from './constant.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const kindOf = constantsOf('enterprise-registration', 'entityKind');
const statusOf = constantsOf('enterprise-registration', 'status');
const townshipOf = constantsOf('enterprise-registration', 'townshipCode');

function registration({ population }: District, firm: Firm): Values {
  const limited = firm.kind === '1' && (mix(textHash(firm.uscc), 3) & 3) === 0;
  return {
    uscc: firm.uscc,
    registrationNo: firm.registrationNo,
    name: firm.name,
    entityKind: kindOf(firm.kind),
    legalRepName: population.name(firm.legalRep),
    legalRepId: firm.foreignRep ? null : population.citizenId(firm.legalRep),
    registeredCapital: firm.capital === null ? null : firm.capital.toFixed(2),
    establishedDate: isoDate(firm.established),
    operatingFrom: isoDate(firm.established),
    operatingTo: limited ? isoDate(firm.established + 10_957) : null,
    industryCode: firm.industry,
    address: firm.address,
    townshipCode: townshipOf(firm.community.township.code),
    status: 'ACTIVE',
    statusDate: null,
    listed: firm.listed,
  };
}

function versions(district: District, firm: Firm, known: boolean): SourceRecord[] {
  const evening = 68_000 + (Math.abs(textHash(firm.uscc)) % 600);
  const values = registration(district, firm);
  const first = { values, at: firm.established * DAY + evening, ...(known && { protected: true as const }) };
  if (firm.statusDay === null) return [first];
  const changed = { ...values, status: statusOf(firm.status), statusDate: isoDate(firm.statusDay) };
  return [first, { values: changed, at: firm.statusDay * DAY + evening }];
}

/** Entities that were entered twice and taken back. */
function* mistakes(district: District): Generator<SourceRecord> {
  const { residents, from, until, organizations } = district;
  const values = registration(district, organizations.firm(organizations.firms - 1));
  const every = Math.max(1, Math.round(9_000_000 / residents));
  for (let day = from, index = 0; day < until; day += Math.min(every, 80), index++) {
    const twice = { ...values, uscc: uscc('91', `MA${900_000 + index}`) };
    yield { values: twice, at: day * DAY + 40_000 };
    yield { values: twice, at: (day + 2) * DAY + 68_000, deleted: true };
  }
}

/** Market entities; a change of status is a new version. */
export const enterpriseRegistration: RecordSource = {
  category: 'enterprise-registration',
  *records(district, since = 0) {
    const { firms, firm, homes } = district.organizations;
    const known = new Set(homes.map((home) => home.firm));
    for (let index = 0; index < firms; index++) {
      const one = firm(index);
      if (((one.statusDay ?? one.established) + 1) * DAY > since)
        yield* versions(district, one, known.has(index));
    }
    yield* mistakes(district);
  },
};
