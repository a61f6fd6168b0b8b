import type { Values } from '../record/record.js';
import type { Scenario, Stage } from './scenario.js';
import { clock } from './enforcement.js';

/** A line of a one-off benefit; its fund. */
function subsidy(stage: Stage, values: Values): string {
  const fundDocNo = stage.serial('云财社');
  stage.add('subsidy-payment', {
    batchNo: stage.serial('PC'),
    lineNo: 1,
    item: 'TEMPORARY_AID',
    citizenId: stage.person(),
    periodFrom: stage.month(-7),
    periodTo: stage.month(-7),
    amount: '900.00',
    agencyCode: 'CIVIL_AFFAIRS',
    communityCode: '190102001001',
    fundDocNo,
    submittedDate: stage.day(-170),
    status: 'SUCCESS',
    ...values,
  });
  return `fund:${fundDocNo}`;
}

function contract(stage: Stage, values: Values): string[] {
  const contractNo = stage.serial('云采合');
  const purchaserUscc = stage.organization('agency');
  stage.add('contract-payment', {
    contractNo,
    lineNo: 1,
    purchaserUscc,
    categoryCode: 'A020101',
    method: 'INQUIRY',
    contractAmount: '5000.00',
    signedDate: stage.day(-300),
    paidAmount: '5000.00',
    status: 'PAID',
    ...values,
  });
  return [`contract:${contractNo}`, `organization:${purchaserUscc}`];
}

/** Money that a village received and paid out, with its books and its notices in order. */
function village(
  stage: Stage,
  received: number,
  paidOut: readonly (readonly [day: number, amount: string])[],
): string[] {
  const villageUscc = stage.organization('collective');
  const fundDocNo = stage.serial('云财农');
  const communityCode = '190102101994';
  const book = (day: number, amount: string, income: boolean): void => {
    const bankFlowNo = stage.serial('LS');
    const itemCode = income ? 'SUBSIDY_INCOME' : 'SUBSIDY_PAYOUT';
    const direction = income ? 'INCOME' : 'EXPENDITURE';
    const month = stage.day(day).slice(0, 7);
    stage.add('village-bank-flow', {
      bankFlowNo,
      villageUscc,
      transactedAt: clock(stage.day(day)),
      direction: income ? 'IN' : 'OUT',
      amount,
      itemCode,
      fundDocNo,
      returned: false,
    });
    stage.add('village-ledger-entry', { entryNo: stage.serial('PZ'), villageUscc, communityCode, month, entryDate: stage.day(day), direction, itemCode, amount, entryKind: 'BANK', bankFlowNo, fundDocNo }); // prettier-ignore
    stage.add('village-disclosure', { disclosureNo: stage.serial('GK'), lineNo: 1, villageUscc, communityCode, disclosureKind: 'MONTHLY_FINANCE', month, direction, itemCode, amount, postedDate: stage.day(day), postedTo: stage.day(day + 10) }); // prettier-ignore
  };
  book(received, '10000.00', true);
  for (const [day, amount] of paidOut) book(day, amount, false);
  return [`fund:${fundDocNo}`, `organization:${villageUscc}`];
}

function findings(stage: Stage): void {
  const expect = (subjects: string[], amount: string): void =>
    stage.expect({ subjects, period: '-', severity: 'YELLOW', amount });
  expect([subsidy(stage, { fundArrivedDate: stage.day(-200), paidDate: stage.day(-169) }), 'agency:CIVIL_AFFAIRS'], '900.00'); // prettier-ignore
  expect([subsidy(stage, { fundArrivedDate: stage.day(-35), submittedDate: stage.day(-20), status: 'PENDING', paidDate: null }), 'agency:CIVIL_AFFAIRS'], '900.00'); // prettier-ignore
  expect(contract(stage, { fundArrivedDate: stage.day(-200), requestedDate: stage.day(-160), paidDate: stage.day(-129) }), '5000.00'); // prettier-ignore
  expect(village(stage, -120, [[-95, '8000.00'], [-89, '2000.00']]), '2000.00'); // prettier-ignore
  expect(village(stage, -100, []), '10000.00');
}

function traps(stage: Stage): void {
  const agency = 'agency:CIVIL_AFFAIRS';
  stage.trap('paid after thirty days', [
    subsidy(stage, { fundArrivedDate: stage.day(-200), paidDate: stage.day(-170) }),
    agency,
  ]);
  stage.trap('returned by the bank', [
    subsidy(stage, { fundArrivedDate: stage.day(-200), status: 'RETURNED', returnCode: 'ACCOUNT_CLOSED', paidDate: null }), // prettier-ignore
    agency,
  ]);
  stage.trap('sent again', [
    subsidy(stage, { fundArrivedDate: stage.day(-200), paidDate: stage.day(-130), resendBatchNo: stage.serial('PC'), resendLineNo: 1 }), // prettier-ignore
    agency,
  ]);
  stage.trap(
    'waited for the request',
    contract(stage, { fundArrivedDate: stage.day(-200), requestedDate: stage.day(-160), paidDate: stage.day(-130) }), // prettier-ignore
  );
  stage.trap('all paid out in time', village(stage, -120, [[-110, '4000.00'], [-90, '6000.00']])); // prettier-ignore
  stage.trap('received thirty days ago', village(stage, -30, []));
}

/** M20: money that was not paid out in time. */
export const lateFunds: Scenario = {
  module: 'M20',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
