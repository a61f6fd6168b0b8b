import { abnormalVillageContract } from './abnormal-village-contract.js';
import { assistanceApprovedByKin } from './assistance-approved-by-kin.js';
import { bedSubsidyDuringInpatientStay } from './bed-subsidy-during-inpatient-stay.js';
import { benefitNotReceived } from './benefit-not-received.js';
import { canteenIrregularities } from './canteen-irregularities.js';
import { careGradeInflation } from './care-grade-inflation.js';
import { coalSubsidyNotEntitled } from './coal-subsidy-not-entitled.js';
import { collusiveBidding } from './collusive-bidding.js';
import { contractArrears } from './contract-arrears.js';
import { dibaoWithAssets } from './dibao-with-assets.js';
import { dibaoWithIncome } from './dibao-with-income.js';
import { disabilityBenefitWithoutCertificate } from './disability-benefit-without-certificate.js';
import { duplicateCareHomes } from './duplicate-care-homes.js';
import { duplicatePayment } from './duplicate-payment.js';
import { elderlyLandLossNotEntitled } from './elderly-land-loss-not-entitled.js';
import { enforcementStakeOrUnqualified } from './enforcement-stake-or-unqualified.js';
import { exclusiveBenefits } from './exclusive-benefits.js';
import { falseLabour } from './false-labour.js';
import { feesNotRemitted } from './fees-not-remitted.js';
import { fineWithoutFile } from './fine-without-file.js';
import { grainAreaOverclaim } from './grain-area-overclaim.js';
import { grainSubsidyNotClaimed } from './grain-subsidy-not-claimed.js';
import { idleOrMismeasuredAsset } from './idle-or-mismeasured-asset.js';
import { impossibleCare } from './impossible-care.js';
import { lateFunds } from './late-funds.js';
import { medicalAidNotReceived } from './medical-aid-not-received.js';
import { overInspection } from './over-inspection.js';
import { overLicensedBeds } from './over-licensed-beds.js';
import { paymentAfterDeath } from './payment-after-death.js';
import { publicRentalWithHomes } from './public-rental-with-homes.js';
import { repeatedChecksWithoutFinding } from './repeated-checks-without-finding.js';
import { splitPurchase } from './split-purchase.js';
import { threeWayMismatch } from './three-way-mismatch.js';
import { twoFinesForOneAct } from './two-fines-for-one-act.js';
import { unregisteredCheck } from './unregistered-check.js';
import type { Scenario } from './scenario.js';

/** What is planted for the comparison modules. */
export const scenarios: readonly Scenario[] = [
  abnormalVillageContract,
  assistanceApprovedByKin,
  coalSubsidyNotEntitled,
  collusiveBidding,
  contractArrears,
  dibaoWithAssets,
  enforcementStakeOrUnqualified,
  falseLabour,
  feesNotRemitted,
  fineWithoutFile,
  grainAreaOverclaim,
  grainSubsidyNotClaimed,
  idleOrMismeasuredAsset,
  lateFunds,
  overInspection,
  publicRentalWithHomes,
  repeatedChecksWithoutFinding,
  splitPurchase,
  threeWayMismatch,
  twoFinesForOneAct,
  unregisteredCheck,
  bedSubsidyDuringInpatientStay,
  paymentAfterDeath,
  duplicateCareHomes,
  overLicensedBeds,
  careGradeInflation,
  exclusiveBenefits,
  dibaoWithIncome,
  disabilityBenefitWithoutCertificate,
  elderlyLandLossNotEntitled,
  duplicatePayment,
  impossibleCare,
  medicalAidNotReceived,
  benefitNotReceived,
  canteenIrregularities,
];
