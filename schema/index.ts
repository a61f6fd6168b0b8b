import { BedSubsidyClaim } from './civil-affairs/bed-subsidy-claim.js';
import { CareHomeAttendance } from './civil-affairs/care-home-attendance.js';
import { SocialAssistance } from './civil-affairs/social-assistance.js';
import { PublicRental } from './housing/public-rental.js';
import { EnterpriseRegistration } from './market-regulation/enterprise-registration.js';
import { InpatientStay } from './medical-insurance/inpatient-stay.js';
import { PropertyUnit } from './natural-resources/property-unit.js';
import { HouseholdResident } from './public-security/household-resident.js';
import { TaxSummary } from './taxation/tax-summary.js';

/** Every data category of the unified schema; a new one is one more line. */
export const records: readonly (abstract new () => object)[] = [
  HouseholdResident,
  SocialAssistance,
  CareHomeAttendance,
  BedSubsidyClaim,
  InpatientStay,
  EnterpriseRegistration,
  TaxSummary,
  PropertyUnit,
  PublicRental,
];
