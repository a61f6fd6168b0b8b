import { CoalClaim } from './agriculture/coal-claim.js';
import { ContractSchedule } from './agriculture/contract-schedule.js';
import { GrainClaim } from './agriculture/grain-claim.js';
import { HeatingHousehold } from './agriculture/heating-household.js';
import { LandUseObservation } from './agriculture/land-use-observation.js';
import { ParcelRight } from './agriculture/parcel-right.js';
import { VillageAsset } from './agriculture/village-asset.js';
import { VillageBankFlow } from './agriculture/village-bank-flow.js';
import { VillageContract } from './agriculture/village-contract.js';
import { VillageDebt } from './agriculture/village-debt.js';
import { VillageDisclosure } from './agriculture/village-disclosure.js';
import { VillageLabour } from './agriculture/village-labour.js';
import { VillageLedgerEntry } from './agriculture/village-ledger-entry.js';
import { ServiceTicket } from './citizen-hotline/service-ticket.js';
import { AbilityAssessment } from './civil-affairs/ability-assessment.js';
import { BedSubsidyClaim } from './civil-affairs/bed-subsidy-claim.js';
import { BenefitRoster } from './civil-affairs/benefit-roster.js';
import { CareHomeAttendance } from './civil-affairs/care-home-attendance.js';
import { CareHomeLicence } from './civil-affairs/care-home-licence.js';
import { CremationRecord } from './civil-affairs/cremation-record.js';
import { MarriageRegistration } from './civil-affairs/marriage-registration.js';
import { SocialAssistance } from './civil-affairs/social-assistance.js';
import { DisabilityCertificate } from './disabled-persons-federation/disability-certificate.js';
import { KinDeclaration } from './discipline-inspection/kin-declaration.js';
import { StudentAid } from './education/student-aid.js';
import { ContractPayment } from './finance/contract-payment.js';
import { NonTaxBill } from './finance/non-tax-bill.js';
import { SubsidyPayment } from './finance/subsidy-payment.js';
import { TreasuryRemittance } from './finance/treasury-remittance.js';
import { DeathCertificate } from './health/death-certificate.js';
import { PublicRental } from './housing/public-rental.js';
import { SocialInsuranceMonth } from './human-resources/social-insurance-month.js';
import { AdministrativeCheck } from './justice/administrative-check.js';
import { EnforcementCertificate } from './justice/enforcement-certificate.js';
import { PenaltyCase } from './justice/penalty-case.js';
import { EnterpriseHolder } from './market-regulation/enterprise-holder.js';
import { EnterpriseRegistration } from './market-regulation/enterprise-registration.js';
import { InpatientStay } from './medical-insurance/inpatient-stay.js';
import { InsuredPerson } from './medical-insurance/insured-person.js';
import { LtcAssessment } from './medical-insurance/ltc-assessment.js';
import { OutpatientPurchase } from './medical-insurance/outpatient-purchase.js';
import { PropertyUnit } from './natural-resources/property-unit.js';
import { PublicPost } from './organization/public-post.js';
import { Bid } from './public-resources-trading/bid.js';
import { DeathCancellation } from './public-security/death-cancellation.js';
import { HouseholdResident } from './public-security/household-resident.js';
import { CanteenMeal } from './subdistrict/canteen-meal.js';
import { CanteenPrice } from './subdistrict/canteen-price.js';
import { TaxSummary } from './taxation/tax-summary.js';
import { VehicleOwnership } from './traffic-police/vehicle-ownership.js';
import { WasteHaul } from './urban-management/waste-haul.js';
import { WastePermit } from './urban-management/waste-permit.js';

/** Every data category of the unified schema; a new one is one more line. */
export const records: readonly (abstract new () => object)[] = [
  HouseholdResident,
  DeathCancellation,
  DeathCertificate,
  CremationRecord,
  MarriageRegistration,
  SocialAssistance,
  DisabilityCertificate,
  BenefitRoster,
  CareHomeLicence,
  CareHomeAttendance,
  BedSubsidyClaim,
  AbilityAssessment,
  LtcAssessment,
  InsuredPerson,
  InpatientStay,
  OutpatientPurchase,
  SocialInsuranceMonth,
  StudentAid,
  EnterpriseRegistration,
  EnterpriseHolder,
  TaxSummary,
  CanteenMeal,
  CanteenPrice,
  AdministrativeCheck,
  PenaltyCase,
  NonTaxBill,
  TreasuryRemittance,
  EnforcementCertificate,
  PublicPost,
  KinDeclaration,
  SubsidyPayment,
  PropertyUnit,
  VehicleOwnership,
  PublicRental,
  Bid,
  ContractPayment,
  VillageAsset,
  VillageContract,
  ContractSchedule,
  VillageLedgerEntry,
  VillageBankFlow,
  VillageDisclosure,
  VillageLabour,
  VillageDebt,
  ParcelRight,
  GrainClaim,
  LandUseObservation,
  CoalClaim,
  HeatingHousehold,
  WastePermit,
  WasteHaul,
  ServiceTicket,
];
