import { GraphQLScalarType, Kind } from 'graphql';
import { BadInput } from '../errors.js';

interface Form {
  readonly name: string;
  readonly description: string;
  readonly pattern: RegExp;
  /** What the pattern cannot tell. */
  readonly holds?: (text: string) => boolean;
}

function isRealDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function textScalar({ name, description, pattern, holds = () => true }: Form): GraphQLScalarType {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && pattern.test(value) && holds(value)) return value;
    throw new BadInput('BAD_VALUE', `${name} takes: ${description}`);
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** Exact decimals travel as text: a float would lose cents. */
export const DecimalScalar = textScalar({
  name: 'Decimal',
  description: 'an exact decimal number as text, such as "1250.50"',
  pattern: /^-?\d{1,16}(\.\d{1,6})?$/,
});

/** Calendar dates, without a zone. */
export const DateScalar = textScalar({
  name: 'Date',
  description: 'a calendar date, yyyy-MM-dd',
  pattern: /^\d{4}-\d{2}-\d{2}$/,
  holds: isRealDate,
});

/** Instants in the district's time. */
export const DateTimeScalar = textScalar({
  name: 'DateTime',
  description: 'an instant with its offset, yyyy-MM-ddTHH:mm:ss+08:00',
  pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/,
  holds: (text) => isRealDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)),
});

/** Calendar months. */
export const MonthScalar = textScalar({
  name: 'Month',
  description: 'a calendar month, yyyy-MM',
  pattern: /^\d{4}-(0[1-9]|1[0-2])$/,
});
