import { WastePermit } from '../../schema/urban-management/waste-permit.js';
import { stream } from '../../src/sources/stream.js';

/** Urban Management Commission: construction-waste disposal permit. */
export const wastePermit = stream({
  category: WastePermit,
  source: { kind: 'api', path: '/api/v1/waste-permits', paging: 'cursor', pageSize: 500 },
  mode: 'delta',
  cron: '0 4 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    permitNo: 'permitNo',
    applicantUscc: 'applicantUscc',
    applicantName: { name: 'applicantName', quirks: ['HTML'] },
    projectName: { name: 'projectName', quirks: ['HTML'] },
    siteAddress: 'siteAddress',
    townshipCode: 'township',
    wasteKind: 'wasteKind',
    approvedVolume: 'approvedVolume',
    tariff: 'tariff',
    feeDue: 'feeDue',
    feeUnitUscc: 'feeUnitUscc',
    exemptReason: 'exemptReason',
    issuedDate: { name: 'issuedDate', format: 'yyyy-MM-dd' },
    validFrom: { name: 'validFrom', format: 'yyyy-MM-dd' },
    validTo: { name: 'validTo', format: 'yyyy-MM-dd' },
    status: 'status',
  },
});
