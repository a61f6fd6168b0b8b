import { accountHash, yuan } from '../district/account.js';
import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import type { ContractPayment, PublicContract } from '../district/tender.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

function* payment(
  head: Values,
  payee: string,
  of: ContractPayment,
  orphan: boolean,
): Generator<SourceRecord> {
  const { lineNo, amount, arrived, requested, paid, returned } = of;
  const known = Math.max(arrived, requested);
  const pending: Values = {
    ...head,
    lineNo,
    paidAmount: yuan(amount),
    fundDocNo: of.fundDocNo,
    fundArrivedDate: isoDate(arrived),
    requestedDate: isoDate(requested),
    paidDate: null,
    payeeAccountHash: payee,
    status: 'PENDING',
  };
  const shows = orphan ? { shows: ['ORPHAN'] } : {};
  yield { values: pending, at: known * DAY + 58_000, ...shows };
  const values = returned
    ? { ...pending, status: 'RETURNED' }
    : { ...pending, status: 'PAID', paidDate: isoDate(paid) };
  yield { values, at: paid * DAY + 60_000, ...shows };
}

function* rows(district: District, contract: PublicContract, index: number): Generator<SourceRecord> {
  const { organizations, seed, from } = district;
  const supplier = organizations.firm(contract.supplier);
  const head: Values = {
    contractNo: contract.contractNo,
    lineNo: 0,
    contractName: contract.name,
    purchaserUscc: contract.purchaser.uscc,
    supplierUscc: supplier.uscc,
    supplierName: supplier.name,
    categoryCode: contract.category,
    method: contract.method,
    framework: contract.method === 'FRAMEWORK',
    projectNo: contract.projectNo,
    contractAmount: yuan(contract.amount),
    signedDate: isoDate(contract.signed),
    paidAmount: '0.00',
    status: 'ANNOUNCED',
  };
  // One contract in a hundred is announced late: its first payment comes before it.
  const late = index % 100 === 7;
  const [first] = contract.payments;
  const announced = late && first ? Math.max(first.arrived, first.requested) + 2 : contract.signed + 2;
  if (contract.signed >= from) yield { values: head, at: announced * DAY + 59_000 };
  for (const of of contract.payments)
    if (of.requested >= from)
      yield* payment(head, accountHash(seed, 'firm', contract.supplier), of, late && of === first);
}

/** Public contracts and their payments. */
export const contractPayment: RecordSource = {
  category: 'contract-payment',
  *records(district) {
    const { tenders } = district;
    for (let index = 0; index < tenders.contracts; index++) {
      const contract = tenders.contract(index);
      if (contract) yield* rows(district, contract, index);
    }
  },
};
