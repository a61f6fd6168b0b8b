import { accountHash, hashOf, yuan } from '../district/account.js';
import { moment } from '../district/calendar.js';
import type { District } from '../district/district.js';
import type { Bidder, Lot } from '../district/tender.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');

/** What the machine of a firm shows of itself: nothing of it is that of another firm. */
function tracesOf({ seed, population, owners }: District, firm: number): Values {
  const bytes = [(firm >> 16) & 255, (firm >> 8) & 255, firm & 255];
  const manager = owners[(firm + 97) % owners.length] ?? 0;
  return {
    uploadIps: [`36.${bytes.join('.')}`],
    uploadMacs: [`3C:52:82:${bytes.map(hex).join(':')}`],
    fileAuthor: firm % 3 === 0 ? null : `user${String(firm).padStart(6, '0')}`,
    fileMachineCode: hashOf(seed, 'machine of a firm', firm),
    depositAccountHash: accountHash(seed, 'firm', firm),
    projectManagerId: firm < owners.length ? population.citizenId(manager) : null,
    projectManagerName: firm < owners.length ? population.name(manager) : null,
  };
}

function bidValues(district: District, lot: Lot, { firm, price, status, rank }: Bidder): Values {
  const { uscc, name } = district.organizations.firm(firm);
  return {
    projectNo: lot.projectNo,
    projectName: lot.projectName,
    lotNo: lot.lotNo,
    purchaserUscc: lot.purchaser.uscc,
    agentUscc: lot.agent === null ? null : district.organizations.firm(lot.agent).uscc,
    categoryCode: lot.category,
    method: lot.method,
    budget: yuan(lot.budget),
    openAt: moment(lot.opens),
    bidderUscc: uscc,
    bidderName: name,
    bidPrice: price === null ? null : yuan(price),
    rank,
    won: rank === 1,
    bidStatus: status,
    ...tracesOf(district, firm),
  };
}

function* versions(district: District, lot: Lot): Generator<SourceRecord> {
  for (const [at, bidder] of lot.bidders.entries()) {
    const values = bidValues(district, lot, bidder);
    const entered = lot.opens + 1800 + at;
    if (bidder.status === 'WITHDRAWN') yield { values, at: entered };
    else {
      // The bids are rated on the next days.
      yield { values: { ...values, rank: null, won: false, bidStatus: 'VALID' }, at: entered };
      yield { values, at: entered + 2 * 86_400 };
    }
  }
}

/** Bids for public tenders: opened, then rated. */
export const bid: RecordSource = {
  category: 'bid',
  *records(district, since = 0) {
    const { tenders } = district;
    for (let index = 0; index < tenders.lots; index++) {
      const lot = tenders.lot(index);
      if (lot.opens + 3 * 86_400 > since) yield* versions(district, lot);
    }
  },
};
