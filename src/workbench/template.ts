import type { SourceSpec } from '../sources/stream.js';
import type { FieldOption } from './field-option.js';

/** What a new connector is scaffolded from. */
export interface Outline {
  readonly department: string;
  /** kebab-case. */
  readonly id: string;
  readonly no: string;
  readonly zh: string;
  readonly en: string;
  readonly row: string;
  readonly mode: 'delta' | 'full';
  readonly key: readonly string[];
  readonly source: SourceSpec;
  readonly fields: readonly FieldOption[];
}

/** Name of the class: `street-lamp` -> `StreetLamp`. */
export const className = (id: string): string =>
  id.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());

/** Name of the stream: `street-lamp` -> `streetLamp`. */
export const streamName = (id: string): string =>
  className(id).replace(/^./, (letter) => letter.toLowerCase());

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const property = (name: string): string => (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : quote(name));
const literal = (value: unknown): string => (typeof value === 'string' ? quote(value) : String(value));

function fieldText({ name, nullable, zh, value }: FieldOption): string {
  const options = [
    `zh: ${quote(zh)}`,
    `sensitivity: '${value.sensitivity}'`,
    ...(nullable ? ['nullable: true'] : []),
  ];
  return [
    `  ${value.decorator}({ ${options.join(', ')} })`,
    `  ${name}!: ${value.type}${nullable ? ' | null' : ''};`,
  ].join('\n');
}

/** The category class. */
export function classText({ id, no, department, zh, en, row, key, fields }: Outline): string {
  const links = ['organization', 'person'].filter((link) =>
    fields.some(({ value }) => value.decorator === `@${link}`),
  );
  const attribute = fields.some(({ value }) => value.decorator.startsWith('@attribute')) ? ['attribute'] : [];
  const imports = [...attribute, 'category', 'CategoryRecord', ...links].join(', ');
  return `import { ${imports} } from '../../src/catalog/category.js';

/** ${row.charAt(0).toUpperCase()}${row.slice(1)}. */
@category({
  id: ${quote(id)},
  no: ${quote(no)},
  department: ${quote(department)},
  zh: ${quote(zh)},
  en: ${quote(en)},
  row: ${quote(row)},
  key: [${key.map(quote).join(', ')}],
})
export class ${className(id)} extends CategoryRecord {
${fields.map(fieldText).join('\n\n')}
}
`;
}

function mappingText({ name, delivered, value }: FieldOption, kind: SourceSpec['kind']): string {
  const more = value.mapping?.(kind) ?? '';
  return `    ${name}: ${more === '' ? quote(delivered) : `{ name: ${quote(delivered)}, ${more} }`},`;
}

/** The stream. */
export function streamText({ department, id, en, mode, source, fields }: Outline): string {
  const spec = Object.entries(source).map(([name, value]) => `    ${name}: ${literal(value)},`);
  return `import { ${className(id)} } from '../../schema/${department}/${id}.js';
import { stream } from '../../src/sources/stream.js';

/** ${en}. */
export const ${streamName(id)} = stream({
  category: ${className(id)},
  source: {
${spec.join('\n')}
  },
  mode: '${mode}',
  cron: '0 3 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
${fields.map((field) => mappingText(field, source.kind)).join('\n')}
  },
});
`;
}

const rowText = (cells: readonly (readonly [name: string, value: unknown])[]): string =>
  `    {\n${cells.map(([name, value]) => `      ${property(name)}: ${literal(value)},`).join('\n')}\n    },`;

/** Three sample rows for the standard suite, to be replaced by what the department delivers. */
export function fixtureText({ en, source, fields }: Outline): string {
  const samples = [1, 2, 3].map((n) =>
    fields.map((field) => ({ field, ...field.value.sample(n, source.kind) })),
  );
  const delivered = samples.map((row) => rowText(row.map((cell) => [cell.field.delivered, cell.delivered])));
  const canonical = samples.map((row) => rowText(row.map((cell) => [cell.field.name, cell.canonical])));
  return `import type { Fixture } from '../../standard.js';

/** ${en} as delivered, and what it comes to. */
export const fixture: Fixture = {
  delivered: [
${delivered.join('\n')}
  ],
  canonical: [
${canonical.join('\n')}
  ],
};
`;
}

/** An explicit list with one more entry: an import after the others, a line at the end of the list. */
export function listed(index: string, name: string, path: string): string {
  const lastImport = index.lastIndexOf('\nimport ');
  const at = index.indexOf('\n', lastImport + 1) + 1;
  const end = index.lastIndexOf('];');
  return `${index.slice(0, at)}import { ${name} } from '${path}';\n${index.slice(at, end)}  ${name},\n${index.slice(end)}`;
}
