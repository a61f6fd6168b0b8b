import { assistanceIndex, inForce } from '../district/assistance-index.js';
import { createBenefits, lastMonthHere, monthFrom, type Entitlement } from '../district/benefit.js';
import { DAY, monthOf } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { parcelSeason, seasonsOf } from '../district/grain-season.js';
import { coalClaims, heatingCount, heatingOf } from '../district/heating.js';
import { parcelCount, parcelOf } from '../district/parcel.js';
import { pupilIn, termsOf } from '../district/pupil.js';
import { draw, mix, textHash } from '../district/random.js';
import type { RecordSource, SourceRecord } from './record.js';
import { createLineWriter, type Due, type PaidItem } from './subsidy-line.js';

/** Own part of a hospital bill, in fen, above which medical aid is paid to everybody on assistance. */
const SELF_PAID = 300_000;
/** Yuan for a mu of grain, and for a tonne of coal. */
const [GRAIN_RATE, COAL_RATE] = [95, 600];
/** Other benefits go to a share of those who are old enough. */
const OTHER_SHARE = 0.337;
const OTHER_AGE = 46;
const SALT = textHash('other benefit');

interface Span {
  readonly first: number;
  readonly last: number;
}

/** Months that are drawn: not those whose lines cannot have changed, nor those that are not yet. */
function spanOf(district: District, since: number): Span {
  const first = Math.max(monthOf(district.from), since === 0 ? 0 : monthOf(Math.floor(since / DAY)) - 3);
  return { first, last: monthOf(Math.min(district.until, Math.floor(district.moment / DAY))) };
}

const getsOther = ({ seed }: District, person: number): boolean =>
  draw(mix(mix(SALT, seed), person)) < OTHER_SHARE;

function* entitled(
  person: number,
  { item, from, to, outcome, amount }: Entitlement,
  span: Span,
  payee: number | null,
): Generator<Due> {
  if (outcome !== 'PAID' && outcome !== 'LATE') return;
  const late = outcome === 'LATE';
  for (let month = Math.max(from, span.first); month <= Math.min(to ?? span.last, span.last); month++)
    yield late && month === from
      ? { item, person, from, amount, batch: from + 1, arrears: true, payee }
      : { item, person, from: month, amount, payee };
}

/** What approved grain claims bring, in the month after the season is closed. */
function* grain(district: District, span: Span): Generator<Due> {
  const seasons = seasonsOf(district).map((season) => ({ season, batch: monthOf(season.closed) + 1 }));
  const paid = seasons.filter(({ batch }) => batch >= span.first && batch <= span.last);
  for (let index = 0; index < parcelCount(district); index++) {
    const parcel = parcelOf(district, index);
    for (const { season, batch } of paid)
      for (const [at, { person, area, outcome }] of parcelSeason(district, parcel, season).claims.entries()) {
        if (outcome !== 'APPROVED' || (lastMonthHere(district, person) ?? batch) < batch) continue;
        const [from, to] = [monthOf(season.windowFrom), monthOf(season.windowTo)];
        const amount = Math.round(area * GRAIN_RATE * 100) / 100;
        yield { item: 'GRAIN', person, from, to, amount, batch, line: index * 4 + at + 1 };
      }
  }
}

/** What approved coal claims bring, once the coal was delivered. */
function* coal(district: District, span: Span): Generator<Due> {
  for (let index = 0; index < heatingCount(district); index++)
    for (const { season, delivered, outcome, tonnes } of coalClaims(district, index)) {
      const november = Number(season.slice(0, 4)) * 12 + 10;
      const batch = monthOf(delivered + 2) + 1;
      if (outcome !== 'APPROVED' || batch < span.first || batch > span.last) continue;
      const { head } = heatingOf(district, index);
      if ((lastMonthHere(district, head) ?? batch) < batch) continue;
      const amount = tonnes * COAL_RATE;
      yield { item: 'SMOKELESS_COAL', person: head, from: november, to: november + 4, amount, batch };
    }
}

function* schooling(district: District, person: number, span: Span): Generator<Due> {
  for (const term of termsOf(district)) {
    const batch = term.from + 1;
    if (batch < span.first || batch > span.last) continue;
    const pupil = pupilIn(district, person, term);
    if (pupil?.amount)
      yield { item: 'STUDENT_AID', person, from: term.from, to: term.to, amount: pupil.amount, batch };
  }
}

