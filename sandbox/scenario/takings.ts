import type { Values } from '../record/record.js';
import type { Stage } from './scenario.js';

/** A bill of a unit: where it stands in the books. */
export interface PlantedBill {
  readonly billCode: string;
  readonly billNo: string;
}

const CODE = '19990001';

/** A bill; what is collected must be remitted, by `takings` for instance. */
export function bill(stage: Stage, unitUscc: string, values: Values): PlantedBill {
  const billNo = stage.serial('99').slice(-10);
  stage.add('non-tax-bill', {
    billCode: CODE,
    billNo,
    unitUscc,
    payerKind: 'PERSON',
    payerId: stage.person({ resident: false }),
    billStatus: 'NORMAL',
    ...values,
  });
  return { billCode: CODE, billNo };
}

/** What a unit remitted of an item on a day; returns its number. */
export function remit(stage: Stage, unitUscc: string, day: string, values: Values): string {
  const remittanceNo = stage.serial('JK');
  stage.add('treasury-remittance', {
    remittanceNo,
    unitUscc,
    coveredFrom: day,
    coveredTo: day,
    remittedDate: day,
    treasuryDate: day,
    status: 'IN_TREASURY',
    ...values,
  });
  return remittanceNo;
}

/** A bill that was collected and remitted on one day. */
export function takings(
  stage: Stage,
  unitUscc: string,
  day: string,
  of: { itemCode: string; amount: string } & Values,
): PlantedBill {
  const remittanceNo = remit(stage, unitUscc, day, { itemCode: of.itemCode, amount: of.amount });
  return bill(stage, unitUscc, { billedDate: day, collectedDate: day, remittanceNo, ...of });
}
