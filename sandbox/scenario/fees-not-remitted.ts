import type { Values } from '../record/record.js';
import type { Scenario, Stage } from './scenario.js';
import { bill, remit, takings } from './takings.js';

const ITEM = 'INSPECTION_FEES';
const unitOf = (stage: Stage): string => stage.organization('agency');

/** A bill collected three months before the base day. */
function collected(stage: Stage, unit: string, amount: string, more: Values = {}) {
  const day = `${stage.month(-3)}-12`;
  return bill(stage, unit, { itemCode: ITEM, amount, billedDate: day, collectedDate: day, ...more });
}

function remitted(stage: Stage, unit: string, amount: string, more: Values = {}): string {
  return remit(stage, unit, `${stage.month(-3)}-20`, { itemCode: ITEM, amount, ...more });
}

function permit(stage: Stage, more: Values = {}): { permitNo: string; unit: string } {
  const permitNo = stage.serial('HZ');
  const unit = unitOf(stage);
  stage.add('waste-permit', {
    permitNo,
    approvedVolume: '1000.000',
    tariff: '20.00',
    feeDue: '20000.00',
    feeUnitUscc: unit,
    exemptReason: 'NONE',
    issuedDate: stage.day(-60),
    status: 'VALID',
    ...more,
  });
  return { permitNo, unit };
}

function disposal(stage: Stage, unit: string, permitNo: string | null, amount: string) {
  return bill(stage, unit, { itemCode: 'WASTE_DISPOSAL', amount, billedDate: stage.day(-58), permitNo });
}

function findings(stage: Stage): void {
  const short = (unit: string, amount: string): void =>
    stage.expect({
      subjects: [`item:${ITEM}`, `organization:${unit}`],
      period: stage.month(-3),
      severity: 'RED',
      amount,
    });
  const less = unitOf(stage);
  collected(stage, less, '10000.00', { remittanceNo: remitted(stage, less, '9899.99') });
  short(less, '100.01');

  const one = unitOf(stage);
  collected(stage, one, '39800.00', { remittanceNo: remitted(stage, one, '39800.00') });
  collected(stage, one, '200.01');
  short(one, '200.01');

  const back = unitOf(stage);
  collected(stage, back, '10000.00', {
    remittanceNo: remitted(stage, back, '10000.00', { status: 'RETURNED' }),
  });
  short(back, '10000.00');

  const unbilled = (of: { permitNo: string; unit: string }, amount: string): void =>
    stage.expect({
      subjects: [`organization:${of.unit}`, `permit:${of.permitNo}`],
      period: '-',
      severity: 'YELLOW',
      amount,
    });
  unbilled(permit(stage), '20000.00');
  const part = permit(stage, { status: 'EXPIRED' });
  disposal(stage, part.unit, part.permitNo, '19899.99');
  unbilled(part, '100.01');

  const unit = unitOf(stage);
  const { billCode, billNo } = disposal(stage, unit, null, '800.00');
  stage.expect({
    subjects: [`bill:${billCode}-${billNo}`, `organization:${unit}`],
    period: '-',
    severity: 'BLUE',
    amount: '800.00',
  });
}

function traps(stage: Stage): void {
  const plant = (name: string, collect: (unit: string) => void): void => {
    const unit = unitOf(stage);
    collect(unit);
    stage.trap(name, [`item:${ITEM}`, `organization:${unit}`]);
  };
  plant(
    'short by the tolerance',
    (unit) => void collected(stage, unit, '10000.00', { remittanceNo: remitted(stage, unit, '9900.00') }),
  );
  plant('transit at the end of the month', (unit) => {
    const [last, first] = [`${stage.month(-4)}-27`, `${stage.month(-3)}-02`];
    const remittanceNo = remit(stage, unit, first, { itemCode: ITEM, amount: '900.00', coveredFrom: last });
    for (const [day, amount] of [
      [last, '400.00'],
      [first, '500.00'],
    ] as const)
      // prettier-ignore
      bill(stage, unit, { itemCode: ITEM, amount, billedDate: day, collectedDate: day, remittanceNo });
  });
  plant('refunded', (unit) => {
    const { billNo } = collected(stage, unit, '500.00');
    collected(stage, unit, '-500.00', { billStatus: 'REFUND', originalBillNo: billNo });
  });
  plant('void bill', (unit) => void collected(stage, unit, '0.00', { billStatus: 'VOID' }));
  plant('deposits are kept', (unit) => void collected(stage, unit, '5000.00', { itemCode: 'DEPOSITS' }));
  plant('all remitted', (unit) => void takings(stage, unit, `${stage.month(-3)}-14`, { itemCode: ITEM, amount: '700.00' })); // prettier-ignore

  const exempt = (name: string, { permitNo, unit }: { permitNo: string; unit: string }): void =>
    stage.trap(name, [`organization:${unit}`, `permit:${permitNo}`]);
  exempt('public works', permit(stage, { exemptReason: 'PUBLIC_WORKS', feeDue: '0.00' }));
  exempt('revoked permit', permit(stage, { status: 'REVOKED' }));
  exempt('issued fourteen days ago', permit(stage, { issuedDate: stage.day(-14) }));
  const nearly = permit(stage);
  disposal(stage, nearly.unit, nearly.permitNo, '19900.00');
  exempt('short by the tolerance', nearly);
}

/** M27: fees collected but not remitted, waste permits not billed, waste bills without a permit. */
export const feesNotRemitted: Scenario = {
  module: 'M27',
  plant(stage) {
    for (let copy = 0; copy < stage.copies; copy++) {
      findings(stage);
      traps(stage);
    }
  },
};
