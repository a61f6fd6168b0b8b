import { DAY, isoDate } from '../district/calendar.js';
import type { RecordSource, Values } from './record.js';

/** Certificates of enforcement officers; the end of their validity is a new version. */
export const enforcementCertificate: RecordSource = {
  category: 'enforcement-certificate',
  *records({ offices, population }) {
    for (let officer = 0; officer < offices.officers; officer++) {
      const { certNo, person, agency, ministry, from, to, status, statusDay } = offices.certificate(officer);
      const values: Values = {
        certNo,
        citizenId: population.citizenId(person),
        name: population.name(person),
        agencyCode: agency,
        certKind: ministry ? 'MINISTRY' : 'LOCAL',
        validFrom: isoDate(from),
        validTo: isoDate(to),
        status: 'VALID',
        statusDate: null,
      };
      const second = 10 * 3600 + (officer % 20_000);
      yield { values, at: (from - 5) * DAY + second };
      if (statusDay !== null)
        yield { values: { ...values, status, statusDate: isoDate(statusDay) }, at: statusDay * DAY + second };
    }
  },
};
