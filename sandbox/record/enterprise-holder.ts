import { ratio } from '../district/account.js';
import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import type { Holding } from '../district/holding.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

/** One holder in a hundred is handed over before the firm is. */
const AHEAD = 0.01;

function partyOf({ population, organizations }: District, { party, holdingId }: Holding): Values {
  if (party.kind === 'FOREIGNER')
    return { partyKind: 'OTHER', partyId: `WG${holdingId.slice(2)}`, partyName: '外籍人士' };
  if (party.kind === 'ENTERPRISE') {
    const { uscc, name } = organizations.firm(party.firm);
    return { partyKind: 'ENTERPRISE', partyId: uscc, partyName: name };
  }
  const { person } = party;
  return { partyKind: 'PERSON', partyId: population.citizenId(person), partyName: population.name(person) };
}

function* holdings(district: District, index: number, since: number): Generator<SourceRecord> {
  const firm = district.organizations.firm(index);
  const founded = firm.established * DAY;
  const early = index % Math.round(1 / AHEAD) === 3;
  for (const holding of district.holdings.of(index)) {
    const { holdingId, role, share, subscribed, from, to } = holding;
    const values: Values = {
      holdingId,
      uscc: firm.uscc,
      role,
      ...partyOf(district, holding),
      shareRatio: share === null ? null : ratio(share),
      subscribedAmount: subscribed === null ? null : subscribed.toFixed(2),
      validFrom: from === null ? null : isoDate(from),
      validTo: null,
    };
    const entered = (from === null ? founded : from * DAY) + (early ? 30_000 : 72_000) + (index % 3000);
    const left = to === null ? null : to * DAY + 72_000;
    if (Math.max(entered, left ?? 0) <= since) continue;
    yield { values, at: entered, ...(early && { shows: ['ORPHAN'] }) };
    if (to !== null && left !== null)
      yield { values: { ...values, validTo: isoDate(to) }, at: Math.max(left, entered + 60) };
  }
}

/** What officials and their kin declared as theirs is in the register too. */
function* declared(district: District): Generator<SourceRecord> {
  const { declarations, offices, organizations, population, today } = district;
  for (const holder of declarations.declarants())
    for (const { lineNo, related, interest, firm, share } of declarations.lines(holder)) {
      if (related === null || firm === null || (interest !== 'SHAREHOLDING' && interest !== 'POST')) continue;
      const { uscc, established } = organizations.firm(firm);
      const from = Math.max(established, today - 1000 - ((holder * 53) % 900));
      const values: Values = {
        holdingId: `CYS${String(holder).padStart(7, '0')}${String(lineNo).padStart(2, '0')}`,
        uscc,
        role: interest === 'POST' ? 'MANAGER' : 'SHAREHOLDER',
        partyKind: 'PERSON',
        partyId: population.citizenId(related),
        partyName: population.name(related),
        shareRatio: share === null ? null : ratio(share),
        validFrom: isoDate(from),
      };
      yield { values, at: from * DAY + 75_000 + (offices.holders % 60) };
    }
}

/** Who owns and runs the firms: the end of a role is a new version. */
export const enterpriseHolder: RecordSource = {
  category: 'enterprise-holder',
  *records(district, since = 0) {
    for (let index = 0; index < district.organizations.firms; index++)
      yield* holdings(district, index, since);
    yield* declared(district);
  },
};