function* monthly(
  item: PaidItem,
  person: number,
  amount: number,
  { first, last }: Span,
  line?: number,
): Generator<Due> {
  for (let month = first; month <= last; month++)
    yield line === undefined
      ? { item, person, from: month, amount }
      : { item, person, from: month, amount, line };
}

/** All that is due to a resident by his own right. */
function* residents(district: District, span: Span): Generator<Due> {
  const { population, until } = district;
  const benefits = createBenefits(district);
  for (let person = 0; person < population.size; person++) {
    const end = lastMonthHere(district, person) ?? span.last;
    if (end < span.first) continue;
    const household = population.householdOf(person);
    const head = population.headOf(household);
    const payee = head !== person && (mix(person, 3) >>> 0) % 9 === 0 ? head : null;
    for (const entitlement of benefits.of(person)) yield* entitled(person, entitlement, span, payee);
    const age = population.age(person, until);
    if (age >= OTHER_AGE && getsOther(district, person))
      yield* monthly('OTHER_BENEFIT', person, 10 + (person % 6) * 10, {
        first: span.first,
        last: Math.min(end, span.last),
      });
    if (age < 22) yield* schooling(district, person, span);
  }
}

function* assisted(district: District, span: Span): Generator<Due> {
  for (const { number, kind, members, amount, atHome, from, to } of district.welfare.assistance()) {
    const [person] = members;
    const end = Math.min(
      lastMonthHere(district, person) ?? span.last,
      to === null ? span.last : monthOf(to),
      span.last,
    );
    const months = { first: Math.max(monthFrom(from), span.first), last: end };
    if (kind === '1') yield* monthly('DIBAO', person, amount, months, number);
    if (kind === '2') yield* monthly('DESTITUTE', person, amount, months, number);
    if (kind === '2' && atHome) yield* monthly('DESTITUTE_CARE', person, 380, months, number);
    const once = monthOf(from) + 1;
    if (kind === '3' && once >= span.first && once <= end)
      yield { item: 'TEMPORARY_AID', person, from: once, amount, line: number };
  }
}

function* rents(district: District, span: Span): Generator<Due> {
  for (const { number, kind, members, amount, from, to } of district.welfare.rentals()) {
    const [person] = members;
    const last = Math.min(lastMonthHere(district, person) ?? span.last, monthOf(to), span.last);
    if (kind === '2')
      yield* monthly(
        'RENT_SUBSIDY',
        person,
        amount,
        { first: Math.max(monthFrom(from), span.first), last },
        number,
      );
  }
}

/** Aid for every large bill of somebody on assistance that was not settled at once, well within 90 days. */
function* bills(district: District, span: Span): Generator<Due> {
  for (const [person, states] of assistanceIndex(district))
    for (const { discharged, cancelled, fees } of district.stays.of(person)) {
      if (discharged === null || cancelled || fees.aid > 0 || fees.self <= SELF_PAID) continue;
      const settled = Math.floor(discharged / DAY);
      const month = monthOf(settled);
      if (month < span.first - 4 || month > span.last) continue;
      if (
        !states.some(
          (state) => state.kind !== '3' && (inForce(state, settled) || inForce(state, settled + 10)),
        )
      )
        continue;
      yield {
        item: 'MEDICAL_AID',
        person,
        from: month,
        amount: Math.round((fees.self - SELF_PAID) * 0.7) / 100,
        submitted: settled + 16 + ((mix(person, settled) >>> 0) % 40),
        line: person + 1,
      };
    }
}

/** Payments of subsidies to residents through the one-card system. */
export const subsidyPayment: RecordSource = {
  category: 'subsidy-payment',
  *records(district, since = 0): Generator<SourceRecord> {
    const span = spanOf(district, since);
    const { write } = createLineWriter(district);
    for (const due of residents(district, span)) yield* write(due);
    for (const due of assisted(district, span)) yield* write(due);
    for (const due of rents(district, span)) yield* write(due);
    for (const due of bills(district, span)) yield* write(due);
    for (const due of grain(district, span)) yield* write(due);
    for (const due of coal(district, span)) yield* write(due);
  },
};
