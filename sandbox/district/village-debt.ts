import { monthOf, monthStart } from './calendar.js';
import type { District } from './district.js';
import { uscc } from './identifier.js';
import { randomOf } from './random.js';
import { householdOf, scaled, type Village } from './village.js';
import type { Party } from './village-contract.js';

/** One debt of a village. Yuan; months count as in the calendar. */
export interface VillageDebt {
  readonly debtNo: string;
  readonly village: Village;
  readonly creditor: Party;
  readonly principal: number;
  readonly incurred: number;
  readonly due: number | null;
  readonly rate: number;
  readonly meetingNo: string | null;
  /** What is left at the end of a month. */
  balance(month: number): number;
}

/** Debts of the villages. */
export const debtCount = (district: District): number => scaled(district, 2000);

/** Draws one debt. */
export function villageDebt(district: District, index: number): VillageDebt {
  const { seed, from, population, villages } = district;
  const random = randomOf(seed, 'village debt', index);
  const village = villages.list[index % villages.list.length] ?? villages.list[0];
  const principal = random.int(5, 400) * 5000;
  const incurred = from - random.int(100, 4000);
  const person = population.headOf(householdOf(seed, village, 'plain', random.int(0, 1_000_000)));
  const bank = random.int(1, 40);
  const kind = random.chance(0.45) ? 'PERSON' : random.chance(0.85) ? 'ENTERPRISE' : 'OTHER';
  const creditor: Party =
    kind === 'PERSON'
      ? { kind, id: population.citizenId(person), name: population.name(person), person }
      : kind === 'ENTERPRISE'
        ? {
            kind,
            id: uscc('91', `MF8${String(bank).padStart(5, '0')}`),
            name: `示南农村商业银行第${bank}支行`,
            person: null,
          }
        : { kind, id: null, name: '历年村民集资', person: null };
  // Most are paid off little by little; a few are gone within the time that is drawn.
  const step = random.chance(0.08) ? principal / random.int(8, 24) : principal * random.real() * 0.01;
  const start = monthOf(from);
  return {
    debtNo: `ZW190102${String(index + 1).padStart(6, '0')}`,
    village,
    creditor,
    principal,
    incurred,
    due: random.chance(0.8) ? incurred + random.int(3, 20) * 365 : null,
    rate: random.chance(0.2) ? 0 : random.int(200, 900) / 100,
    meetingNo: random.chance(0.7) ? `云村决〔${Math.floor(monthOf(incurred) / 12)}〕债${String(index + 1).padStart(5, '0')}号` : null, // prettier-ignore
    balance: (month) => Math.max(0, Math.round((principal - step * (month - start)) * 100) / 100),
  };
}

/** The month after which a debt leaves the set: the end of the year in which it was paid off. */
export function goneAfter(debt: VillageDebt, from: number, to: number): number | null {
  for (let month = from; month <= to; month++)
    if (debt.balance(month) === 0) return month - (month % 12) + 11;
  return null;
}

/** Debts are reported for the months from two before the base day on: earlier reports are gone. */
export const firstReport = ({ today }: District): number => monthOf(monthStart(monthOf(today)) - 40);
