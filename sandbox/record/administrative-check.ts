import { DAY, moment } from '../district/calendar.js';
import type { District } from '../district/district.js';
import type { Check } from '../district/inspection.js';
import type { RecordSource, SourceRecord, Value, Values } from './record.js';
import { constantsOf } from './constant.js';

const townshipOf = constantsOf('administrative-check', 'townshipCode');
const FINDINGS = ['灭火器压力不足', '台账记录不完整', '未公示收费标准', '从业人员健康证过期'] as const;

function officersOf({ offices, population }: District, team: readonly number[]): Value[] {
  return team.map((officer) => {
    const { certNo, person } = offices.certificate(officer);
    return { certNo, officerId: population.citizenId(person), officerName: population.name(person) };
  });
}

function values(district: District, check: Check): Values {
  const firm = district.organizations.firm(check.firm);
  const enforcer = district.offices.enforcers[check.enforcer] ?? district.offices.enforcers[0];
  const item = `${enforcer.code.slice(0, 2)}${String(1001 + (check.firm % 40))}`;
  // Half of the checks are registered by scanning the code of the firm, some minutes before they begin.
  const scanned = check.start % 2 === 0;
  const start = scanned ? check.start : check.start - (check.start % 60);
  return {
    checkNo: check.checkNo,
    agencyCode: enforcer.constant,
    uscc: firm.uscc,
    enterpriseName: firm.name,
    townshipCode: townshipOf(firm.community.township.code),
    place: firm.address,
    jointTaskNo: check.jointTaskNo,
    basis: check.basis,
    planNo: check.basis === 'ANNUAL_PLAN' ? `JH${moment(start).slice(0, 4)}${enforcer.code}` : null,
    visitNature: check.nature,
    form: check.form,
    itemCodes: [item],
    officers: officersOf(district, check.team),
    codeScanned: scanned,
    registeredAt: moment(start - 600),
    startAt: moment(start),
    endAt: null,
    result: null,
    finding: null,
    caseNo: null,
    recheckOf: check.recheckOf,
    status: 'VALID',
  };
}

function* versions(district: District, check: Check, since: number): Generator<SourceRecord> {
  const end = check.start - (check.start % 60) + check.minutes * 60;
  const settled = check.caseNo === null ? end + 300 : end + DAY;
  const voided = settled + 2 * DAY;
  if ((check.void ? voided : settled) <= since) return;
  const begun = values(district, check);
  yield { values: begun, at: check.start - 540 };
  const found = check.result !== 'NO_FINDING' && check.result !== 'NOT_FOUND';
  const done: Values = {
    ...begun,
    endAt: moment(end),
    result: check.result,
    finding: found ? (FINDINGS[check.firm % FINDINGS.length] ?? null) : null,
    caseNo: check.caseNo,
  };
  yield { values: done, at: settled };
  if (check.void) yield { values: { ...done, status: 'VOID' }, at: voided };
}

/** Checks at firms, those that led to a penalty case included: each is registered, finished, and sometimes voided. */
export const administrativeCheck: RecordSource = {
  category: 'administrative-check',
  *records(district, since = 0) {
    const { inspections, organizations, fees, offices } = district;
    for (let firm = 0; firm < organizations.firms; firm++)
      for (const check of inspections.of(firm)) yield* versions(district, check, since);
    for (const period of fees.periods)
      for (const enforcer of offices.enforcers.keys())
        for (const { check } of fees.penalties.of(enforcer, period))
          if (check) yield* versions(district, check, since);
  },
};
