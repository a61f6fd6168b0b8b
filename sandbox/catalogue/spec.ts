/** Value types of the data-sharing catalogue. */
export type ValueType =
  | 'citizenId' | 'uscc' | 'partyId' | 'string' | 'text' | 'docNo' | 'plate' | 'hash' | 'ip' | 'mac' | 'integer'
  | 'decimal' | 'ratio' | 'boolean' | 'date' | 'datetime' | 'month' | 'year' | 'code' | 'list'; // prettier-ignore

/** One field of a record kind: its name in the unified schema (`as`) and how it is delivered. */
export interface FieldSpec {
  readonly as: string;
  /** Column, JSON name or element as delivered; `wrapper/element` for a list in XML. */
  readonly name: string;
  readonly zh: string;
  readonly type: ValueType;
  readonly nullable?: true;
  readonly precision?: number;
  readonly scale?: number;
  /** Delivered unit: yuan, fen, wan, mu, m2, m3, t, ml. */
  readonly unit?: string;
  readonly format?: string;
  readonly altFormats?: readonly string[];
  /** Delivered value -> constant and Chinese label. */
  readonly codes?: Readonly<Record<string, readonly [constant: string, zh: string]>>;
  /** The label is delivered instead of the code. */
  readonly label?: true;
  /** Delivered value -> boolean, where it is not native. */
  readonly booleans?: Readonly<Record<string, boolean>>;
  readonly standard?: string;
  readonly pattern?: string;
  /** For `partyId`: the sibling field and its delivered codes that make it a citizen id or a USCC. */
  readonly kind?: {
    readonly field: string;
    readonly citizenId?: readonly string[];
    readonly uscc?: readonly string[];
  };
  /** For `list`: the fields of an element, or the type of its plain values. */
  readonly of?: readonly FieldSpec[];
  readonly items?: ValueType;
  readonly note?: string;
}

/** One deviation that rows of a record kind show. */
export interface QuirkSpec {
  readonly id: string;
  /** `as` names, `list.field` inside a list, `*` for the whole delivery. */
  readonly fields: readonly string[];
  /** Share of the rows; 1 is every row, null an event that `rateText` describes. */
  readonly rate: number | null;
  readonly rateText?: string;
  readonly outcome: 'normalise' | 'accept' | 'setNull' | 'quarantine' | 'lastWins' | 'ignore';
}

/** Over which protocol, and where. */
export type DeliverySpec =
  | { readonly kind: 'view'; readonly database: string; readonly table: string }
  | {
      readonly kind: 'api';
      readonly path: string;
      readonly paging: 'cursor' | 'page';
      readonly pageSize: number;
    }
  | {
      readonly kind: 'file';
      readonly folder: string;
      readonly name: string;
      readonly dialect: 'csv-gb' | 'csv-utf8' | 'pipe-gb' | 'csv-gb-enc' | 'xlsx';
    }
  | {
      readonly kind: 'soap';
      readonly path: string;
      readonly namespace: string;
      readonly operation: string;
      readonly rowElement: string;
      readonly pageSize: number;
      readonly windowDays: number;
    };

/** One record kind as its department delivers it. */
export interface RecordSpec {
  readonly id: string;
  /** Number of the catalogue, `8` or `32a`. */
  readonly no: string;
  readonly department: string;
  /** Pinyin abbreviation of the department. */
  readonly abbr: string;
  readonly delivery: DeliverySpec;
  /** Words that mean null. */
  readonly nulls: readonly string[];
  /** When the hub reads; the department has published at least 30 minutes before. */
  readonly cron: string;
  readonly mode: 'delta' | 'full';
  readonly key: readonly string[];
  /** Rows for a district of 1 000 000 residents. */
  readonly volume: { readonly rows: number; readonly per: 'stock' | 'year' };
  readonly fields: readonly FieldSpec[];
  readonly quirks: readonly QuirkSpec[];
}
