import { HouseholdResident } from '../../schema/public-security/household-resident.js';
import { stream } from '../../src/sources/stream.js';

/** Public Security Sub-bureau: registered resident. */
export const householdResident = stream({
  category: HouseholdResident,
  source: { kind: 'view', database: 'qzk_ga', table: 'ga_hjrk' },
  mode: 'delta',
  cron: '30 2 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    citizenId: 'sfzh',
    name: { name: 'xm', quirks: ['PUANAME', 'MIDDOT'] },
    formerName: 'cym',
    sex: 'xb',
    birthDate: { name: 'csrq', format: 'yyyyMMdd' },
    householdNo: 'hh',
    relationToHead: 'yhzgx',
    householdKind: 'hlx',
    divisionCode: 'xzqh',
    communityCode: 'jwhdm',
    address: 'hkdz',
    registrationStatus: 'hjzt',
    statusDate: { name: 'ztrq', format: 'yyyyMMdd', quirks: ['DATEZERO'] },
    movedInDate: { name: 'qrrq', format: 'yyyyMMdd' },
    livesElsewhere: { name: 'rhfl', booleans: { '1': true, '0': false } },
    birthCorrectedDate: { name: 'csgzrq', format: 'yyyyMMdd' },
    birthCorrectionNo: 'csgzwh',
  },
});
