import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

/** Everything is text: the field's type, not the look of a value, tells what it is. `null` is null. */
const value = z.union([z.string(), z.array(z.union([z.string(), z.record(z.string(), z.string())]))]);
const fields = z.record(z.string(), value);
const row = z.tuple([z.string(), fields]);
const rows = z.record(z.string(), row);

const alert = z.strictObject({
  subjects: z.array(z.string()).optional(),
  period: z.string().optional(),
  severity: z.string().optional(),
  amount: z.string().optional(),
  judgedDate: z.string().optional(),
  evidence: z.array(z.string()).optional(),
});

const dated = z.array(
  z.strictObject({ value: z.union([z.string(), z.array(z.string())]), validFrom: z.string() }),
);

const variation = {
  base: z.string().optional(),
  asOf: z.string().optional(),
  change: z.record(z.string(), fields).optional(),
  add: rows.optional(),
  drop: z.array(z.string()).optional(),
  parameters: z.record(z.string(), dated).optional(),
};

const caseSchema = z.strictObject({
  it: z.string(),
  ...variation,
  each: z.array(z.strictObject(variation)).optional(),
  alert: z.union([z.literal('none'), alert]).optional(),
  alerts: z.array(alert).optional(),
});

const fileSchema = z.strictObject({
  asOf: z.string().default('2025-12-31'),
  bases: z.record(z.string(), rows).default({}),
  alert: alert.default({}),
  cases: z.array(caseSchema).min(1),
});

export type FieldValues = z.infer<typeof fields>;
export type ExpectedAlert = z.infer<typeof alert>;
export type DatedTexts = z.infer<typeof dated>;

/** One boundary case, complete in itself. */
export interface Case {
  readonly it: string;
  readonly asOf: string;
  readonly rows: ReadonlyMap<string, { readonly category: string; readonly fields: FieldValues }>;
  readonly parameters: Readonly<Record<string, DatedTexts>>;
  readonly alerts: readonly ExpectedAlert[];
}

type File = z.infer<typeof fileSchema>;
type CaseEntry = File['cases'][number];
type Variation = NonNullable<CaseEntry['each']>[number];

function rowsOf(file: File, steps: readonly Variation[]): Case['rows'] {
  const base = steps.findLast((step) => step.base !== undefined)?.base ?? Object.keys(file.bases)[0];
  const found = new Map<string, { category: string; fields: FieldValues }>();
  const put = (named: z.infer<typeof rows>) => {
    for (const [name, [category, given]] of Object.entries(named))
      found.set(name, { category, fields: given });
  };
  if (base !== undefined && base !== 'none') {
    const start = file.bases[base];
    if (!start) throw new Error(`no base is named ${base}`);
    put(start);
  }
  for (const step of steps) {
    put(step.add ?? {});
    for (const [name, change] of Object.entries(step.change ?? {})) {
      const before = found.get(name);
      if (!before) throw new Error(`no row is named ${name}`);
      found.set(name, { ...before, fields: { ...before.fields, ...change } });
    }
    for (const name of step.drop ?? []) if (!found.delete(name)) throw new Error(`no row is named ${name}`);
  }
  return found;
}

function alertsOf(file: File, entry: CaseEntry): ExpectedAlert[] {
  if (entry.alert === undefined && entry.alerts === undefined)
    throw new Error(`${entry.it}: say alert: none, alert: {…} or alerts: […]`);
  if (entry.alert === 'none') return [];
  return (entry.alerts ?? [entry.alert ?? {}]).map((each) => ({ ...file.alert, ...each }));
}

/** The cases of a file; a case with `each` becomes one case for each variation. */
export async function readCases(path: string): Promise<Case[]> {
  const file = fileSchema.parse(parse(await readFile(path, 'utf8'), { schema: 'failsafe' }));
  return file.cases.flatMap((entry) => {
    const { it, each = [{}], alert: _, alerts: __, ...own } = entry;
    return each.map((variant, at): Case => {
      const steps = [own, variant];
      return {
        it: each.length > 1 ? `${it} (${at + 1})` : it,
        asOf: variant.asOf ?? own.asOf ?? file.asOf,
        rows: rowsOf(file, steps),
        parameters: { ...own.parameters, ...variant.parameters },
        alerts: alertsOf(file, entry),
      };
    });
  });
}
