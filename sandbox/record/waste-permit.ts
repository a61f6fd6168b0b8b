import { yuan } from '../district/account.js';
import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { WASTE_UNIT } from '../district/fee.js';
import type { Permit } from '../district/permit.js';
import { constantsOf } from './constant.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const townshipOf = constantsOf('waste-permit', 'townshipCode');
const PROJECTS = ['住宅项目土方工程', '厂房拆除工程', '商业综合体装修工程', '地下管线改造工程'] as const;

function* versions(district: District, permit: Permit): Generator<SourceRecord> {
  const { organizations, places } = district;
  const firm = organizations.firm(permit.firm);
  const community = places.communityOf('building site', permit.number);
  const due = (volume: number): string => yuan(permit.exempt === 'NONE' ? volume * permit.tariff : 0);
  const values: Values = {
    permitNo: permit.permitNo,
    applicantUscc: firm.uscc,
    applicantName: firm.name,
    projectName: community.name + (PROJECTS[permit.number % PROJECTS.length] ?? PROJECTS[0]),
    siteAddress: places.addressIn(community, 'building site', permit.number),
    townshipCode: townshipOf(community.township.code),
    wasteKind: permit.wasteKind,
    approvedVolume: permit.volume,
    tariff: yuan(permit.tariff),
    feeDue: due(permit.volume),
    feeUnitUscc: WASTE_UNIT,
    exemptReason: permit.exempt,
    issuedDate: isoDate(permit.issued),
    validFrom: isoDate(permit.from),
    validTo: isoDate(permit.to),
    status: 'VALID',
  };
  const second = 10 * 3600 + (permit.number % 20_000);
  yield { values, at: permit.issued * DAY + second };
  const { raised, revoked } = permit;
  if (revoked !== null) return yield { values: { ...values, status: 'REVOKED' }, at: revoked * DAY + second };
  const last = raised ? { ...values, approvedVolume: raised.volume, feeDue: due(raised.volume) } : values;
  if (raised) yield { values: last, at: raised.day * DAY + second, shows: ['LATECORR'] };
  yield { values: { ...last, status: 'EXPIRED' }, at: (permit.to + 1) * DAY + 300, ...(raised && { shows: ['LATECORR'] }) }; // prettier-ignore
}

/** Permits to dispose of building waste: issued, sometimes raised or revoked, and expired at last. */
export const wastePermit: RecordSource = {
  category: 'waste-permit',
  *records(district) {
    for (const period of district.fees.periods)
      for (const permit of district.fees.permits.of(period)) yield* versions(district, permit);
  },
};
