import { createHash } from 'node:crypto';
import { compactMonth, DAY, isoDate, isoMonth, monthOf, monthStart } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { mix, textHash } from '../district/random.js';
import { constantsOf } from './constant.js';
import type { SourceRecord } from './record.js';

const townshipOf = constantsOf('subsidy-payment', 'townshipCode');
const EVENING = 18 * 3600;

/** Agency that answers for an item, day of the month on which its batch goes to the bank, and whether a missing line would matter. */
const ITEMS = {
  DIBAO: ['CIVIL_AFFAIRS', 9, false, 'DB'],
  DESTITUTE: ['CIVIL_AFFAIRS', 9, false, 'TK'],
  DESTITUTE_CARE: ['CIVIL_AFFAIRS', 10, false, 'TKHL'],
  TEMPORARY_AID: ['CIVIL_AFFAIRS', 12, false, 'LS'],
  MEDICAL_AID: ['CIVIL_AFFAIRS', 12, true, 'YLJZ'],
  DISABILITY_LIVING: ['CIVIL_AFFAIRS', 13, true, 'CJSH'],
  DISABILITY_CARE: ['CIVIL_AFFAIRS', 13, true, 'CJHL'],
  ELDERLY: ['CIVIL_AFFAIRS', 11, true, 'GL'],
  LAND_LOSS_ELDERLY: ['CIVIL_AFFAIRS', 14, true, 'SD'],
  GRAIN: ['AGRICULTURE', 16, false, 'ZL'],
  SMOKELESS_COAL: ['AGRICULTURE', 17, false, 'WYM'],
  STUDENT_AID: ['EDUCATION', 15, false, 'XSZZ'],
  RENT_SUBSIDY: ['HOUSING', 10, false, 'ZLBT'],
  OTHER_BENEFIT: ['HEALTH', 18, false, 'QT'],
} as const;

export type PaidItem = keyof typeof ITEMS;

/** One payment to draw. Months as in the calendar; `to` is that of `from` unless given. */
export interface Due {
  readonly item: PaidItem;
  readonly person: number;
  readonly from: number;
  readonly to?: number;
  readonly amount: number;
  /** Month whose batch pays it; `from` unless given. */
  readonly batch?: number;
  /** A day takes the place of the monthly batch. */
  readonly submitted?: number;
  readonly arrears?: boolean;
  /** Somebody else's account. */
  readonly payee?: number | null;
  /** Number of the line; that of the person unless given. */
  readonly line?: number;
}

interface Batch {
  readonly no: string;
  readonly fundDocNo: string;
  readonly arrived: string;
  readonly submitted: string;
  readonly submittedDay: number;
  readonly paid: string;
  readonly paidLate: string;
}

interface Payee {
  readonly number: number;
  readonly citizenId: string;
  readonly name: string;
  readonly payeeAccountHash: string;
  readonly townshipCode: string;
  readonly communityCode: string;
}

/** Writes payments: bank answers, returned lines and their re-sends. Lines of one person should follow one another. */
export interface LineWriter {
  write(due: Due): Iterable<SourceRecord>;
}

const RETURN_CODES = ['ACCOUNT_CLOSED', 'NAME_MISMATCH', 'DORMANT', 'OTHER'] as const;
const ORPHAN = ['ORPHAN'];
/** Of 1,000 lines: returned by the bank; of these the return is entered late; slow banks. */
const RETURNED = 30;
const RETURN_LATE = 20;
const SLOW = 100;

