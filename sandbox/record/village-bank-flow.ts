import { DAY, moment, monthOf, monthStart } from '../district/calendar.js';
import { accountHash, hashOf } from '../district/account.js';
import type { District } from '../district/district.js';
import { randomOf, textHash } from '../district/random.js';
import type { Village } from '../district/village.js';
import {
  bookingsOf,
  bookkeepers,
  directionOf,
  monthlyShare,
  type Booking,
} from '../district/village-book.js';
import { firstMonth, type Party } from '../district/village-contract.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const accountOf = (seed: number, { person, name }: Party): string =>
  person === null
    ? hashOf(seed, 'account of an outsider', textHash(name))
    : accountHash(seed, 'person', person);

/** A transaction of the village's account: what is booked, the transfer that the bank sent back first, its later classification. */
function* flowsOf(seed: number, village: Village, account: string, entry: Booking): Generator<SourceRecord> {
  const { flowNo, item, party } = entry;
  if (flowNo === null) return;
  const number = Number(flowNo.slice(-4));
  const at = entry.flowDay * DAY + 9 * 3600 + ((number * 397) % 28_000);
  const values: Values = {
    bankFlowNo: flowNo,
    villageUscc: village.uscc,
    accountHash: account,
    transactedAt: moment(at),
    direction: directionOf(item) === 'INCOME' ? 'IN' : 'OUT',
    amount: entry.fen / 100,
    counterpartyName: party?.name ?? null,
    counterpartyAccountHash: party ? accountOf(seed, party) : null,
    counterpartyAccountKind: party ? (party.kind === 'PERSON' ? 'PERSONAL' : 'CORPORATE') : null,
    purpose: entry.summary,
    itemCode: entry.unclassified ? null : item,
    fundDocNo: entry.fundDocNo,
    returned: false,
  };
  if (entry.returned) {
    const tried = at - 3 * 3600;
    yield { values: { ...values, bankFlowNo: `${flowNo}T`, transactedAt: moment(tried), itemCode: item, returned: true }, at: tried }; // prettier-ignore
  }
  if (!entry.unclassified) return yield { values, at };
  yield { values, at, shows: ['LATECORR'] };
  yield { values: { ...values, itemCode: item }, at: at + (20 + (number % 15)) * DAY };
}

/** Transfers between the accounts of a village: no item of the books. */
function* transfers(district: District, village: Village, account: string, month: number, count: number) {
  const random = randomOf(district.seed, 'village transfer', village.index * 4096 + (month % 4096));
  for (let number = 1; number <= count; number++) {
    const at = (monthStart(month) + random.int(0, 27)) * DAY + random.int(9 * 3600, 16 * 3600);
    const values: Values = {
      bankFlowNo: `LS${village.community.code.slice(6)}${month}N${String(number).padStart(4, '0')}`,
      villageUscc: village.uscc,
      accountHash: account,
      transactedAt: moment(at),
      direction: random.chance(0.5) ? 'IN' : 'OUT',
      amount: random.int(10, 900) * 100,
      counterpartyName: village.name,
      counterpartyAccountHash: accountHash(district.seed, 'second of village', village.index),
      counterpartyAccountKind: 'CORPORATE',
      purpose: '账户间划转',
      returned: false,
    };
    yield { values, at };
  }
}

/** Transactions of the villages' bank accounts. */
export const villageBankFlow: RecordSource = {
  category: 'village-bank-flow',
  *records(district) {
    const last = monthOf(district.until - 1);
    const wanted = Math.round(monthlyShare(district, 190_000));
    for (const keeper of bookkeepers(district)) {
      const { village } = keeper;
      const account = accountHash(district.seed, 'village', village.index);
      for (let month = firstMonth(district); month <= last; month++) {
        let count = 0;
        for (const entry of bookingsOf(district, keeper, month)) {
          count += entry.flowNo === null ? 0 : entry.returned ? 2 : 1;
          yield* flowsOf(district.seed, village, account, entry);
        }
        yield* transfers(district, village, account, month, Math.max(0, wanted - count));
      }
    }
  },
};
