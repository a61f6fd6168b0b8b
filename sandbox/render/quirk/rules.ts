import { identifierRules } from './identifier.js';
import { momentRules } from './moment.js';
import { numberRules } from './number.js';
import type { Rule } from './rule.js';
import { textRules } from './text.js';

/**
 * What every quirk that shows in single values does. Others belong to the delivery (COLORDER, EXTRACOL, TOTALROW,
 * FILLDOWN, BOM, EMPTY, RELOAD), to the row (DUPKEY, REVIVE), to the unit of the field (FEN, WAN), or to what the
 * records say (LATECORR, WITHDRAWN, ORPHAN, CLOCK): those their generators name in `shows`.
 */
export const rules: Readonly<Record<string, Rule>> = {
  ...identifierRules,
  ...numberRules,
  ...momentRules,
  ...textRules,
};
