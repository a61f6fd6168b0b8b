import type { Values } from '../record/record.js';
import { copies, dayIn, spread } from './care-home.js';
import { assisted, certified, declined, enrolled, pays } from './payment.js';
import type { PersonOptions, Scenario, Stage } from './scenario.js';

type Item = 'ELDERLY' | 'LAND_LOSS_ELDERLY' | 'DISABILITY_CARE' | 'DISABILITY_LIVING';
/** The first and the last month judged. */
const [FIRST, LAST] = [-13, -2];

const yearsBefore = (day: string, years: number): string =>
  `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;
const OLD = '1938-09-30';

function play(stage: Stage, item: Item, options: PersonOptions = {}) {
  const born = item === 'ELDERLY' ? spread(stage, OLD) : spread(stage, '1980-11-30');
  const citizenId = stage.person({ born, ...options });
  const subjects = [`person:${citizenId}`, `item:${item}`];
  return {
    citizenId,
    /** A line for several months; the roster says that they were due. */
    paid: (from: number, to: number, values: Values = {}) =>
      pays(stage, item, citizenId, { from: stage.month(from), to: stage.month(to) }, values),
    enrolled: (values: Values = {}) => enrolled(stage, item, citizenId, values),
    found: (amount: string) => stage.expect({ subjects, period: '-', severity: 'SERVICE', amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

function findings(stage: Stage): void {
  const eighty = yearsBefore(dayIn(stage.month(LAST), 1), 80);
  play(stage, 'ELDERLY', { born: eighty }).found('100.00');

  const returned = play(stage, 'ELDERLY');
  returned.enrolled();
  returned.paid(FIRST, LAST - 1, { amount: '1100.00' });
  returned.paid(LAST, LAST, { status: 'RETURNED' });
  returned.found('100.00');

  const arrived = dayIn(stage.month(LAST), 1);
  play(stage, 'ELDERLY', { values: { movedInDate: arrived } }).found('100.00');

  const care = play(stage, 'DISABILITY_CARE');
  certified(stage, care.citizenId, 2);
  care.paid(FIRST, LAST - 2, { amount: '2000.00' });
  care.found('400.00');

  const living = play(stage, 'DISABILITY_LIVING');
  certified(stage, living.citizenId, 4);
  assisted(stage, living.citizenId, {
    validFrom: dayIn(stage.month(LAST - 1), 2),
    approvedDate: dayIn(stage.month(LAST - 2), 20),
  });
  living.found('200.00');

  const land = play(stage, 'LAND_LOSS_ELDERLY', { born: spread(stage, '1961-05-31') });
  land.enrolled({ validFrom: stage.month(LAST), requisitionNo: 'ZD202001102', monthlyAmount: '300.00' });
  land.found('300.00');
}

function traps(stage: Stage): void {
  play(stage, 'ELDERLY', { born: yearsBefore(dayIn(stage.month(LAST), 2), 80) }).trap(
    'not yet eighty on the first day',
  );

  const pending = play(stage, 'ELDERLY');
  pending.enrolled();
  pending.paid(FIRST, LAST - 1, { amount: '1100.00' });
  const waiting = {
    fundArrivedDate: stage.day(-9),
    submittedDate: stage.day(-4),
    status: 'PENDING',
    paidDate: null,
  };
  pending.paid(LAST, LAST, waiting);
  pending.trap('the payment is under way');

  for (const status of ['DECLINED', 'OTHER_DISTRICT', 'IN_PROGRESS', 'REJECTED']) {
    const excluded = play(stage, 'ELDERLY');
    declined(stage, 'ELDERLY', excluded.citizenId, { status });
    excluded.trap(`the roster says ${status}`);
  }

  const gone = { registrationStatus: 'MOVED_OUT', statusDate: dayIn(stage.month(LAST), -1) };
  const moved = play(stage, 'ELDERLY', { values: gone });
  moved.enrolled();
  moved.paid(FIRST, LAST - 1, { amount: '1100.00' });
  moved.trap('moved out on the last day of the month');

  const died = play(stage, 'ELDERLY');
  died.enrolled();
  died.paid(FIRST, LAST - 1, { amount: '1100.00' });
  const deathAt = `${dayIn(stage.month(LAST), -1)}T20:00:00+08:00`;
  stage.add('death-certificate', {
    certificateNo: stage.serial('SW'),
    idKind: 'CITIZEN',
    citizenId: died.citizenId,
    deathAt,
  });
  died.trap('died on the last day of the month');

  const insured = play(stage, 'DISABILITY_CARE');
  certified(stage, insured.citizenId, 1);
  insured.paid(FIRST, LAST - 2, { amount: '2000.00' });
  const benefitFrom = dayIn(stage.month(LAST - 1), -1);
  stage.add('ltc-assessment', {
    assessmentNo: stage.serial('CH'),
    citizenId: insured.citizenId,
    ltcGrade: 'SEVERE_1',
    concludedDate: benefitFrom,
    benefitFrom,
    benefitKind: 'FAMILY',
  });
  insured.trap('a long-term-care benefit on one day');

  const second = dayIn(stage.month(LAST), 2);
  play(stage, 'ELDERLY', { values: { movedInDate: second } }).trap('moved in on the second day');

  const short = play(stage, 'DISABILITY_CARE');
  certified(stage, short.citizenId, 1, {
    validFrom: dayIn(stage.month(LAST), 1),
    validTo: dayIn(stage.month(LAST), -2),
  });
  short.trap('certified on all days but the last');
}

/** M18: people who meet every condition of a monthly benefit and are not paid. */
export const benefitNotReceived: Scenario = {
  module: 'M18',
  plant: (stage) => copies(stage, findings, traps),
};
