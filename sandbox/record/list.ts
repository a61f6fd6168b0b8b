import { bedSubsidyClaim } from './bed-subsidy-claim.js';
import { careHomeAttendance } from './care-home-attendance.js';
import { enterpriseRegistration } from './enterprise-registration.js';
import { householdResident } from './household-resident.js';
import { inpatientStay } from './inpatient-stay.js';
import { propertyUnit } from './property-unit.js';
import { publicRental } from './public-rental.js';
import { socialAssistance } from './social-assistance.js';
import { taxSummary } from './tax-summary.js';
import type { RecordSource } from './record.js';

/** Generators of records; a record kind without one is delivered empty. */
export const recordSources: readonly RecordSource[] = [
  householdResident,
  socialAssistance,
  careHomeAttendance,
  bedSubsidyClaim,
  inpatientStay,
  enterpriseRegistration,
  taxSummary,
  propertyUnit,
  publicRental,
];
