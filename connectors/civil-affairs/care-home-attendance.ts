import { CareHomeAttendance } from '../../schema/civil-affairs/care-home-attendance.js';
import { stream } from '../../src/sources/stream.js';

/** Civil Affairs Bureau: care-home attendance. */
export const careHomeAttendance = stream({
  category: CareHomeAttendance,
  source: { kind: 'api', path: '/api/v1/care-home-attendances', paging: 'cursor', pageSize: 500 },
  mode: 'delta',
  cron: '30 4 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    homeUscc: 'homeUscc',
    homeName: 'homeName',
    citizenId: 'idNo',
    name: 'residentName',
    bedNo: 'bedNo',
    date: { name: 'attDate', format: 'yyyy-MM-dd' },
    status: 'attStatus',
    checkMethod: 'checkMethod',
    recordedAt: {
      name: 'recordedAt',
      format: 'yyyy-MM-dd HH:mm:ss',
      altFormats: ["yyyy-MM-dd'T'HH:mm:ss'Z'"],
    },
  },
});
