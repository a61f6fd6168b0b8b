import type { Values } from '../record/record.js';
import { careHome, claim, copies, dayIn, licensed } from './care-home.js';
import type { Scenario, Stage } from './scenario.js';

function play(stage: Stage, licence: Values = {}) {
  const month = stage.month(-4);
  const home = careHome(stage, { licensedBeds: 2, ...licence });
  return {
    home,
    month,
    resident: (from?: number, to?: number) => {
      const days = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
      claim(stage, { home, citizenId: stage.person(), month, ...days }, { amount: '300.00' });
    },
    found: () =>
      stage.expect({ subjects: [`organization:${home}`], period: month, severity: 'RED', amount: '300.00' }),
    trap: (name: string) => stage.trap(name, [`organization:${home}`]),
  };
}

function findings(stage: Stage): void {
  const three = play(stage);
  for (let at = 0; at < 3; at++) three.resident();
  three.found();

  const oneDay = play(stage);
  oneDay.resident();
  oneDay.resident();
  oneDay.resident(10, 11);
  oneDay.found();

  const ended = play(stage, { validTo: dayIn(stage.month(-5), -1) });
  ended.resident();
  ended.found();
}

function traps(stage: Stage): void {
  const full = play(stage, { licensedBeds: 3 });
  for (let at = 0; at < 3; at++) full.resident();
  full.trap('as many residents as beds');

  const leaving = play(stage);
  leaving.resident();
  leaving.resident(1, 10);
  leaving.resident(10);
  leaving.trap('the day of leaving');

  const enlarged = play(stage, { validTo: dayIn(stage.month(-4), 14) });
  licensed(stage, enlarged.home, { licensedBeds: 3, validFrom: dayIn(enlarged.month, 15) });
  enlarged.resident();
  enlarged.resident();
  enlarged.resident(15);
  enlarged.trap('more beds from the middle of the month');
}

/** M4: more subsidised residents than licensed beds. */
export const overLicensedBeds: Scenario = { module: 'M4', plant: (stage) => copies(stage, findings, traps) };
