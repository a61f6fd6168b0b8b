import { PenaltyCase } from '../../schema/justice/penalty-case.js';
import { stream } from '../../src/sources/stream.js';

/** Justice Bureau: administrative penalty case. */
export const penaltyCase = stream({
  category: PenaltyCase,
  source: { kind: 'api', path: '/api/v1/penalty-cases', paging: 'page', pageSize: 200 },
  mode: 'delta',
  cron: '40 4 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    caseNo: 'caseNo',
    agencyCode: 'agencyCode',
    partyKind: 'partyType',
    partyId: { name: 'partyIdNo', quirks: ['USCCOLD'] },
    partyName: { name: 'partyName', quirks: ['HTML'] },
    actCode: 'actCode',
    actName: 'actName',
    factFrom: { name: 'factFrom', format: 'yyyy-MM-dd' },
    factTo: { name: 'factTo', format: 'yyyy-MM-dd' },
    sceneNo: 'sceneNo',
    procedure: 'procedure',
    checkNo: 'checkNo',
    filedDate: { name: 'filedDate', format: 'yyyy-MM-dd' },
    decidedDate: { name: 'decidedDate', format: 'yyyy-MM-dd' },
    decisionNo: 'decisionNo',
    excludedDays: 'excludedDays',
    extensions: {
      name: 'extensions',
      of: {
        approvedDate: { name: 'approvedDate', format: 'yyyy-MM-dd' },
        days: 'days',
        approverId: 'approverId',
      },
    },
    penaltyKinds: 'penaltyKinds',
    fine: 'fine',
    confiscated: 'confiscated',
    instalments: {
      name: 'instalments',
      of: {
        dueDate: { name: 'dueDate', format: 'yyyy-MM-dd' },
        amount: 'amount',
      },
    },
    deferredTo: { name: 'deferredTo', format: 'yyyy-MM-dd' },
    officers: {
      name: 'officers',
      of: {
        certNo: 'certNo',
        officerId: 'idNo',
      },
    },
    status: 'status',
    closedDate: { name: 'closedDate', format: 'yyyy-MM-dd' },
  },
});
