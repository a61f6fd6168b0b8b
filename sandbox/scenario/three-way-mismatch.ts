import type { Scenario, Stage } from './scenario.js';
import { addEntry, addFlow, addNotice, type Item } from './village-account.js';

/** One item of a village of its own. */
function play(stage: Stage, monthsAgo = -6) {
  const item = (months: number): Item => ({
    villageUscc,
    itemCode: 'ADMINISTRATION',
    month: stage.month(months),
  });
  const villageUscc = stage.organization('collective');
  const subjects = [`organization:${villageUscc}`, 'item:ADMINISTRATION'];
  const own = item(monthsAgo);
  return {
    item: own,
    next: item(monthsAgo + 1),
    middle: `${own.month}-12`,
    found: (amount: string, { month } = own) =>
      stage.expect({ subjects, period: month, severity: 'YELLOW', amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

/** The same item in books, bank and notice. */
function three(stage: Stage, declared: string, flow: string, disclosed: string) {
  const own = play(stage);
  addEntry(stage, own.item, declared);
  addFlow(stage, own.item, own.middle, flow);
  addNotice(stage, own.item, disclosed);
  return own;
}

/** Booked at the end of a month, in the bank on the second day of the next. */
function cutOff(stage: Stage, named: boolean) {
  const own = play(stage);
  const bankFlowNo = addFlow(stage, own.item, `${own.next.month}-02`, '5000.00');
  addEntry(stage, own.item, '5000.00', named ? { bankFlowNo } : {});
  addNotice(stage, own.item, '5000.00');
  return own;
}

function findings(stage: Stage): void {
  three(stage, '20000.00', '20000.00', '19799.99').found('200.01');
  three(stage, '1000.00', '1100.01', '1000.00').found('100.01');

  const unnamed = cutOff(stage, false);
  unnamed.found('5000.00');
  unnamed.found('5000.00', unnamed.next);

  const silent = play(stage, -3);
  addEntry(stage, silent.item, '5000.00');
  addFlow(stage, silent.item, silent.middle, '5000.00');
  silent.found('5000.00');
}

function traps(stage: Stage): void {
  three(stage, '20000.00', '20000.00', '19800.00').trap('one percent');
  three(stage, '1000.00', '1100.00', '1000.00').trap('a hundred yuan');
  cutOff(stage, true).trap('the entry names the flow of the next month');

  const cash = play(stage);
  addEntry(stage, cash.item, '500.00', { entryKind: 'CASH' });
  addEntry(stage, cash.item, '300.00', { entryKind: 'OFFSET', offsetNo: stage.serial('DK') });
  addNotice(stage, cash.item, '800.00');
  cash.trap('cash and an offset have no flow');

  const again = play(stage);
  addEntry(stage, again.item, '5000.00');
  addFlow(stage, again.item, again.middle, '5000.00', { returned: true });
  addFlow(stage, again.item, `${again.item.month}-14`, '5000.00');
  addNotice(stage, again.item, '5000.00');
  again.trap('returned by the bank and sent again');

  const open = play(stage, -1);
  addEntry(stage, open.item, '5000.00');
  addFlow(stage, open.item, open.middle, '5000.00');
  open.trap('a month that is not closed yet');
}

/** M32: books, bank and notice board of a village differ. */
export const threeWayMismatch: Scenario = {
  module: 'M32',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
