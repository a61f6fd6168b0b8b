import { abilityAssessment } from './ability-assessment.js';
import { administrativeCheck } from './administrative-check.js';
import { bedSubsidyClaim } from './bed-subsidy-claim.js';
import { benefitRoster } from './benefit-roster.js';
import { bid } from './bid.js';
import { canteenMeal } from './canteen-meal.js';
import { canteenPrice } from './canteen-price.js';
import { careHomeAttendance } from './care-home-attendance.js';
import { careHomeLicence } from './care-home-licence.js';
import { coalClaim } from './coal-claim.js';
import { contractPayment } from './contract-payment.js';
import { contractSchedule } from './contract-schedule.js';
import { cremationRecord } from './cremation-record.js';
import { deathCancellation } from './death-cancellation.js';
import { deathCertificate } from './death-certificate.js';
import { disabilityCertificate } from './disability-certificate.js';
import { enforcementCertificate } from './enforcement-certificate.js';
import { enterpriseHolder } from './enterprise-holder.js';
import { enterpriseRegistration } from './enterprise-registration.js';
import { grainClaim } from './grain-claim.js';
import { heatingHousehold } from './heating-household.js';
import { householdResident } from './household-resident.js';
import { inpatientStay } from './inpatient-stay.js';
import { insuredPerson } from './insured-person.js';
import { kinDeclaration } from './kin-declaration.js';
import { landUseObservation } from './land-use-observation.js';
import { ltcAssessment } from './ltc-assessment.js';
import { marriageRegistration } from './marriage-registration.js';
import { nonTaxBill } from './non-tax-bill.js';
import { outpatientPurchase } from './outpatient-purchase.js';
import { parcelRight } from './parcel-right.js';
import { penaltyCase } from './penalty-case.js';
import { propertyUnit } from './property-unit.js';
import { publicPost } from './public-post.js';
import { publicRental } from './public-rental.js';
import { serviceTicket } from './service-ticket.js';
import { socialAssistance } from './social-assistance.js';
import { socialInsuranceMonth } from './social-insurance-month.js';
import { studentAid } from './student-aid.js';
import { subsidyPayment } from './subsidy-payment.js';
import { taxSummary } from './tax-summary.js';
import { treasuryRemittance } from './treasury-remittance.js';
import { vehicleOwnership } from './vehicle-ownership.js';
import { villageAssets } from './village-asset.js';
import { villageBankFlow } from './village-bank-flow.js';
import { villageContracts } from './village-contract.js';
import { villageDebts } from './village-debt.js';
import { villageDisclosure } from './village-disclosure.js';
import { villageLabour } from './village-labour.js';
import { villageLedgerEntry } from './village-ledger-entry.js';
import { wasteHaul } from './waste-haul.js';
import { wastePermit } from './waste-permit.js';
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
  villageAssets,
  villageContracts,
  contractSchedule,
  villageLedgerEntry,
  villageBankFlow,
  villageDisclosure,
  villageLabour,
  villageDebts,
  parcelRight,
  grainClaim,
  landUseObservation,
  coalClaim,
  heatingHousehold,
  administrativeCheck,
  bid,
  contractPayment,
  enforcementCertificate,
  enterpriseHolder,
  kinDeclaration,
  nonTaxBill,
  penaltyCase,
  publicPost,
  serviceTicket,
  treasuryRemittance,
  vehicleOwnership,
  wasteHaul,
  wastePermit,
  abilityAssessment,
  benefitRoster,
  canteenMeal,
  canteenPrice,
  careHomeLicence,
  cremationRecord,
  deathCancellation,
  deathCertificate,
  disabilityCertificate,
  insuredPerson,
  ltcAssessment,
  marriageRegistration,
  outpatientPurchase,
  socialInsuranceMonth,
  studentAid,
  subsidyPayment,
];
