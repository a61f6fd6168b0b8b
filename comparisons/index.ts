import { fileURLToPath } from 'node:url';
import type { LibraryDeps } from '../src/analytics/library.js';
import { bedSubsidyDuringInpatientStay } from './bed-subsidy-during-inpatient-stay/comparison.js';
import { counting } from './derived/counting.js';
import { derivedSets } from './derived/derived-set.js';
import { paymentAfterDeath } from './payment-after-death/comparison.js';

/** Every comparison module; a new one is one more line. The statements are read from the sources, beside `dist`. */
export const comparisons: Omit<LibraryDeps, 'catalog'> = {
  declarations: [bedSubsidyDuringInpatientStay, paymentAfterDeath],
  derivedSets,
  counting,
  folder: fileURLToPath(new URL('../../comparisons/', import.meta.url)),
};
