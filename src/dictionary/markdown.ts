import type { CategoryEntry, FieldEntry } from './dictionary.js';

const HEAD = `# Data dictionary · 数据字典

Generated from the catalog and the connectors by \`tributary dictionary\`; do not edit. The same is had from the graph:
\`{ categories { no zh row key source { kind schedule } fields { name zh type nullable sensitivity unit codes { constant zh } } } }\`.
A field is there in every row unless it is optional. Sensitivity: public, internal (staff of the district), personal and
sensitive (masked unless a role allows it).
`;

const HOUR = 3_600_000;
const age = (ms: number): string => (ms % (24 * HOUR) === 0 ? `${ms / (24 * HOUR)} d` : `${ms / HOUR} h`);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text: string): string => `\`${text}\``;

function typeName({ type, scale, unit, of }: FieldEntry): string {
  const name = type === 'list' && of.length > 0 ? 'list of' : scale === null ? type : `${type}(${scale})`;
  return unit === null ? name : `${name}, ${unit}`;
}

function remarks(field: FieldEntry): string {
  const codes = field.codes.map(({ code: given, constant, zh }) => `${given} ${constant} ${zh}`).join('; ');
  return [
    codes,
    field.standard && `codes of ${field.standard}`,
    field.pattern && `pattern ${code(field.pattern)}`,
    field.note,
  ]
    .filter(Boolean)
    .join('. ');
}

function fieldRows(fields: readonly FieldEntry[], prefix = ''): string[] {
  return fields.flatMap((field) => [
    `| ${[
      code(prefix + field.name),
      field.zh,
      field.deliveredAs ?? '',
      typeName(field),
      field.nullable ? 'optional' : '',
      field.sensitivity,
      remarks(field),
    ]
      .map(cell)
      .join(' | ')} |`,
    ...fieldRows(field.of, `${prefix}${field.name}.`),
  ]);
}

function section(category: CategoryEntry): string {
  const { source, freshness } = category;
  const key = category.key.map(code).join(', ');
  const facts = [
    `One row: ${category.row}. Key: ${key}.`,
    `Graph: type ${code(category.type)}, connection ${code(category.plural)}. Department: ${code(category.department)}.`,
    ...(source && freshness
      ? [
          `Delivered as ${source.kind} ${code(source.name)}, ${source.mode}, read at ${code(source.schedule)} (${source.tz}); late after ${age(freshness.warn)}, expired after ${age(freshness.fail)}.`,
        ]
      : []),
  ];
  return [
    `## ${category.no} ${category.zh} · ${category.en} (${code(category.id)})`,
    '',
    facts.join('\n'),
    '',
    '| field | 中文 | delivered as | type | | sensitivity | codes, patterns, notes |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...fieldRows(category.fields),
    '',
  ].join('\n');
}

/** The data dictionary as one Markdown document. */
export function dictionaryMarkdown(categories: readonly CategoryEntry[]): string {
  const list = categories.map(({ no, zh, en, id }) => `- ${no} ${zh} · ${en} (${code(id)})`).join('\n');
  return [HEAD, list, '', ...categories.map(section)].join('\n');
}
