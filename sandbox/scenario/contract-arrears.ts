import type { Values } from '../record/record.js';
import type { Scenario, Stage } from './scenario.js';
import { addAgreed, addOldContract } from './village-account.js';

/** One contract of a village of its own. */
function play(stage: Stage, contract: Values = {}) {
  const villageUscc = stage.organization('collective');
  const contractNo = addOldContract(stage, villageUscc, contract);
  const subjects = [`contract:${contractNo}`, `organization:${villageUscc}`];
  let periodNo = 0;
  return {
    due: (days: number, values: Values = {}) =>
      stage.add('contract-schedule', {
        contractNo,
        periodNo: ++periodNo,
        villageUscc,
        dueDate: stage.day(days),
        dueAmount: '1000.00',
        adjustKind: 'NONE',
        ...values,
      }),
    receive: (days: number, amount: string, entryKind = 'BANK') =>
      addAgreed(
        stage,
        { villageUscc, itemCode: 'LAND_FEE_INCOME', month: stage.day(days).slice(0, 7) },
        amount,
        { contractNo, entryKind, entryDate: stage.day(days) },
      ),
    found: (severity: 'RED' | 'YELLOW', amount: string) =>
      stage.expect({ subjects, period: '-', severity, amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

function findings(stage: Stage): void {
  const some = play(stage);
  some.due(-40);
  some.found('YELLOW', '1000.00');

  const long = play(stage);
  long.due(-200);
  long.found('RED', '1000.00');

  const second = play(stage);
  second.due(-160);
  second.due(-70);
  second.receive(-150, '1200.00');
  second.found('YELLOW', '800.00');

  const deferred = play(stage);
  deferred.due(-60, { adjustKind: 'DEFERRED' });
  deferred.found('YELLOW', '1000.00');
}

function traps(stage: Stage): void {
  const parts = play(stage);
  parts.due(-100);
  parts.receive(-95, '600.00');
  parts.receive(-94, '300.00', 'OFFSET');
  parts.receive(-93, '100.00', 'WAIVER');
  parts.trap('paid, set off and waived');

  const court = play(stage, { inLitigation: true, litigationDate: stage.day(-150), status: 'DISPUTED' });
  court.due(-100);
  court.trap('before a court');

  const free = play(stage, { rentFreeFrom: stage.day(-200), rentFreeTo: stage.day(-10) });
  free.due(-100);
  free.trap('rent-free');

  const deferred = play(stage);
  deferred.due(-100, { adjustKind: 'DEFERRED', adjustMeetingNo: stage.serial('JY') });
  deferred.trap('deferred by resolution');

  const recent = play(stage);
  recent.due(-15);
  recent.trap('within the days of grace');
}

/** M28: rents of village contracts that are overdue. */
export const contractArrears: Scenario = {
  module: 'M28',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
