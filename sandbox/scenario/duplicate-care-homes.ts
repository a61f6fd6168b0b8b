import { careHome, claim, copies, daysOf } from './care-home.js';
import type { Scenario, Stage } from './scenario.js';

type Dates = readonly [from: number, to: number];

/** Somebody with claims of two homes; the second one is dearer. */
function play(stage: Stage) {
  const homes = [careHome(stage), careHome(stage)] as const;
  const citizenId = stage.person();
  const subjects = [`person:${citizenId}`, ...homes.map((home) => `organization:${home}`)];
  return {
    claims(month: string, first: Dates, second: Dates, status = 'APPROVED') {
      claim(stage, { home: homes[0], citizenId, month, from: first[0], to: first[1] });
      const amount = `${(second[1] - second[0] + 1) * 20}.00`;
      claim(stage, { home: homes[1], citizenId, month, from: second[0], to: second[1] }, { amount, status });
    },
    found: (period: string, amount: string) => stage.expect({ subjects, period, severity: 'RED', amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

function findings(stage: Stage): void {
  const [before, month] = [stage.month(-5), stage.month(-4)];
  const [all, last] = [daysOf(before), daysOf(month)];
  const two = play(stage);
  two.claims(month, [1, 16], [15, last]);
  two.found(month, '20.00');

  const whole = play(stage);
  whole.claims(month, [1, last], [1, last]);
  whole.found(month, `${last * 10}.00`);

  const both = play(stage);
  both.claims(before, [1, all], [all - 4, all]);
  both.claims(month, [1, 3], [1, last]);
  both.found(before, '50.00');
  both.found(month, '30.00');
}

function traps(stage: Stage): void {
  const [before, month] = [stage.month(-5), stage.month(-4)];
  const [all, last] = [daysOf(before), daysOf(month)];
  const transfer = play(stage);
  transfer.claims(month, [1, 15], [15, last]);
  transfer.trap('the day of a transfer');

  const turn = play(stage);
  turn.claims(before, [1, all], [all, all]);
  turn.claims(month, [1, 1], [1, last]);
  turn.trap('one day in each of two months');

  const withdrawn = play(stage);
  withdrawn.claims(month, [1, 16], [15, last], 'WITHDRAWN');
  withdrawn.trap('one claim was withdrawn');
}

/** M3: bed subsidy in two homes at once. */
export const duplicateCareHomes: Scenario = {
  module: 'M3',
  plant: (stage) => copies(stage, findings, traps),
};
