import type { Random } from '../district/random.js';
import type { Values } from '../record/record.js';

/** Somebody outside the district's background. */
export interface PersonOptions {
  /** `yyyy-MM-dd`; somebody of middle age unless given. */
  readonly born?: string;
  readonly sex?: 'MALE' | 'FEMALE';
  /** `false`: no row among the registered residents. */
  readonly resident?: boolean;
  /** More values of the row of the registered resident. */
  readonly values?: Values;
}

/** What a USCC stands for; its first two characters. */
export type OrganizationKind = 'company' | 'sole-trader' | 'home' | 'collective' | 'agency' | 'institution';

/** One alert that a correct comparison finds. */
export interface ExpectedAlert {
  /** Typed keys with canonical identifiers, e.g. `person:1901…`; sorted by the stage. */
  readonly subjects: readonly string[];
  readonly period: string;
  readonly severity: 'RED' | 'YELLOW' | 'BLUE' | 'SERVICE';
  /** Yuan with two decimals. */
  readonly amount: string;
}

/** Where a scenario is played: what it adds is delivered like everything else, but never spoilt by a quirk. */
export interface Stage {
  /** The district's base day, `yyyy-MM-dd`: everything that is expected is in force on it. */
  readonly asOf: string;
  readonly random: Random;
  /** How many times to plant each finding and each trap in a district of this size. */
  readonly copies: number;
  /** The day `days` after `asOf` (before it when negative), `yyyy-MM-dd`. */
  day(days: number): string;
  /** The month `months` after that of `asOf`, `yyyy-MM`. */
  month(months: number): string;
  /** Citizen id of somebody who is nowhere else; a registered resident with a household of his own unless told otherwise. */
  person(options?: PersonOptions): string;
  /** USCC of an organization that is nowhere else. */
  organization(kind?: OrganizationKind): string;
  /** A number that nothing else has: the prefix and eight digits. */
  serial(prefix?: string): string;
  /**
   * Adds a row. What is not given gets a neutral valid value: null where that is allowed, else one that fits the
   * field. `at`: day of the delivery, `yyyy-MM-dd`; in good time before `asOf` unless given.
   */
  add(category: string, values: Values, at?: string): void;
  expect(alert: ExpectedAlert): void;
  /** Something that looks like a finding and is none. */
  trap(name: string, subjects: readonly string[]): void;
}

/** What one comparison module must find, and what it must leave alone. */
export interface Scenario {
  /** `M1` .. */
  readonly module: string;
  plant(stage: Stage): void;
}
