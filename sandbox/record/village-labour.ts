import { accountHash } from '../district/account.js';
import { DAY, isoDate, monthOf } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { draw, mix } from '../district/random.js';
import { bookkeepers } from '../district/village-book.js';
import { firstMonth } from '../district/village-contract.js';
import { sheetsOf, type LabourLine, type LabourSheet } from '../district/village-labour.js';
import { signatoryOf, type Village } from '../district/village.js';
import type { RecordSource, Values } from './record.js';

/** Whose account a wage goes to: the worker's own, now and then that of the head of the family. */
function accountOwner({ population, seed }: District, { person, day }: LabourLine): number {
  return draw(mix(mix(seed, person), day)) < 0.04
    ? population.headOf(population.householdOf(person))
    : person;
}

function valuesOf(
  district: District,
  village: Village,
  approverId: string,
  sheet: LabourSheet,
  at: number,
): Values {
  const { population } = district;
  const line = sheet.lines[at];
  if (!line) throw new Error('a sheet has no such line');
  const owner = sheet.cash ? null : accountOwner(district, line);
  return {
    sheetNo: sheet.sheetNo,
    lineNo: at + 1,
    villageUscc: village.uscc,
    communityCode: village.community.code,
    citizenId: population.citizenId(line.person),
    name: population.name(line.person),
    workDate: isoDate(line.day),
    workKind: sheet.workKind,
    workDays: line.half ? 0.5 : 1,
    dayRate: line.rate / 100,
    amount: line.amount / 100,
    paidDate: isoDate(sheet.paid),
    payFromKind: sheet.cash ? 'CASH' : 'COLLECTIVE_ACCOUNT',
    payAccountHash: owner === null ? null : accountHash(district.seed, 'person', owner),
    payAccountOwnerId: owner === null ? null : population.citizenId(owner),
    approverId,
    bankFlowNo: null,
  };
}

/** Labour sheets of the villages, one row per worker and day. */
export const villageLabour: RecordSource = {
  category: 'village-labour',
  *records(district) {
    const last = monthOf(district.until - 1);
    for (const { village, workers } of bookkeepers(district)) {
      const approver = district.population.citizenId(signatoryOf(district, village));
      for (let month = firstMonth(district); month <= last; month++)
        for (const sheet of sheetsOf(district, village, workers, month))
          for (let at = 0; at < sheet.lines.length; at++)
            yield {
              values: valuesOf(district, village, approver, sheet, at),
              at: sheet.paid * DAY + 15 * 3600,
            };
    }
  },
};
