/** A named piece of SQL that questions are written with. */
export interface Macro {
  /** Name and parameters, `days_between(from_day, to_day)`. */
  readonly signature: string;
  /** What it gives, for `docs/adding-a-comparison.md`. */
  readonly gives: string;
  readonly sql: string;
}

const macro = (signature: string, gives: string, sql: string): Macro => ({ signature, gives, sql });

/** 10^8: parts and wholes of a share are compared in units of 8 decimals, as integers. */
const UNITS = 100_000_000;
const inUnits = (amount: string): string => `CAST(CAST(${amount} AS DECIMAL(28,8)) * ${UNITS} AS HUGEINT)`;
const inCents = (amount: string): string => `CAST(CAST(${amount} AS DECIMAL(28,2)) * 100 AS HUGEINT)`;

/**
 * The only date arithmetic that questions use, so that they read like their rules and could run on another
 * engine. Days are DATEs, instants TIMESTAMPs in Asia/Shanghai, months DATEs of their first day.
 */
export const DATE_MACROS: readonly Macro[] = [
  macro('day_of(t)', 'the day of an instant', 'CAST(t AS DATE)'),
  macro('start_of(d)', 'the first instant of a day', 'CAST(d AS TIMESTAMP)'),
  macro(
    'days_between(from_day, to_day)',
    'calendar difference: 1 March to 31 March is 30',
    'to_day - from_day',
  ),
  macro('days_in(from_day, to_day)', 'days of an interval, both ends included', 'to_day - from_day + 1'),
  macro('add_days(d, n)', 'the day n days later (earlier when negative)', 'd + CAST(n AS INTEGER)'),
  macro(
    'add_months(d, n)',
    'the day n months later; the last day of a shorter month',
    'CAST(d + to_months(CAST(n AS INTEGER)) AS DATE)',
  ),
  macro(
    'add_years(d, n)',
    'the day n years later; 28 February for 29',
    'CAST(d + to_years(CAST(n AS INTEGER)) AS DATE)',
  ),
  macro('add_seconds(t, n)', 'the instant n seconds later', 't + to_seconds(CAST(n AS INTEGER))'),
  macro('add_minutes(t, n)', 'the instant n minutes later', 't + to_minutes(CAST(n AS INTEGER))'),
  macro('add_hours(t, n)', 'the instant n hours later', 't + to_hours(CAST(n AS INTEGER))'),
  macro('month_start(d)', 'the first day of the month of a day', "CAST(date_trunc('month', d) AS DATE)"),
  macro('month_end(d)', 'the last day of the month of a day', 'last_day(d)'),
  macro('year_of(d)', 'the year of a day', 'CAST(year(d) AS INTEGER)'),
  macro('month_text(d)', 'the period form of a month, 2025-03', "strftime(d, '%Y-%m')"),
  macro('day_text(d)', 'the period form of a day, 2025-03-10', "strftime(d, '%Y-%m-%d')"),
  macro(
    'year_day(y, month_day)',
    "the day of a year given as '07-31'",
    "CAST(CAST(y AS VARCHAR) || '-' || month_day AS DATE)",
  ),
  macro('is_weekday(d)', 'whether a day is Monday to Friday', 'isodow(d) <= 5'),
  macro(
    'months_between(from_month, to_month)',
    'months from one month to another: 2025-01 to 2025-03 is 2',
    "date_diff('month', from_month, to_month)",
  ),
  macro(
    'months_in(from_month, to_month)',
    'months of a period, both included: 2025-01 to 2025-03 is 3',
    "date_diff('month', from_month, to_month) + 1",
  ),
  macro(
    'in_force(d, valid_from, valid_to)',
    'whether an inclusive interval holds on a day; a null from means always, a null to means open',
    'coalesce(valid_from <= d, true) AND coalesce(d <= valid_to, true)',
  ),
  macro(
    'overlap(from_a, to_a, from_b, to_b)',
    'whether two inclusive intervals have a day in common; null ends are open',
    'coalesce(from_a <= to_b, true) AND coalesce(from_b <= to_a, true)',
  ),
  macro(
    'each_day(from_day, to_day)',
    'the days of an interval as a list, for unnest(); empty when it ends before it begins',
    'CAST(generate_series(from_day, to_day, to_days(1)) AS DATE[])',
  ),
  macro(
    'each_month(from_day, to_day)',
    'the first days of all months that an interval touches, as a list',
    "CAST(generate_series(date_trunc('month', from_day), CAST(to_day AS TIMESTAMP), to_months(1)) AS DATE[])",
  ),
  macro(
    'first_days(valid_from, valid_to, as_of)',
    'first-of-month test: the first days of months inside the interval and not after as_of, as a list',
    `CAST(generate_series(
       last_day(coalesce(valid_from, DATE '1900-01-02') - 1) + 1,
       coalesce(least(valid_to, as_of), as_of), to_months(1)) AS DATE[])`,
  ),
  macro(
    'first_full_day(admitted_at)',
    'the first full hospital day of a stay',
    'CAST(admitted_at AS DATE) + 1',
  ),
  macro(
    'last_full_day(discharged_at, as_of)',
    'the last full hospital day: the day before discharge, as_of while not discharged',
    'coalesce(CAST(discharged_at AS DATE) - 1, as_of)',
  ),
  macro(
    'full_hospital_day(d, admitted_at, discharged_at, as_of)',
    'whether a day lies strictly inside a stay: both boundary days belong to the home',
    'd > CAST(admitted_at AS DATE) AND d <= coalesce(CAST(discharged_at AS DATE) - 1, as_of)',
  ),
  macro(
    'reaches_age(birth_date, age)',
    'the day on which a person reaches an age',
    'CAST(birth_date + to_years(CAST(age AS INTEGER)) AS DATE)',
  ),
];

