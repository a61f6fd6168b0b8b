import { AdministrativeCheck } from '../../schema/justice/administrative-check.js';
import { stream } from '../../src/sources/stream.js';

/** Justice Bureau: administrative check of an enterprise. */
export const administrativeCheck = stream({
  category: AdministrativeCheck,
  source: { kind: 'api', path: '/api/v1/administrative-checks', paging: 'page', pageSize: 200 },
  mode: 'delta',
  cron: '*/10 * * * *',
  freshness: { warn: '1h', fail: '6h' },
  fields: {
    checkNo: 'checkNo',
    agencyCode: 'agencyCode',
    uscc: 'uscc',
    enterpriseName: 'entName',
    townshipCode: 'township',
    place: 'place',
    jointTaskNo: 'jointTaskNo',
    basis: 'basis',
    planNo: 'planNo',
    visitNature: 'visitNature',
    form: 'form',
    itemCodes: 'items',
    officers: {
      name: 'officers',
      of: {
        certNo: 'certNo',
        officerId: 'idNo',
        officerName: 'name',
      },
    },
    codeScanned: 'codeScanned',
    registeredAt: { name: 'registeredAt', format: 'yyyy-MM-dd HH:mm:ss' },
    startAt: { name: 'startAt', format: 'yyyy-MM-dd HH:mm:ss', altFormats: ['yyyy-MM-dd HH:mm'] },
    endAt: { name: 'endAt', format: 'yyyy-MM-dd HH:mm:ss', altFormats: ['yyyy-MM-dd HH:mm'] },
    result: 'result',
    finding: 'finding',
    caseNo: 'caseNo',
    recheckOf: 'recheckOf',
    status: 'status',
  },
});
