import type { Values } from '../record/record.js';
import { copies, dayIn } from './care-home.js';
import { assisted } from './payment.js';
import type { Scenario, Stage } from './scenario.js';

/** The months judged: eight, seven and six before the present one. */
const RUN = [-8, -7, -6] as const;

/** A family of two, whose limit is 3,000 yuan, on 500 yuan of assistance. */
function play(stage: Stage, row: Values = {}) {
  const people = [stage.person(), stage.person()] as const;
  const shared = { familySize: 2, validTo: dayIn(stage.month(-3), -1), ...row };
  const familyNo = assisted(stage, people[0], shared);
  assisted(stage, people[1], { ...shared, familyNo, applicantId: people[0], relationToApplicant: 'SPOUSE' });
  const insured = (recordKind: string, who: 0 | 1, month: number, values: Values): void =>
    stage.add('social-insurance-month', {
      recordNo: stage.serial('SB'),
      citizenId: people[who],
      month: stage.month(month),
      recordKind,
      scheme: 'EMPLOYEE_PENSION',
      status: 'PAID',
      ...values,
    });
  return {
    people,
    pension: (amount: string, months: readonly number[] = RUN) => {
      for (const month of months) insured('BENEFIT', 0, month, { benefitAmount: amount });
    },
    wage: (
      contributionBase: string,
      values: Values = { employerUscc: stage.organization() },
      who: 0 | 1 = 0,
    ) => {
      for (const month of RUN) insured('CONTRIBUTION', who, month, { contributionBase, ...values });
    },
    taxed: (incomeBand: string) => {
      for (const month of RUN)
        stage.add('tax-summary', {
          declarationNo: stage.serial('SB'),
          taxpayerKind: 'PERSON',
          taxpayerId: people[0],
          period: stage.month(month),
          incomeBand,
        });
    },
    found: (amount: string) =>
      stage.expect({
        subjects: [`family:${familyNo}`],
        period: stage.month(RUN[0]),
        severity: 'YELLOW',
        amount,
      }),
    trap: (name: string) => stage.trap(name, [`family:${familyNo}`]),
  };
}

function findings(stage: Stage): void {
  const pensioner = play(stage);
  pensioner.pension('3000.01');
  pensioner.found('1500.00');

  const employee = play(stage);
  employee.wage('3500.00');
  employee.taxed('BAND_4');
  employee.found('1500.00');

  const both = play(stage);
  both.wage('2000.00');
  stage.add('public-post', {
    postNo: stage.serial('RZ'),
    citizenId: both.people[1],
    staffKind: 'CONTRACT_STAFF',
    communityCode: null,
    validFrom: dayIn(stage.month(-9), 15),
    validTo: dayIn(stage.month(-6), 20),
    fiscalPay: false,
    monthlyPay: '1500.00',
  });
  both.found('1500.00');

  const longer = play(stage);
  longer.pension('3200.00', [-8, -7, -6, -5]);
  longer.found('2000.00');
}

function traps(stage: Stage): void {
  const line = play(stage);
  line.pension('3000.00');
  line.trap('exactly the limit');

  const seasonal = play(stage);
  seasonal.pension('3000.01', [-8, -7, -5]);
  seasonal.trap('two months and another one');

  const exit = play(stage, { validTo: dayIn(stage.month(-8), -1), stopReason: 'PENSION_BEGAN' });
  exit.pension('3000.01');
  exit.trap('left in the month in which the pension began');

  const flexible = play(stage);
  flexible.wage('3500.00', { employerUscc: null });
  flexible.trap('contributions of the flexibly employed');

  const owed = play(stage);
  owed.wage('3500.00', { employerUscc: stage.organization(), status: 'OWED' });
  owed.trap('contributions that were not paid');

  const band = play(stage);
  band.taxed('BAND_4');
  band.trap('a band counts with its lower bound');
}

/** M8: low-income families with regular income above the line. */
export const dibaoWithIncome: Scenario = { module: 'M8', plant: (stage) => copies(stage, findings, traps) };
