import {
  BIGINT,
  DATE,
  DECIMAL,
  DuckDBDateValue,
  DuckDBDecimalValue,
  LIST,
  listValue,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { BadInput } from '../errors.js';
import type { ComparisonDeclaration, ParameterValue } from './comparison.js';

/** A value and the first day of judged dates that it applies to. */
export interface DatedValue {
  readonly value: ParameterValue;
  /** yyyy-MM-dd */
  readonly validFrom: string;
}

/** Parameter name -> its values by date; those left out keep their default. */
export type DatedParameters = Readonly<Record<string, readonly DatedValue[]>>;

/** Parameter name -> the value in force. */
export type ParameterSet = Readonly<Record<string, ParameterValue>>;

/** A span of judged dates, [from, to), in which no parameter changes. */
export interface Epoch {
  readonly from: string;
  readonly to: string;
  readonly parameters: ParameterSet;
}

/** Since when the defaults apply; judged dates before it do not occur. */
export const ALWAYS = '1900-01-01';
const NEVER = '9999-12-31';

/** The epochs of a comparison, in order of time: one for each date on which a parameter changes. */
export function epochsOf(
  parameters: ComparisonDeclaration['parameters'],
  dated: DatedParameters = {},
): Epoch[] {
  const timelines = Object.entries(parameters).map(([name, value]): [string, DatedValue[]] => [
    name,
    [{ value, validFrom: ALWAYS }, ...(dated[name] ?? [])].toSorted((a, b) =>
      a.validFrom < b.validFrom ? -1 : Number(a.validFrom > b.validFrom),
    ),
  ]);
  const starts = new Set([
    ALWAYS,
    ...timelines.flatMap(([, values]) => values.map((each) => each.validFrom)),
  ]);
  const from = [...starts].toSorted();
  return from.map((start, at) => ({
    from: start,
    to: from[at + 1] ?? NEVER,
    parameters: Object.fromEntries(
      timelines.flatMap(([name, values]) => {
        const last = values.findLast(({ validFrom }) => validFrom <= start);
        return last ? [[name, last.value]] : [];
      }),
    ),
  }));
}

/** A `yyyy-MM-dd` as DuckDB's date. @throws BadInput `DATE_INVALID` */
export function dayValue(date: string): DuckDBDateValue {
  const ms = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms))
    throw new BadInput('DATE_INVALID', `${JSON.stringify(date)} is not a date like 2025-03-31`);
  return new DuckDBDateValue(ms / 86_400_000);
}

function decimal(text: string): [DuckDBValue, DuckDBType] {
  const scale = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  return [new DuckDBDecimalValue(BigInt(text.replace('.', '')), 18, scale), DECIMAL(18, scale)];
}

/** A parameter's value as it is bound. */
export function bound(value: ParameterValue): [DuckDBValue, DuckDBType] {
  if ('integer' in value) return [BigInt(value.integer), BIGINT];
  if ('decimal' in value) return decimal(value.decimal);
  if ('date' in value) return [dayValue(value.date), DATE];
  if ('codes' in value) return [listValue(value.codes), LIST(VARCHAR)];
  return [value.text, VARCHAR];
}

/** `tolDays` -> `tol_days`, the name in the statement. */
export const parameterName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
