import { citizenIdCheck } from '../catalog/canonical/citizen-id.js';
import { usccCheck } from '../catalog/canonical/uscc.js';
import { ConfigError } from '../errors.js';
import type { SourceSpec } from '../sources/stream.js';

type SourceKind = SourceSpec['kind'];

/** A value of a sample row: as delivered, and in canonical form. */
export interface Sample {
  readonly delivered: string | number | boolean;
  readonly canonical: string | number | boolean;
}

/** What the scaffold knows of a value type. */
export interface ValueKind {
  /** The decorator in the class. */
  readonly decorator: string;
  readonly type: 'string' | 'number' | 'boolean';
  readonly sensitivity: 'public' | 'internal' | 'personal';
  /** What a mapping says besides the delivered name. */
  readonly mapping?: (kind: SourceKind) => string;
  /** The value of the n-th sample row. */
  readonly sample: (n: number, kind: SourceKind) => Sample;
}

/** A field as it was given on the command line. */
export interface FieldOption {
  readonly name: string;
  readonly nullable: boolean;
  readonly delivered: string;
  readonly zh: string;
  readonly value: ValueKind;
}

const two = (n: number): string => String(n).padStart(2, '0');
const same = (value: string): Sample => ({ delivered: value, canonical: value });
const text = (decorator: string, sample: (n: number) => Sample): ValueKind => ({
  decorator: `@attribute.${decorator}`,
  type: 'string',
  sensitivity: 'internal',
  sample,
});

/** Views spell times without separators; the others with. */
const compact = (kind: SourceKind, value: string): string =>
  kind === 'view' ? value.replace(/\D/g, '') : value;

function time(decorator: string, pattern: string, value: (n: number) => string, zone = ''): ValueKind {
  return {
    decorator: `@attribute.${decorator}`,
    type: 'string',
    sensitivity: 'internal',
    mapping: (kind) => `format: '${kind === 'view' ? pattern.replace(/[^A-Za-z]/g, '') : pattern}'`,
    sample: (n, kind) => ({
      delivered: compact(kind, value(n)),
      canonical: zone === '' ? value(n) : `${value(n).replace(' ', 'T')}${zone}`,
    }),
  };
}

function person(n: number): Sample {
  const digits = `19010219560715${String(n).padStart(3, '0')}`;
  return same(digits + citizenIdCheck(digits));
}

function organization(n: number): Sample {
  const code = `91190102MA${String(n).padStart(7, '0')}`;
  return same(code + usccCheck(code));
}

const KINDS: Readonly<Record<string, ValueKind>> = {
  citizenId: { decorator: '@person', type: 'string', sensitivity: 'personal', sample: person },
  uscc: { decorator: '@organization', type: 'string', sensitivity: 'public', sample: organization },
  string: text('string', (n) => same(`示例${n}`)),
  text: text('text', (n) => same(`示例${n}`)),
  docNo: text('docNo', (n) => same(`NO${n}`)),
  plate: text('plate', (n) => same(`示A0000${n}`)),
  integer: {
    ...text('integer', () => same('')),
    type: 'number',
    sample: (n) => ({ delivered: n, canonical: n }),
  },
  decimal: text('decimal', (n) => same(`10${n}.50`)),
  ratio: text('ratio', (n) => ({ delivered: `0.${n}`, canonical: `0.${n}00000` })),
  boolean: {
    decorator: '@attribute.boolean',
    type: 'boolean',
    sensitivity: 'internal',
    mapping: (kind) => (kind === 'api' ? '' : `booleans: { '1': true, '0': false }`),
    sample: (n, kind) => {
      const canonical = n % 2 === 1;
      return { canonical, delivered: kind === 'api' ? canonical : String(Number(canonical)) };
    },
  },
  date: time('date', 'yyyy-MM-dd', (n) => `2025-01-${two(n)}`),
  datetime: time('datetime', 'yyyy-MM-dd HH:mm:ss', (n) => `2025-01-${two(n)} 08:00:00`, '+08:00'),
  month: time('month', 'yyyy-MM', (n) => `2025-${two(n)}`),
  year: {
    ...text('year', () => same('')),
    type: 'number',
    sample: (n) => ({ delivered: String(2020 + n), canonical: 2020 + n }),
  },
};

const FORM = /^([a-z][A-Za-z0-9]*):([A-Za-z]+)(\?)?(?:=([^/]+)(?:\/(.+))?)?$/;

/**
 * Reads `name:type`, `name:type?` where it may be missing, followed by `=delivered` and `/中文` if wanted:
 * `installedDate:date?=azrq/安装日期`.
 * @throws ConfigError `FIELD_INVALID`
 */
export function readFieldOption(given: string): FieldOption {
  const [, name = '', type = '', optional, delivered = name, zh = delivered] = FORM.exec(given) ?? [];
  const value = KINDS[type];
  if (!value)
    throw new ConfigError(
      'FIELD_INVALID',
      `${given} is no field: name:type[?][=delivered[/中文]] is expected, type one of ${Object.keys(KINDS).join(', ')}`,
    );
  return { name, nullable: optional === '?', delivered, zh, value };
}
