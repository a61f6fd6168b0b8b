import type { ParameterValue } from '../analytics/comparison.js';
import type { Comparison } from '../analytics/library.js';
import { ALWAYS, type DatedParameters } from '../analytics/parameter.js';
import { BadInput } from '../errors.js';

const FORMS: readonly (readonly [kind: keyof ValueForms, form: RegExp])[] = [
  ['integer', /^-?\d{1,15}$/],
  ['decimal', /^-?\d{1,16}(\.\d{1,6})?$/],
  ['date', /^\d{4}-\d{2}-\d{2}$/],
  ['codes', /^[A-Z0-9_]+(,[A-Z0-9_]+)*$/],
  ['text', /^.{1,100}$/],
];

interface ValueForms {
  integer: number;
  decimal: string;
  date: string;
  codes: readonly string[];
  text: string;
}

function valueOf(kind: keyof ValueForms, text: string): ParameterValue {
  switch (kind) {
    case 'integer':
      return { integer: Number(text) };
    case 'decimal':
      return { decimal: text };
    case 'date':
      return { date: text };
    case 'codes':
      return { codes: text.split(',') };
    default:
      return { text };
  }
}

function readValue(name: string, declared: ParameterValue, text: string): ParameterValue {
  const [kind, form] = FORMS.find(([candidate]) => candidate in declared) ?? ['text', /^.{1,100}$/];
  if (!form.test(text)) throw new BadInput('PARAMETER_VALUE', `${name} takes a value of kind ${kind}`);
  return valueOf(kind, text);
}

/**
 * Parameters with other values from a day on: `{ tolDays: '3' }`. What was set for that day or a later one before
 * gives way.
 * @throws BadInput `PARAMETER_UNKNOWN`, `PARAMETER_VALUE`
 */
export function changeParameters(
  comparison: Pick<Comparison, 'id' | 'parameters'>,
  current: DatedParameters,
  values: Readonly<Record<string, string>>,
  validFrom: string = ALWAYS,
): DatedParameters {
  const changed = Object.entries(values).map(([name, text]) => {
    const declared = comparison.parameters[name];
    if (!declared)
      throw new BadInput(
        'PARAMETER_UNKNOWN',
        `${comparison.id} has the parameters ${Object.keys(comparison.parameters).join(', ') || '(none)'}`,
      );
    const earlier = (current[name] ?? []).filter((value) => value.validFrom < validFrom);
    return [name, [...earlier, { validFrom, value: readValue(name, declared, text) }]] as const;
  });
  return { ...current, ...Object.fromEntries(changed) };
}
