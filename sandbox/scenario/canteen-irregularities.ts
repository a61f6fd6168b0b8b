import { canteenCode, serves } from './canteen.js';
import { copies, deceased, stays } from './care-home.js';
import type { Scenario, Stage } from './scenario.js';
import type { Values } from '../record/record.js';

/** Day of the meals. */
const DAY = -45;

function play(stage: Stage, citizenId = stage.person()) {
  const subjects = [`person:${citizenId}`];
  let hour = 7;
  return {
    citizenId,
    eats: (values: Values = {}, days = DAY) =>
      serves(stage, citizenId, `${stage.day(days)}T${String(hour++).padStart(2, '0')}:20:00+08:00`, values),
    found: (severity: 'RED' | 'YELLOW', amount: string) =>
      stage.expect({ subjects, period: stage.day(DAY).slice(0, 7), severity, amount }),
    trap: (name: string) => stage.trap(name, subjects),
  };
}

/** A canteen with an agreed price of twelve yuan until a day. */
function board(stage: Stage, validTo: string | null) {
  const code = canteenCode(stage);
  stage.add('canteen-price', {
    canteenCode: code,
    setCode: 'B001',
    agreedPrice: '12.00',
    validFrom: '2020-01-01',
    validTo,
  });
  return {
    subjects: [`canteen:${code}`],
    sells: (unitPrice: string, quantity: number) =>
      serves(stage, null, `${stage.day(DAY)}T11:30:00+08:00`, {
        canteenCode: code,
        unitPrice,
        quantity,
        guest: true,
      }),
  };
}

function findings(stage: Stage): void {
  const four = play(stage);
  for (let at = 0; at < 4; at++) four.eats();
  four.found('YELLOW', '12.00');

  const double = play(stage);
  double.eats({ quantity: 2 });
  double.eats();
  double.eats();
  double.found('YELLOW', '9.00');

  const dead = play(stage, deceased(stage, stage.day(DAY - 1)));
  dead.eats({ collectorId: stage.person() });
  dead.found('RED', '3.00');

  const patient = play(stage);
  stays(stage, patient.citizenId, stage.day(DAY - 1), stage.day(DAY + 1));
  patient.eats();
  patient.found('YELLOW', '3.00');

  const dear = board(stage, null);
  dear.sells('12.50', 2);
  stage.expect({
    subjects: dear.subjects,
    period: stage.day(DAY).slice(0, 7),
    severity: 'YELLOW',
    amount: '1.00',
  });
}

function traps(stage: Stage): void {
  for (const [name, fourth] of [
    ['the fourth meal is of a guest', { guest: true }],
    ['the fourth meal was refunded', { payStatus: 'REFUNDED' }],
    ['the fourth line is home care', { serviceKind: 'HOME_CARE', mealKind: null }],
  ] as const) {
    const three = play(stage);
    for (let at = 0; at < 3; at++) three.eats();
    three.eats(fourth);
    three.trap(name);
  }

  const died = play(stage, deceased(stage, stage.day(DAY)));
  died.eats();
  died.trap('a meal on the day of death');

  const patient = play(stage);
  stays(stage, patient.citizenId, stage.day(DAY - 1), stage.day(DAY + 1));
  patient.eats({}, DAY - 1);
  patient.eats({}, DAY + 1);
  patient.eats({ collectorId: stage.person() });
  patient.trap('boundary days, and a meal that a carer collected');

  const agreed = board(stage, null);
  agreed.sells('12.00', 2);
  stage.trap('the agreed price', agreed.subjects);

  const lapsed = board(stage, stage.day(DAY - 1));
  lapsed.sells('12.50', 2);
  stage.trap('no agreed price in force', lapsed.subjects);
}

/** M35: too many meals, meals of the dead or of inpatients, prices above the agreement. */
export const canteenIrregularities: Scenario = {
  module: 'M35',
  plant: (stage) => copies(stage, findings, traps),
};
