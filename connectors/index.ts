import type { Stream } from '../src/sources/stream.js';
import { coalClaim } from './agriculture/coal-claim.js';
import { contractSchedule } from './agriculture/contract-schedule.js';
import { grainClaim } from './agriculture/grain-claim.js';
import { heatingHousehold } from './agriculture/heating-household.js';
import { landUseObservation } from './agriculture/land-use-observation.js';
import { parcelRight } from './agriculture/parcel-right.js';
import { villageAsset } from './agriculture/village-asset.js';
import { villageBankFlow } from './agriculture/village-bank-flow.js';
import { villageContract } from './agriculture/village-contract.js';
import { villageDebt } from './agriculture/village-debt.js';
import { villageDisclosure } from './agriculture/village-disclosure.js';
import { villageLabour } from './agriculture/village-labour.js';
import { villageLedgerEntry } from './agriculture/village-ledger-entry.js';
import { serviceTicket } from './citizen-hotline/service-ticket.js';
import { abilityAssessment } from './civil-affairs/ability-assessment.js';
import { bedSubsidyClaim } from './civil-affairs/bed-subsidy-claim.js';
import { benefitRoster } from './civil-affairs/benefit-roster.js';
import { careHomeAttendance } from './civil-affairs/care-home-attendance.js';
import { careHomeLicence } from './civil-affairs/care-home-licence.js';
import { cremationRecord } from './civil-affairs/cremation-record.js';
import { marriageRegistration } from './civil-affairs/marriage-registration.js';
import { socialAssistance } from './civil-affairs/social-assistance.js';
import { disabilityCertificate } from './disabled-persons-federation/disability-certificate.js';
import { kinDeclaration } from './discipline-inspection/kin-declaration.js';
import { studentAid } from './education/student-aid.js';
import { contractPayment } from './finance/contract-payment.js';
import { nonTaxBill } from './finance/non-tax-bill.js';
import { subsidyPayment } from './finance/subsidy-payment.js';
import { treasuryRemittance } from './finance/treasury-remittance.js';
import { deathCertificate } from './health/death-certificate.js';
import { publicRental } from './housing/public-rental.js';
import { socialInsuranceMonth } from './human-resources/social-insurance-month.js';
import { administrativeCheck } from './justice/administrative-check.js';
import { enforcementCertificate } from './justice/enforcement-certificate.js';
import { penaltyCase } from './justice/penalty-case.js';
import { enterpriseHolder } from './market-regulation/enterprise-holder.js';
import { enterpriseRegistration } from './market-regulation/enterprise-registration.js';
import { inpatientStay } from './medical-insurance/inpatient-stay.js';
import { insuredPerson } from './medical-insurance/insured-person.js';
import { ltcAssessment } from './medical-insurance/ltc-assessment.js';
import { outpatientPurchase } from './medical-insurance/outpatient-purchase.js';
import { propertyUnit } from './natural-resources/property-unit.js';
import { publicPost } from './organization/public-post.js';
import { bid } from './public-resources-trading/bid.js';
import { deathCancellation } from './public-security/death-cancellation.js';
import { householdResident } from './public-security/household-resident.js';
import { canteenMeal } from './subdistrict/canteen-meal.js';
import { canteenPrice } from './subdistrict/canteen-price.js';
import { taxSummary } from './taxation/tax-summary.js';
import { vehicleOwnership } from './traffic-police/vehicle-ownership.js';
import { wasteHaul } from './urban-management/waste-haul.js';
import { wastePermit } from './urban-management/waste-permit.js';

/** Every stream that the hub reads; a new one is one more line. */
export const streams: readonly Stream[] = [
  householdResident,
  deathCancellation,
  deathCertificate,
  cremationRecord,
  marriageRegistration,
  socialAssistance,
  disabilityCertificate,
  benefitRoster,
  careHomeLicence,
  careHomeAttendance,
  bedSubsidyClaim,
  abilityAssessment,
  ltcAssessment,
  insuredPerson,
  inpatientStay,
  outpatientPurchase,
  socialInsuranceMonth,
  studentAid,
  enterpriseRegistration,
  enterpriseHolder,
  taxSummary,
  canteenMeal,
  canteenPrice,
  administrativeCheck,
  penaltyCase,
  nonTaxBill,
  treasuryRemittance,
  enforcementCertificate,
  publicPost,
  kinDeclaration,
  subsidyPayment,
  propertyUnit,
  vehicleOwnership,
  publicRental,
  bid,
  contractPayment,
  villageAsset,
  villageContract,
  contractSchedule,
  villageLedgerEntry,
  villageBankFlow,
  villageDisclosure,
  villageLabour,
  villageDebt,
  parcelRight,
  grainClaim,
  landUseObservation,
  coalClaim,
  heatingHousehold,
  wastePermit,
  wasteHaul,
  serviceTicket,
];
