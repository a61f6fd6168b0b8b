import { MarriageRegistration } from '../../schema/civil-affairs/marriage-registration.js';
import { stream } from '../../src/sources/stream.js';

/** Civil Affairs Bureau: marriage registration. */
export const marriageRegistration = stream({
  category: MarriageRegistration,
  source: { kind: 'api', path: '/api/v1/marriage-registrations', paging: 'cursor', pageSize: 500 },
  mode: 'delta',
  cron: '0 4 * * 1',
  freshness: { warn: '9d', fail: '16d' },
  fields: {
    registrationNo: 'regNo',
    registrationKind: 'regType',
    registeredDate: { name: 'regDate', format: 'yyyy-MM-dd' },
    husbandName: { name: 'manName', quirks: ['HTML', 'MIDDOT'] },
    husbandIdKind: 'manIdType',
    husbandId: 'manIdNo',
    wifeName: { name: 'womanName', quirks: ['HTML', 'MIDDOT'] },
    wifeIdKind: 'womanIdType',
    wifeId: 'womanIdNo',
    dissolvedNo: 'dissolvedRegNo',
    office: { name: 'office', quirks: ['HTML'] },
    valid: 'valid',
  },
});