/** Money, subjects, evidence and severity. */
export const RESULT_MACROS: readonly Macro[] = [
  macro(
    'share(amount, part, whole)',
    'amount x part / whole, rounded half up to 0.01, exactly; 0.00 when whole is 0',
    `CASE WHEN whole = 0 THEN CAST(0 AS DECIMAL(18,2)) ELSE CAST(CAST(
       (2 * ${inCents('amount')} * ${inUnits('part')} + ${inUnits('whole')}) // (2 * ${inUnits('whole')})
       AS DECIMAL(20,0)) * 0.01 AS DECIMAL(18,2)) END`,
  ),
  macro('money(amount)', 'a decimal rounded half up to 0.01', 'CAST(round(amount, 2) AS DECIMAL(18,2))'),
  macro('person_key(person_id)', 'a person as a subject', "'person:' || person_id"),
  macro(
    'organization_key(organization_id)',
    'an organization as a subject',
    "'organization:' || organization_id",
  ),
  macro(
    'party_key(person_id, organization_id)',
    'whichever of the two is not null, as a subject',
    "coalesce('person:' || person_id, 'organization:' || organization_id)",
  ),
  macro(
    'subject_key(kind, value)',
    "any other subject: subject_key('family', family_no)",
    "kind || ':' || value",
  ),
  macro(
    'evidence(category, id)',
    "a source row: evidence('inpatient-stay', id); collect them with list(DISTINCT …)",
    'struct_pack(category := CAST(category AS VARCHAR), id := CAST(id AS BIGINT))',
  ),
  macro(
    'evidence_list(category, ids)',
    "the same for a list of ids: evidence_list('inpatient-stay', list(id))",
    'list_transform(ids, lambda each: struct_pack(category := CAST(category AS VARCHAR), id := CAST(each AS BIGINT)))',
  ),
  macro(
    'highest_severity(severity)',
    'of the rows of a group: RED over YELLOW over BLUE',
    "CASE WHEN bool_or(severity = 'RED') THEN 'RED' WHEN bool_or(severity = 'YELLOW') THEN 'YELLOW' ELSE 'BLUE' END",
  ),
  macro(
    'one_of(value, list)',
    'whether a code is one of a list parameter',
    'list_contains(list, CAST(value AS VARCHAR))',
  ),
];

/** Statements that define all macros in a DuckDB database. */
export function macroStatements(): string[] {
  return [...DATE_MACROS, ...RESULT_MACROS].map(
    ({ signature, sql }) => `CREATE OR REPLACE MACRO ${signature} AS (${sql})`,
  );
}
