import type { Values } from '../record/record.js';
import { serves } from './canteen.js';
import { attends, careHome, claim, copies, dayIn, daysOf } from './care-home.js';
import { assisted } from './payment.js';
import type { Scenario, Stage } from './scenario.js';

type Dates = readonly [from: number, to: number];

/** Somebody in a care home for whom a whole month is claimed. */
function play(stage: Stage, present: Dates) {
  const month = stage.month(-4);
  const home = careHome(stage);
  const citizenId = stage.person();
  claim(stage, { home, citizenId, month });
  attends(stage, home, citizenId, 'PRESENT', month, present);
  return {
    citizenId,
    home,
    month,
    eats: ([from, to]: Dates, values?: Values) => {
      for (let date = from; date <= to; date++)
        serves(stage, citizenId, `${dayIn(month, date)}T11:40:00+08:00`, values);
    },
    found: (amount: string) =>
      stage.expect({ subjects: [`person:${citizenId}`], period: month, severity: 'YELLOW', amount }),
    trap: (name: string) => stage.trap(name, [`person:${citizenId}`]),
  };
}

function allowed(stage: Stage, citizenId: string, month: string, supportMode: string): void {
  assisted(stage, citizenId, {
    assistanceKind: 'DESTITUTE',
    supportMode,
    careSubsidy: `${daysOf(month) * 10}.00`,
  });
}

function findings(stage: Stage): void {
  const meals = play(stage, [3, 7]);
  meals.eats([3, 7]);
  meals.found('15.00');

  const whole = daysOf(stage.month(-4));
  const allowance = play(stage, [1, whole]);
  allowed(stage, allowance.citizenId, allowance.month, 'AT_HOME');
  allowance.found(`${whole * 10}.00`);

  const twice = play(stage, [3, 9]);
  twice.eats([3, 8]);
  twice.eats([3, 8]);
  twice.found('36.00');
}

function traps(stage: Stage): void {
  const four = play(stage, [3, 6]);
  four.eats([3, 6]);
  four.trap('four days');

  const leave = play(stage, [3, 6]);
  attends(stage, leave.home, leave.citizenId, 'ON_LEAVE', leave.month, [7, 7]);
  leave.eats([3, 7]);
  leave.trap('on leave on the fifth day');

  const guests = play(stage, [3, 7]);
  guests.eats([3, 7], { guest: true });
  guests.trap('meals of guests');

  const refunded = play(stage, [3, 7]);
  refunded.eats([3, 7], { payStatus: 'REFUNDED' });
  refunded.trap('refunded meals');

  const full = play(stage, [3, 7]);
  full.eats([3, 7], { subsidy: '0.00' });
  full.trap('meals without subsidy');

  const inside = play(stage, [1, 20]);
  allowed(stage, inside.citizenId, inside.month, 'INSTITUTION');
  inside.trap('supported in the institution');
}

/** M6: home services or home-care allowance on days in a subsidised institution. */
export const exclusiveBenefits: Scenario = { module: 'M6', plant: (stage) => copies(stage, findings, traps) };
