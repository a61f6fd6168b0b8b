import { DisabilityCertificate } from '../../schema/disabled-persons-federation/disability-certificate.js';
import { stream } from '../../src/sources/stream.js';

/** Disabled Persons' Federation: disability certificate. */
export const disabilityCertificate = stream({
  category: DisabilityCertificate,
  source: { kind: 'file', folder: 'disabled-persons-federation', name: 'CL_CJRZ', dialect: 'csv-gb' },
  nulls: ['/'],
  mode: 'full',
  cron: '30 5 3 * *',
  freshness: { warn: '40d', fail: '50d' },
  fields: {
    certNo: { name: '残疾人证号', quirks: ['CERTSUFFIX'] },
    citizenId: '身份证号',
    name: '姓名',
    disabilityKind: { name: '残疾类别', label: true },
    disabilityGrade: { name: '残疾等级', label: true },
    validFrom: { name: '发证日期', format: 'yyyy-MM-dd' },
    validTo: { name: '有效期至', format: 'yyyy-MM-dd', quirks: ['DATEEND'] },
    status: { name: '证件状态', label: true },
    statusDate: { name: '状态日期', format: 'yyyy-MM-dd' },
    guardianId: '监护人身份证号',
    townshipCode: '街镇代码',
    communityCode: '村居代码',
  },
});
