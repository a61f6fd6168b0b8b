import type { Stream } from '../src/sources/stream.js';
import { bedSubsidyClaim } from './civil-affairs/bed-subsidy-claim.js';
import { careHomeAttendance } from './civil-affairs/care-home-attendance.js';
import { socialAssistance } from './civil-affairs/social-assistance.js';
import { publicRental } from './housing/public-rental.js';
import { enterpriseRegistration } from './market-regulation/enterprise-registration.js';
import { inpatientStay } from './medical-insurance/inpatient-stay.js';
import { propertyUnit } from './natural-resources/property-unit.js';
import { householdResident } from './public-security/household-resident.js';
import { taxSummary } from './taxation/tax-summary.js';

/** Every stream that the hub reads; a new one is one more line. */
export const streams: readonly Stream[] = [
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
