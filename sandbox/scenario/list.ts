import type { Scenario } from './scenario.js';

/** What is planted for the comparison modules. */
export const scenarios: readonly Scenario[] = [];
