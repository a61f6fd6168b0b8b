import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Category, Link } from '../catalog/category.js';
import { ConfigError } from '../errors.js';
import { columnsOf } from '../store/columns.js';

/** What a new comparison is made from. */
export interface ComparisonOutline {
  /** kebab-case. */
  readonly id: string;
  /** Number, `M36`. */
  readonly no: string;
  readonly zh: string;
  readonly en: string;
  /** Departments that act on its alerts. */
  readonly serves: readonly string[];
  /** Categories that it reads; the alerts are about the subject of the first. */
  readonly reads: readonly Category[];
}

const exportName = (id: string): string =>
  id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const quoted = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(', ');

/** The link to the subject that rows of a category are about. */
const subjectOf = ({ links }: Category): Link | undefined => links.find(({ list }) => list === null);

function readsText(category: Category): string {
  const subject = subjectOf(category)?.field.name;
  const fields = new Set([...category.key, ...(subject === undefined ? [] : [subject])]);
  return `    '${category.id}': [${quoted([...fields])}],`;
}

function declarationText({ id, no, zh, en, serves, reads }: ComparisonOutline): string {
  return `import { comparison } from '../../src/analytics/comparison.js';

/** ${no}: ${en}. */
export const ${exportName(id)} = comparison({
  id: '${id}',
  no: '${no}',
  zh: '${zh}',
  en: '${en}',
  serves: [${quoted(serves)}],
  severity: { YELLOW: 'every finding' },
  basis: null,
  reads: {
${reads.map(readsText).join('\n')}
  },
  parameters: {},
  notAlert: [],
});
`;
}

const KEYS = { person: 'person_key', organization: 'organization_key', party: 'party_key' } as const;

function keyOf(category: Category): string {
  const link = subjectOf(category);
  const columns = columnsOf(category.fields).filter(
    ({ field, part }) => field.name === link?.field.name && part !== 'other',
  );
  if (!link) return `subject_key('row', id)`;
  return `${KEYS[link.to]}(${columns.map(({ name }) => name).join(', ')})`;
}

function questionText({ en, reads: [category] }: ComparisonOutline): string {
  if (!category) return '';
  return `-- ${en}: what is asked, in plain words?

SELECT [${keyOf(category)}] AS subjects,
       '-' AS period,
       $as_of AS judged_date,
       'YELLOW' AS severity,
       CAST(0 AS DECIMAL(18,2)) AS amount,
       [evidence('${category.id}', id)] AS evidence,
       {found: 1} AS facts
FROM ${category.table}
WHERE false
`;
}

const CASES = `asOf: 2025-12-31
cases:
  - it: finds nothing where there is nothing
    alert: none
`;

/** The list with one more comparison: an import after the others, a line at the end of the declarations. */
function listed(index: string, id: string): string {
  const at = index.indexOf('\n', index.lastIndexOf('\nimport ') + 1) + 1;
  const end = index.indexOf('  ],\n  derivedSets');
  if (end < at) throw new ConfigError('SCAFFOLD_REFUSED', 'comparisons/index.ts is not as expected');
  const entry = `import { ${exportName(id)} } from './${id}/comparison.js';\n`;
  return `${index.slice(0, at)}${entry}${index.slice(at, end)}    ${exportName(id)},\n${index.slice(end)}`;
}

/**
 * Writes the three files of a comparison that finds nothing yet, and enters it in the list.
 * @returns what was written, relative to `root`
 * @throws ConfigError `SCAFFOLD_REFUSED`, before anything is written
 */
export async function scaffoldComparison(root: string, outline: ComparisonOutline): Promise<string[]> {
  const { id, reads } = outline;
  const list = 'comparisons/index.ts';
  const refuse = (what: string): never => {
    throw new ConfigError('SCAFFOLD_REFUSED', what);
  };
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) refuse(`${id}: a kebab-case name is expected`);
  if (reads.length === 0) refuse('a comparison reads at least one category');
  if (!existsSync(join(root, list))) refuse(`${list} is not here: run this in the project's folder`);
  const folder = `comparisons/${id}`;
  if (existsSync(join(root, folder))) refuse(`${folder} exists already`);
  const index = listed(await readFile(join(root, list), 'utf8'), id);
  const texts: Readonly<Record<string, string>> = {
    [`${folder}/comparison.ts`]: declarationText(outline),
    [`${folder}/question.sql`]: questionText(outline),
    [`${folder}/cases.yaml`]: CASES,
    [list]: index,
  };
  await mkdir(join(root, folder));
  for (const [file, text] of Object.entries(texts)) await writeFile(join(root, file), text);
  return Object.keys(texts);
}
