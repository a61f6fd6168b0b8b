import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { contractCounts, villageContract, type VillageContract } from '../district/village-contract.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const RESOLVED_BEFORE = 12;

function valuesOf(contract: VillageContract): Values {
  const { village, party, signed, rentFreeTo } = contract;
  return {
    contractNo: contract.contractNo,
    villageUscc: village.uscc,
    communityCode: village.community.code,
    assetNo: contract.asset === null ? null : assetNo(contract.asset),
    contractKind: contract.kind,
    partyKind: party.kind,
    partyId: party.id,
    partyName: party.name,
    areaMu: contract.areaMu,
    unitPriceYear: contract.unitPrice,
    totalAmount: contract.total,
    signedDate: isoDate(signed),
    validFrom: isoDate(contract.from),
    validTo: isoDate(contract.to),
    meetingNo: `云村决〔${isoDate(signed).slice(0, 4)}〕${String(contract.index + 1).padStart(6, '0')}号`,
    meetingDate: isoDate(signed - RESOLVED_BEFORE),
    disclosureNo: contract.disclosureNo,
    rentFreeFrom: rentFreeTo === null ? null : isoDate(contract.from),
    rentFreeTo: rentFreeTo === null ? null : isoDate(rentFreeTo),
    inLitigation: false,
    litigationDate: null,
    status: 'IN_FORCE',
  };
}

/** Number of an asset in the books of its village. */
export const assetNo = (asset: number): string => `ZC190102${String(asset + 1).padStart(7, '0')}`;

/** Versions of a contract: signed, before a court, and ended. */
function* versions(district: District, contract: VillageContract): Generator<SourceRecord> {
  const { signed, late, litigation, ends, to, rentFreeTo } = contract;
  let values = valuesOf(contract);
  // What is in its row keeps an instalment from being overdue.
  const spared = rentFreeTo !== null || litigation !== null;
  const kept = spared ? { protected: true as const } : {};
  const recorded = (signed + (late && signed >= district.from ? 50 : 0)) * DAY + 15 * 3600;
  yield { values, at: recorded, ...kept };
  if (litigation !== null && litigation <= ends) {
    values = { ...values, inLitigation: true, litigationDate: isoDate(litigation), status: 'DISPUTED' };
    yield { values, at: Math.max(recorded + 1, litigation * DAY + 16 * 3600), ...kept };
  }
  const status = ends < to ? 'TERMINATED' : 'ENDED';
  yield { values: { ...values, status }, at: Math.max(recorded + 2, (ends + 1) * DAY + 9 * 3600), ...kept };
}

/** Contracts of the villages, with the meeting and the notice behind each of them. */
export const villageContracts: RecordSource = {
  category: 'village-contract',
  *records(district) {
    const { all } = contractCounts(district);
    for (let index = 0; index < all; index++)
      yield* versions(district, villageContract(district, district.villages.list, index));
  },
};