/** Makes the writer of a district's payments. */
export function createLineWriter(district: District): LineWriter {
  const { population, places, seed, today } = district;
  const matters = monthStart(monthOf(today) - 17);
  const batches = new Map<string, Batch>();
  const months = new Map<number, string>();
  let person: Payee | null = null;

  function monthText(month: number): string {
    const known = months.get(month) ?? isoMonth(month);
    months.set(month, known);
    return known;
  }

  function batchAt(item: PaidItem, day: number, name: string): Batch {
    const [, , , code] = ITEMS[item];
    const key = `${code}${name}`;
    const known = batches.get(key);
    if (known) return known;
    const hash = mix(textHash(key), seed) >>> 0;
    const arrived = day - 2 - (hash % 12);
    const made = {
      no: `PC${name}${code}`,
      fundDocNo: `云财拨〔${isoDate(arrived).slice(0, 4)}〕${code}${name.slice(4)}号`,
      arrived: isoDate(arrived),
      submitted: isoDate(day),
      submittedDay: day,
      paid: isoDate(day + 1),
      paidLate: isoDate(day + 3),
    };
    batches.set(key, made);
    return made;
  }

  const monthly = (item: PaidItem, month: number, suffix = ''): Batch =>
    batchAt(item, monthStart(month) + ITEMS[item][1] - 1, compactMonth(month) + suffix);

  function payee(number: number): Payee {
    if (person?.number === number) return person;
    const community = places.communityOf('household', population.householdOf(number));
    return (person = {
      number,
      citizenId: population.citizenId(number),
      name: population.name(number),
      payeeAccountHash: createHash('sha256').update(`account ${seed} ${number}`).digest('hex'),
      townshipCode: townshipOf(community.township.code),
      communityCode: community.code,
    });
  }

  function* write(due: Due): Generator<SourceRecord> {
    const { item, from, amount, arrears = false } = due;
    const month = due.batch ?? from;
    const suffix = arrears ? 'B' : '';
    const batch =
      due.submitted === undefined
        ? monthly(item, month, suffix)
        : batchAt(item, due.submitted, isoDate(due.submitted).replaceAll('-', ''));
    const { citizenId, name, payeeAccountHash, townshipCode, communityCode } = payee(due.person);
    const line = due.line ?? due.person + 1;
    const guard: Pick<SourceRecord, 'protected'> =
      ITEMS[item][2] && batch.submittedDay >= matters ? { protected: true } : {};
    const values = {
      batchNo: batch.no,
      lineNo: line,
      item,
      citizenId,
      name,
      periodFrom: monthText(from),
      periodTo: monthText(due.to ?? from),
      amount,
      payeeId: due.payee === undefined || due.payee === null ? null : population.citizenId(due.payee),
      payeeAccountHash,
      agencyCode: ITEMS[item][0],
      townshipCode,
      communityCode,
      fundDocNo: batch.fundDocNo,
      fundArrivedDate: batch.arrived,
      submittedDate: batch.submitted,
      paidDate: batch.paid,
      status: 'SUCCESS',
      returnCode: null,
      resendBatchNo: null,
      resendLineNo: null,
      arrears,
    };
    const answered = (batch.submittedDay + 1) * DAY + EVENING;
    const chance = (mix(mix(textHash(batch.no), seed), line) >>> 0) % 1000;
    // A line that the bank returns goes out again in another batch a week later.
    if (chance < RETURNED && due.submitted === undefined) {
      const again = batchAt(item, batch.submittedDay + 8, `${compactMonth(month)}${suffix}C`);
      const late = chance < RETURN_LATE;
      yield {
        values: {
          ...values,
          paidDate: null,
          status: 'RETURNED',
          returnCode: RETURN_CODES[line % 4] ?? 'OTHER',
        },
        at: late ? (again.submittedDay + 3) * DAY + EVENING : answered,
        ...guard,
      };
      const resent = {
        ...values,
        batchNo: again.no,
        submittedDate: again.submitted,
        paidDate: again.paid,
        resendBatchNo: batch.no,
        resendLineNo: line,
      };
      const at = (again.submittedDay + 1) * DAY + EVENING;
      yield late ? { values: resent, at, shows: ORPHAN, ...guard } : { values: resent, at, ...guard };
      return;
    }
    if (chance >= 1000 - SLOW) {
      yield {
        values: { ...values, paidDate: null, status: 'PENDING' },
        at: batch.submittedDay * DAY + EVENING,
        ...guard,
      };
      yield { values: { ...values, paidDate: batch.paidLate }, at: answered + 2 * DAY, ...guard };
      return;
    }
    yield { values, at: answered, ...guard };
  }

  return { write };
}
