import { yuan } from '../district/account.js';
import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import type { Offender, PenaltyCase } from '../district/penalty.js';
import type { RecordSource, SourceRecord, Value, Values } from './record.js';

/** Kind, identifier and name of whoever is fined or pays, under the names of a record kind. */
export function partyValues({ population, organizations }: District, party: Offender, as: string): Values {
  if (party.kind === 'ENTERPRISE') {
    const { uscc, name } = organizations.firm(party.firm);
    return { [`${as}Kind`]: party.kind, [`${as}Id`]: uscc, [`${as}Name`]: name };
  }
  const { person } = party;
  return {
    [`${as}Kind`]: party.kind,
    [`${as}Id`]: population.citizenId(person),
    [`${as}Name`]: population.name(person),
  };
}

function filedValues(district: District, one: PenaltyCase): Values {
  const { offices, population } = district;
  const enforcer = offices.enforcers[one.enforcer] ?? offices.enforcers[0];
  return {
    caseNo: one.caseNo,
    agencyCode: enforcer.constant,
    ...partyValues(district, one.offender, 'party'),
    actCode: one.actCode,
    actName: one.actName,
    factFrom: isoDate(one.factFrom),
    factTo: one.factTo === null ? null : isoDate(one.factTo),
    sceneNo: one.sceneNo,
    procedure: one.procedure,
    checkNo: one.check?.checkNo ?? null,
    filedDate: one.filed === null ? null : isoDate(one.filed),
    decidedDate: null,
    decisionNo: null,
    excludedDays: one.excludedDays,
    extensions: [],
    penaltyKinds: [],
    fine: null,
    confiscated: null,
    instalments: [],
    deferredTo: null,
    officers: one.team.map((officer): Value => {
      const { certNo, person } = offices.certificate(officer);
      return { certNo, officerId: population.citizenId(person) };
    }),
    status: 'FILED',
    closedDate: null,
  };
}

function decision(one: PenaltyCase): Values {
  const { fine, confiscated, payments } = one;
  const kinds = fine === null ? ['WARNING'] : confiscated === null ? ['FINE'] : ['FINE', 'CONFISCATION'];
  return {
    decidedDate: isoDate(one.decided),
    decisionNo: one.decisionNo,
    penaltyKinds: one.ends === 'DROPPED' ? [] : kinds,
    fine: fine === null ? null : yuan(fine),
    confiscated: confiscated === null ? null : yuan(confiscated),
    instalments: one.byInstalments
      ? payments.map(({ collected, amount }) => ({ dueDate: isoDate(collected), amount: yuan(amount) }))
      : [],
    status: one.ends === 'DROPPED' ? 'DROPPED' : 'DECIDED',
  };
}

function* versions(district: District, one: PenaltyCase, since: number): Generator<SourceRecord> {
  const second = 11 * 3600 + (one.factFrom % 20_000);
  const { filed, extension } = one;
  if (one.ended * DAY + second + 900 <= since) return;
  let values = filedValues(district, one);
  if (filed !== null) yield { values, at: filed * DAY + second };
  if (extension) {
    const { approved, days } = extension;
    values = { ...values, extensions: [{ approvedDate: isoDate(approved), days, approverId: null }] };
    yield { values, at: approved * DAY + second };
  }
  values = { ...values, ...decision(one) };
  yield { values, at: one.decided * DAY + second + 300 };
  if (one.ends === 'DROPPED') return;
  const closed = one.ends === 'CLOSED' ? isoDate(one.ended) : null;
  yield { values: { ...values, status: one.ends, closedDate: closed }, at: one.ended * DAY + second + 900 };
}

/** Penalty cases: filed, decided, and closed some days after the last payment. */
export const penaltyCase: RecordSource = {
  category: 'penalty-case',
  *records(district, since = 0) {
    const { fees, offices } = district;
    for (const period of fees.periods)
      for (const enforcer of offices.enforcers.keys())
        for (const one of fees.penalties.of(enforcer, period)) yield* versions(district, one, since);
  },
};
