import { createHash } from 'node:crypto';
import { DuckDBListValue, DuckDBMapValue, DuckDBStructValue, type DuckDBValue } from '@duckdb/node-api';
import type { Severity } from './comparison.js';
import type { ParameterSet } from './parameter.js';

/** A source row that makes a finding true: its category and surrogate. */
export interface Evidence {
  readonly category: string;
  readonly id: number;
}

/** A computed figure: text for decimals, dates and codes, a number for counts. */
export type Fact = string | number | boolean | null | Fact[] | { readonly [name: string]: Fact };

/** One answer of a question: what becomes an alert. */
export interface Finding {
  /** Hex SHA-256 over module id, subjects and period: equal fingerprints are one alert. */
  readonly fingerprint: string;
  /** Typed keys, sorted; persons and organizations by their surrogates (`person:17`). */
  readonly subjects: readonly string[];
  readonly period: string;
  /** yyyy-MM-dd */
  readonly judgedDate: string;
  readonly severity: Severity;
  /** Yuan, two decimals; `0.00` where no money is at stake. */
  readonly amount: string;
  /** By category, then surrogate; no row twice. */
  readonly evidence: readonly Evidence[];
  readonly facts: Readonly<Record<string, Fact>>;
  /** The parameter values in force on the judged date. */
  readonly parameters: ParameterSet;
}

/** SHA-256 over module id, `|`, subjects sorted as text and joined by `,`, `|`, period. */
export function fingerprintOf(module: string, subjects: readonly string[], period: string): string {
  return createHash('sha256')
    .update(`${module}|${subjects.toSorted().join(',')}|${period}`)
    .digest('hex');
}

/** A value of DuckDB as a fact. */
export function toFact(value: DuckDBValue): Fact {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof DuckDBListValue) return value.items.map(toFact);
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([name, member]) => [name, toFact(member)]));
  if (value instanceof DuckDBMapValue)
    return Object.fromEntries(value.entries.map((entry) => [String(entry.key), toFact(entry.value)]));
  return String(value);
}
