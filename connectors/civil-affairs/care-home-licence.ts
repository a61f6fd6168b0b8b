import { CareHomeLicence } from '../../schema/civil-affairs/care-home-licence.js';
import { stream } from '../../src/sources/stream.js';

/** Civil Affairs Bureau: licensed beds of a care home. */
export const careHomeLicence = stream({
  category: CareHomeLicence,
  source: { kind: 'view', database: 'qzk_mz', table: 'mz_ylcw' },
  mode: 'full',
  cron: '0 5 1 * *',
  freshness: { warn: '35d', fail: '45d' },
  fields: {
    uscc: 'tyshxydm',
    name: 'jgmc',
    recordNo: 'bah',
    ownership: 'jgxz',
    licensedBeds: 'hdcws',
    validFrom: { name: 'syksrq', format: 'yyyyMMdd' },
    validTo: { name: 'syjsrq', format: 'yyyyMMdd', quirks: ['DATEEND'] },
    bedHoldMaxDays: 'blcwts',
    wingInstitutionCode: 'nsyljgdm',
    legalRepId: 'frsfzh',
    address: 'dz',
    townshipCode: 'jzdm',
  },
});
