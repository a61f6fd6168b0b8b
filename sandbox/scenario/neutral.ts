import { createHash } from 'node:crypto';
import type { FieldSpec } from '../catalogue/spec.js';
import type { Value, Values } from '../record/record.js';
import { textFor } from './pattern.js';

/** What neutral values are made from. */
export interface NeutralDeps {
  /** `yyyy-MM-dd` of a day in the past. */
  readonly day: string;
  readonly person: () => string;
  readonly organization: () => string;
  readonly serial: () => number;
}

/** States in which a row counts, and kinds that say nothing. */
const PREFERRED = [
  'NORMAL', 'VALID', 'APPROVED', 'SUCCESS', 'PAID', 'IN_FORCE', 'ACTIVE', 'IN_TREASURY', 'COLLECTED', 'ENTERED', 'OPEN',
  'CITIZEN', 'PERSON', 'MALE', 'SELF',
] as const; // prettier-ignore

function constantOf({ codes, standard }: FieldSpec): string {
  if (!codes) return standard?.includes('4754') ? 'F5299' : 'A01';
  const constants = Object.values(codes).map(([constant]) => constant);
  const vague = /^(UNKNOWN|OTHER|UNSTATED)/;
  return (
    PREFERRED.find((constant) => constants.includes(constant)) ??
    constants.find((constant) => !vague.test(constant)) ??
    constants[0] ??
    ''
  );
}

function partyOf(
  field: FieldSpec,
  values: Values,
  siblings: readonly FieldSpec[],
  deps: NeutralDeps,
): string {
  const sibling = siblings.find(({ as }) => as === field.kind?.field);
  const codes = (of: readonly string[] = []) => of.map((code) => sibling?.codes?.[code]?.[0]);
  const kind = String(values[field.kind?.field ?? ''] ?? '');
  if (codes(field.kind?.uscc).includes(kind)) return deps.organization();
  return codes(field.kind?.citizenId).includes(kind) ? deps.person() : `WJ${deps.serial()}`;
}

/** A neutral valid value of a field that may not be null. */
export function neutralValue(
  field: FieldSpec,
  values: Values,
  siblings: readonly FieldSpec[],
  deps: NeutralDeps,
): Value {
  const patterned = (otherwise: string): string =>
    field.pattern === undefined ? otherwise : textFor(field.pattern, deps.serial());
  switch (field.type) {
    case 'citizenId':
      return deps.person();
    case 'uscc':
      return deps.organization();
    case 'partyId':
      return partyOf(field, values, siblings, deps);
    case 'docNo':
      return patterned(`YX${String(deps.serial()).padStart(10, '0')}`);
    case 'plate':
      return `示A${String(deps.serial() % 100_000).padStart(5, '0')}`;
    case 'hash':
      return createHash('sha256').update(`planted ${deps.serial()}`).digest('hex');
    case 'ip':
      return '10.8.3.21';
    case 'mac':
      return '00:16:3E:00:00:01';
    case 'integer':
      return 1;
    case 'decimal':
      return (0).toFixed(field.scale ?? 2);
    case 'ratio':
      return '1.000000';
    case 'boolean':
      return false;
    case 'date':
      return deps.day;
    case 'datetime':
      return `${deps.day}T10:00:00+08:00`;
    case 'month':
      return deps.day.slice(0, 7);
    case 'year':
      return Number(deps.day.slice(0, 4));
    case 'code':
      return field.pattern === undefined ? constantOf(field) : patterned('');
    case 'list':
      return [];
    default:
      return patterned(field.as.toLowerCase().includes('township') ? '190102001' : field.zh);
  }
}
