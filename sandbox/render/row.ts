import type { FieldSpec, RecordSpec } from '../catalogue/spec.js';
import type { SourceRecord, Value, Values } from '../record/record.js';
import { compileField, decimalText, scaleOf, type Delivered, type Form } from './field.js';
import type { Planted, Planter } from './planter.js';

/** One row as it is delivered, in the order of the fields. */
export interface DeliveredRow {
  readonly key: string;
  readonly cells: readonly Delivered[];
  /** DUPKEY: another row of the same key that stands before it in the same delivery and loses against it. */
  readonly loser: readonly Delivered[] | null;
  readonly planted: Planted;
}

/** Writes canonical records of one kind as their department delivers them. */
export interface Renderer {
  row(record: SourceRecord): DeliveredRow;
  /** A deletion: key fields only. */
  tombstone(record: SourceRecord): { readonly key: string; readonly cells: readonly Delivered[] };
}

const formOf = ({ delivery }: RecordSpec): Form => {
  if (delivery.kind === 'view' || delivery.kind === 'soap') return delivery.kind;
  if (delivery.kind === 'api') return 'json';
  return delivery.dialect === 'xlsx' ? 'workbook' : 'text';
};

/** Another value that a field could have had; null when it is not for a loser of DUPKEY to differ in. */
function otherValue(field: FieldSpec, value: Value): Value {
  if (value === null) return null;
  switch (field.type) {
    case 'decimal':
      return (Number(decimalText(value, scaleOf(field))) + 1).toFixed(scaleOf(field));
    case 'integer':
      return Number(value) + 1;
    case 'string':
      return field.pattern === undefined ? `${String(value)}旧` : null;
    default:
      return null;
  }
}

/** The values of a row that was wrong, and was sent all the same. */
function losing(spec: RecordSpec, values: Values): Values | null {
  for (const field of spec.fields) {
    const other = spec.key.includes(field.as) ? null : otherValue(field, values[field.as] ?? null);
    if (other !== null) return { ...values, [field.as]: other };
  }
  return null;
}

/** Compiles the renderer of a record kind. */
export function createRenderer(spec: RecordSpec, planter: Planter): Renderer {
  const form = formOf(spec);
  const fields = spec.fields.map((field) => ({ as: field.as, write: compileField(field, form) }));
  const keys = new Set(spec.key);
  // A row that will be set aside is sent once.
  const duplicates = spec.quirks.some(({ id }) => id === 'DUPKEY');

  function write(values: Values, { hits }: Pick<Planted, 'hits'>): Delivered[] {
    const cells: Delivered[] = [];
    for (const field of fields) cells.push(field.write(values[field.as] ?? null));
    for (const { index, element, rule, spot } of hits) {
      if (!rule.spell) continue;
      const cell = cells[index] ?? null;
      if (element === null) cells[index] = rule.spell(cell, spot);
      else if (Array.isArray(cell))
        cells[index] = cell.map((member, at) =>
          at === element.at
            ? { ...member, [element.name]: rule.spell?.(member[element.name] ?? null, spot) ?? null }
            : member,
        );
    }
    return cells;
  }

  return {
    row(record) {
      const planted = planter.plant(record);
      const cells = write(planted.values, planted);
      const twice = duplicates && !planted.quarantined && planter.picks('DUPKEY', planted.key);
      const lost = twice ? losing(spec, planted.values) : null;
      return { key: planted.key, cells, loser: lost && write(lost, planted), planted };
    },
    tombstone(record) {
      const { key, values, hits } = planter.plant(record);
      const cells = write(values, { hits });
      return { key, cells: cells.map((cell, at) => (keys.has(fields[at]?.as ?? '') ? cell : null)) };
    },
  };
}
