import { DAY, isoDate, isoMonth, monthOf, monthStart } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { randomOf, type Random } from '../district/random.js';
import {
  bookingsOf,
  bookkeepers,
  directionOf,
  noticeLines,
  VILLAGE_ITEMS,
  type Booking,
  type Bookkeeper,
  type VillageItem,
} from '../district/village-book.js';
import { firstMonth, type VillageContract } from '../district/village-contract.js';
import { debtCount, villageDebt } from '../district/village-debt.js';
import { sheetsOf } from '../district/village-labour.js';
import type { Village } from '../district/village.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const POSTED_DAYS = 7;

/** A notice is posted for a week. */
function notice(village: Village, posted: number, values: Values): SourceRecord {
  return {
    values: {
      lineNo: 1,
      villageUscc: village.uscc,
      communityCode: village.community.code,
      postedDate: isoDate(posted),
      postedTo: isoDate(posted + POSTED_DAYS),
      ...values,
    },
    at: posted * DAY + 10 * 3600,
  };
}

/** What was declared of each item: everything but what was waived. */
function declared(bookings: readonly Booking[]): Map<VillageItem, number> {
  const sums = new Map<VillageItem, number>();
  for (const { item, fen, kind } of bookings)
    if (kind !== 'WAIVER') sums.set(item, (sums.get(item) ?? 0) + fen);
  return sums;
}

/** An item in one line, or in two: a part and the rest, or too much and its correction. */
function parts(fen: number, split: boolean, random: Random): number[] {
  if (!split) return [fen];
  const part = random.chance(0.12) ? fen + random.int(100, 900) * 100 : Math.round(fen * 0.7);
  return [part, fen - part];
}

function* finance(district: District, keeper: Bookkeeper, month: number): Generator<SourceRecord> {
  const { village } = keeper;
  const random = randomOf(district.seed, 'village notice', village.index * 4096 + (month % 4096));
  const sums = declared(bookingsOf(district, keeper, month));
  const posted = monthStart(month + 1) + random.int(3, 9);
  const disclosureNo = `GS${village.community.code.slice(6)}${isoMonth(month).replace('-', '')}`;
  const target = noticeLines(district);
  let splits = Math.floor(target - sums.size + random.real());
  let lineNo = 1;
  for (const item of VILLAGE_ITEMS) {
    const fen = sums.get(item);
    if (fen === undefined) continue;
    for (const part of parts(fen, splits-- > 0, random))
      yield notice(village, posted, {
        disclosureNo,
        lineNo: lineNo++,
        disclosureKind: 'MONTHLY_FINANCE',
        month: isoMonth(month),
        direction: directionOf(item),
        itemCode: item,
        amount: part / 100,
      });
  }
}

function ofContract(contract: VillageContract): SourceRecord {
  const { village, signed, disclosureNo, contractNo, total } = contract;
  const posted = signed + 2;
  const month = isoMonth(monthOf(signed));
  const line = notice(village, posted, {
    disclosureNo,
    disclosureKind: 'CONTRACT',
    month,
    contractNo,
    amount: total,
  });
  // Together with the contract: whoever checks the one looks for the other.
  return { ...line, protected: true };
}

function* ofLabour(
  district: District,
  { village, workers }: Bookkeeper,
  month: number,
): Generator<SourceRecord> {
  const total = sheetsOf(district, village, workers, month).reduce((sum, sheet) => sum + sheet.total, 0);
  if (total === 0) return;
  yield notice(village, monthStart(month + 1) + 4, {
    disclosureNo: `GSLW${village.community.code.slice(6)}${isoMonth(month).replace('-', '')}`,
    disclosureKind: 'LABOUR',
    month: isoMonth(month),
    direction: 'EXPENDITURE',
    itemCode: 'LABOUR',
    amount: total / 100,
  });
}

function* ofDebts(district: District, last: number): Generator<SourceRecord> {
  const count = debtCount(district);
  for (let index = 0; index < count; index++) {
    const debt = villageDebt(district, index);
    for (let month = firstMonth(district); month <= last; month++) {
      const amount = debt.balance(month);
      if (month % 6 !== 5 || amount === 0) continue;
      yield notice(debt.village, monthStart(month + 1) + 11, {
        disclosureNo: `GSZW${String(index + 1).padStart(6, '0')}${isoMonth(month).replace('-', '')}`,
        disclosureKind: 'DEBT',
        month: isoMonth(month),
        debtNo: debt.debtNo,
        amount,
      });
    }
  }
}

/** Notice boards of the villages: finances of each month, contracts, labour, debts twice a year. */
export const villageDisclosure: RecordSource = {
  category: 'village-disclosure',
  *records(district) {
    const last = monthOf(district.until - 1);
    for (const keeper of bookkeepers(district)) {
      for (const contract of keeper.contracts) yield ofContract(contract);
      for (let month = firstMonth(district); month <= last; month++) {
        yield* finance(district, keeper, month);
        yield* ofLabour(district, keeper, month);
      }
    }
    yield* ofDebts(district, last);
  },
};
