import { maskCitizenId, maskValue, sees } from '../access/mask.js';
import type { Caller } from '../access/policy.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Field } from '../catalog/field.js';
import { columnsOf, decode } from '../store/columns.js';
import type { Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';
import { stricter } from '../access/mask.js';
import type { AlertEvidence, EvidenceValue } from './alert-type.js';
import { toGlobalId } from './global-id.js';
import type { Row } from './page.js';
import { instant } from './projection.js';
import { inChunks, list, raw, sql, type Sql } from './sql.js';

type Content = Readonly<Record<string, unknown>>;
type Kind = 'person' | 'organization';
/** Surrogate -> identifier, as the caller may see it. */
type Identifiers = Readonly<Record<Kind, ReadonlyMap<number, string>>>;

const isStored = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';
const isContent = (value: unknown): value is Content => typeof value === 'object' && value !== null;

function fieldText(caller: Caller, field: Field, content: Content, identifiers: Identifiers): string | null {
  for (const { name, part } of columnsOf([field])) {
    const stored = content[name];
    if (part === 'other' || !isStored(stored)) continue;
    if (part === 'person' || part === 'organization') return identifiers[part].get(Number(stored)) ?? null;
    const value = decode(field, stored);
    return sees(caller, field.sensitivity) ? String(value) : maskValue(field, value);
  }
  return null;
}

function valuesOf(caller: Caller, fields: readonly Field[], content: Content, identifiers: Identifiers) {
  return fields.flatMap((field): EvidenceValue[] => {
    if (field.type === 'list') {
      const elements = content[field.name];
      if (!Array.isArray(elements)) return [];
      return elements.filter(isContent).flatMap((element, ordinal) =>
        (field.of ?? []).map((member) => {
          const sensitivity = stricter(field.sensitivity, member.sensitivity);
          return {
            field: field.plain ? `${field.name}.${ordinal}` : `${field.name}.${ordinal}.${member.name}`,
            zh: member.zh,
            value: fieldText(caller, { ...member, sensitivity }, element, identifiers),
          };
        }),
      );
    }
    // A field that was not captured did not matter.
    if (!columnsOf([field]).some(({ name }) => name in content)) return [];
    return [{ field: field.name, zh: field.zh, value: fieldText(caller, field, content, identifiers) }];
  });
}

function surrogatesIn(fields: readonly Field[], content: Content, kind: Kind): number[] {
  return fields.flatMap((field): number[] => {
    const elements = content[field.name];
    if (field.type === 'list')
      return Array.isArray(elements)
        ? elements.filter(isContent).flatMap((element) => surrogatesIn(field.of ?? [], element, kind))
        : [];
    return columnsOf([field]).flatMap(({ name, part }) => {
      const stored = content[name];
      return part === kind && typeof stored === 'number' ? [stored] : [];
    });
  });
}

/** Reads the evidence of alerts, each value masked as its category says. */
export function createEvidenceReader(deps: { store: Store; vault: Vault; catalog: Catalog }) {
  const { store, vault, catalog } = deps;
  const query = ({ text, values }: Sql): Promise<Row[]> => store.query<Row>(text, values);
  const contentOf = (row: Row): Content => {
    const sealed = row['content'];
    const content: unknown = sealed instanceof Uint8Array ? JSON.parse(vault.open(sealed)) : {};
    return isContent(content) ? content : {};
  };

  async function identifiersOf(caller: Caller, kind: Kind, ids: readonly number[]) {
    const rows = await inChunks([...new Set(ids)], (some) =>
      query(sql`SELECT id, identifier FROM ${raw(kind)} WHERE id IN ${list(some)}`),
    );
    return new Map(
      rows.flat().flatMap((row): [number, string][] => {
        const sealed = row['identifier'];
        if (!(sealed instanceof Uint8Array)) return [];
        const text = vault.open(sealed);
        const shown = kind === 'organization' || sees(caller, 'personal') ? text : maskCitizenId(text);
        return [[Number(row['id']), shown]];
      }),
    );
  }

  return async (caller: Caller, alerts: readonly number[], replaced: boolean): Promise<AlertEvidence[][]> => {
    const rows = await query(sql`SELECT e.*, d.name AS delivery_name, d.recorded_at FROM alert_evidence e
      LEFT JOIN delivery d ON d.id = e.delivery
      WHERE e.alert IN ${list(alerts)} ${raw(replaced ? '' : 'AND e.until_run IS NULL')}
      ORDER BY e.alert, e.from_run, e.ordinal`);
    const read = rows.map((row) => ({
      row,
      category: catalog.get(String(row['category'])),
      content: contentOf(row),
    }));
    const of = (kind: Kind) =>
      identifiersOf(
        caller,
        kind,
        read.flatMap(({ category, content }) => surrogatesIn(category.fields, content, kind)),
      );
    const identifiers = { person: await of('person'), organization: await of('organization') };
    const byAlert = new Map<number, AlertEvidence[]>(alerts.map((alert) => [alert, []]));
    for (const { row, category, content } of read)
      byAlert.get(Number(row['alert']))?.push({
        category: category.id,
        department: category.department,
        row: toGlobalId(category.type, Number(row['row_id'])),
        delivery: typeof row['delivery_name'] === 'string' ? row['delivery_name'] : null,
        position: typeof row['position'] === 'string' ? row['position'] : null,
        recordedAt: instant(row['recorded_at']),
        asOf: String(row['as_of']),
        replaced: row['until_run'] !== null,
        values: valuesOf(caller, category.fields, content, identifiers),
      });
    return alerts.map((alert) => byAlert.get(alert) ?? []);
  };
}
