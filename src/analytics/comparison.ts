/** How urgent an alert is; SERVICE is money or help that people should get. */
export type Severity = 'RED' | 'YELLOW' | 'BLUE' | 'SERVICE';

/** A title or text in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** The value of a parameter, typed as the statement sees it. */
export type ParameterValue =
  | { readonly integer: number } // BIGINT
  | { readonly decimal: string } // DECIMAL with the digits as written
  | { readonly text: string } // VARCHAR
  | { readonly date: string } // DATE, yyyy-MM-dd
  | { readonly codes: readonly string[] }; // VARCHAR[], constants of a code list

/** A parameter of a comparison: its value from the first day on, and what it means. */
export type Parameter = ParameterValue & Bilingual & { readonly unit?: 'day' | 'month' | 'yuan' | 'm2' };

/** What a comparison declares. Its question stands beside it in `question.sql`, its cases in `cases.yaml`. */
export interface ComparisonDeclaration extends Bilingual {
  /** kebab-case; the name of the folder, part of every fingerprint. */
  readonly id: string;
  /** Number in the specification, `M1`. */
  readonly no: string;
  /** Departments that act on its alerts. */
  readonly serves: readonly string[];
  /** Severities that its alerts can have, and when. */
  readonly severity: Readonly<Partial<Record<Severity, string>>>;
  /** Law or policy that it rests on; null where none is named. */
  readonly basis: string | null;
  /** Category id -> the fields that the question touches (`owners.ownerId` within a list). */
  readonly reads: Readonly<Record<string, readonly string[]>>;
  /** Category id -> largest acceptable age (`54h`, `40d`) where it is less than the stream's own. */
  readonly maxAge?: Readonly<Record<string, string>>;
  /** camelCase name -> value and meaning; `tolDays` is `$tol_days` in the question. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** What was tested in the subject's favour and so is no alert. */
  readonly notAlert: readonly Bilingual[];
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Declares a comparison module; throws at load when a name is not of its form. */
export function comparison(options: ComparisonDeclaration): ComparisonDeclaration {
  if (!ID.test(options.id)) throw new Error(`comparison id ${options.id} is not kebab-case`);
  for (const name of Object.keys(options.parameters))
    if (!/^[a-z][A-Za-z0-9]*$/.test(name))
      throw new Error(`${options.id}: parameter ${name} is not camelCase`);
  if (Object.keys(options.reads).length === 0) throw new Error(`${options.id} reads no category`);
  return options;
}

/** A set that several comparisons need, computed once a run and read like a table. */
export interface DerivedSet {
  /** snake_case: the name in questions; its statement is `comparisons/derived/<name with hyphens>.sql`. */
  readonly name: string;
  /** As for a comparison. Derived sets that stand earlier in the list may be read as well. */
  readonly reads: Readonly<Record<string, readonly string[]>>;
}

/**
 * Category id -> which of its rows count in comparisons: those whose fields have one of these values.
 * They are `counted_<table>` in questions.
 */
export type CountingRows = Readonly<Record<string, Readonly<Record<string, readonly (string | boolean)[]>>>>;
