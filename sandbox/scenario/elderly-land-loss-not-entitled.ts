import { copies, dayIn, spread } from './care-home.js';
import { declined, enrolled, pays } from './payment.js';
import type { PersonOptions, Scenario, Stage } from './scenario.js';
import type { Values } from '../record/record.js';

type Item = 'ELDERLY' | 'LAND_LOSS_ELDERLY';

/** The day so many years before a day. */
const yearsBefore = (day: string, years: number): string =>
  `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;

/** Somebody who is paid; a declined application says why no other month is missing. */
function play(stage: Stage, options: PersonOptions, item: Item = 'ELDERLY') {
  const citizenId = stage.person({ born: spread(stage, '1939-06-30'), ...options });
  declined(stage, item, citizenId);
  const subjects = [`person:${citizenId}`, `item:${item}`];
  return {
    roster: (values: Values = {}) => enrolled(stage, item, citizenId, values),
    paid: (from: number, values: Values = {}) =>
      pays(stage, item, citizenId, { from: stage.month(from) }, values),
    found: (amount = '100.00') => stage.expect({ subjects, period: '-', severity: 'YELLOW', amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

const moved = (registrationStatus: string, statusDate: string): PersonOptions => ({
  values: { registrationStatus, statusDate },
});

function findings(stage: Stage): void {
  const young = play(stage, { born: yearsBefore(dayIn(stage.month(-4), 1), 80) });
  young.roster();
  young.paid(-5);
  young.found();

  const gone = play(stage, moved('MOVED_OUT', dayIn(stage.month(-6), -1)));
  gone.roster();
  gone.paid(-6);
  gone.paid(-5);
  gone.found();

  const late = play(stage, { values: { movedInDate: dayIn(stage.month(-4), 1) } });
  late.roster();
  late.paid(-5);
  late.found();

  const stopped = play(stage, {});
  stopped.roster({ status: 'STOPPED', validTo: stage.month(-6) });
  stopped.paid(-5);
  stopped.found();

  const unknown = play(stage, { resident: false });
  unknown.roster();
  unknown.paid(-5);
  unknown.found();

  const land = play(stage, { born: spread(stage, '1962-03-20') }, 'LAND_LOSS_ELDERLY');
  land.roster({ requisitionNo: null, monthlyAmount: '300.00' });
  land.paid(-5, { amount: '300.00' });
  land.found('300.00');
}

function traps(stage: Stage): void {
  const birthday = play(stage, { born: yearsBefore(dayIn(stage.month(-5), 28), 80) });
  birthday.roster();
  birthday.paid(-5);
  birthday.trap('the month in which the age is reached');

  const first = play(stage, moved('MOVED_OUT', dayIn(stage.month(-5), 1)));
  first.roster();
  first.paid(-5);
  first.trap('moved out on the first day of the month');

  const corrected = play(stage, {
    born: yearsBefore(dayIn(stage.month(-8), 1), 80),
    values: {
      birthDate: yearsBefore(dayIn(stage.month(-3), 1), 80),
      birthCorrectedDate: dayIn(stage.month(-5), 20),
      birthCorrectionNo: '云公户〔2025〕7号',
    },
  });
  corrected.roster();
  corrected.paid(-5);
  corrected.trap('before the birth date was corrected');

  const arrived = play(stage, { values: { movedInDate: dayIn(stage.month(-5), -1) } });
  arrived.roster();
  arrived.paid(-5);
  arrived.trap('moved in on the last day of the month');

  const old = play(stage, {});
  old.paid(-24);
  old.trap('so long ago that the roster no longer tells');

  const land = play(stage, { born: spread(stage, '1962-03-20') }, 'LAND_LOSS_ELDERLY');
  land.roster({ requisitionNo: 'ZD201901101', monthlyAmount: '300.00' });
  land.paid(-5, { amount: '300.00' });
  land.trap('land-loss benefit with a requisition');
}

/** M11: elderly or land-loss benefit without age, residence or roster entry. */
export const elderlyLandLossNotEntitled: Scenario = {
  module: 'M11',
  plant: (stage) => copies(stage, findings, traps),
};
