import type { Values } from '../record/record.js';
import type { Stage } from './scenario.js';

/** The community of planted villages; nobody of the background is there. */
export const VILLAGE_COMMUNITY = '190102104299';

/** One item of a village in a month. */
export interface Item {
  readonly villageUscc: string;
  readonly itemCode: string;
  /** `yyyy-MM` */
  readonly month: string;
}

const directionOf = (itemCode: string): string =>
  /INCOME$|^BORROWING$/.test(itemCode) ? 'INCOME' : 'EXPENDITURE';

/** An entry of a village's books. */
export function addEntry(stage: Stage, item: Item, amount: string, values: Values = {}): void {
  stage.add('village-ledger-entry', {
    entryNo: stage.serial('PZ'),
    ...item,
    communityCode: VILLAGE_COMMUNITY,
    entryDate: `${item.month}-12`,
    direction: directionOf(item.itemCode),
    amount,
    entryKind: 'BANK',
    ...values,
  });
}

/** A transaction of its account, by day `yyyy-MM-dd`; returns its number. */
export function addFlow(
  stage: Stage,
  { villageUscc, itemCode }: Item,
  day: string,
  amount: string,
  values: Values = {},
): string {
  // prettier-ignore
  const bankFlowNo = stage.serial('LS');
  stage.add('village-bank-flow', {
    bankFlowNo,
    villageUscc,
    transactedAt: `${day}T10:00:00+08:00`,
    direction: directionOf(itemCode) === 'INCOME' ? 'IN' : 'OUT',
    amount,
    itemCode,
    returned: false,
    ...values,
  });
  return bankFlowNo;
}

/** A line of its monthly notice. */
export function addNotice(stage: Stage, item: Item, amount: string): void {
  stage.add('village-disclosure', {
    disclosureNo: stage.serial('GS'),
    lineNo: 1,
    communityCode: VILLAGE_COMMUNITY,
    disclosureKind: 'MONTHLY_FINANCE',
    direction: directionOf(item.itemCode),
    amount,
    ...item,
  });
}

/** Money that books, bank and notice board tell alike. */
export function addAgreed(stage: Stage, item: Item, amount: string, values: Values = {}): void {
  const entryDate = typeof values['entryDate'] === 'string' ? values['entryDate'] : `${item.month}-12`;
  const bank = (values['entryKind'] ?? 'BANK') === 'BANK';
  const bankFlowNo = bank ? addFlow(stage, item, entryDate, amount) : null;
  addEntry(stage, item, amount, { bankFlowNo, entryDate, ...values });
  if (values['entryKind'] !== 'WAIVER') addNotice(stage, item, amount);
}

/** A contract that was signed before anybody looked at prices and meetings. */
export function addOldContract(stage: Stage, villageUscc: string, values: Values = {}): string {
  const contractNo = stage.serial('HT');
  stage.add('village-contract', {
    contractNo,
    villageUscc,
    communityCode: VILLAGE_COMMUNITY,
    contractKind: 'LAND',
    partyKind: 'PERSON',
    partyId: stage.person(),
    partyName: '承包户',
    totalAmount: '20000.00',
    signedDate: '2015-06-01',
    validFrom: '2015-07-01',
    validTo: '2044-06-30',
    inLitigation: false,
    status: 'IN_FORCE',
    ...values,
  });
  return contractNo;
}
