import { fileURLToPath } from 'node:url';
import type { LibraryDeps } from '../src/analytics/library.js';
import { abnormalVillageContract } from './abnormal-village-contract/comparison.js';
import { assistanceApprovedByKin } from './assistance-approved-by-kin/comparison.js';
import { bedSubsidyDuringInpatientStay } from './bed-subsidy-during-inpatient-stay/comparison.js';
import { benefitNotReceived } from './benefit-not-received/comparison.js';
import { canteenIrregularities } from './canteen-irregularities/comparison.js';
import { careGradeInflation } from './care-grade-inflation/comparison.js';
import { coalSubsidyNotEntitled } from './coal-subsidy-not-entitled/comparison.js';
import { collusiveBidding } from './collusive-bidding/comparison.js';
import { contractArrears } from './contract-arrears/comparison.js';
import { counting } from './derived/counting.js';
import { derivedSets } from './derived/derived-set.js';
import { dibaoWithAssets } from './dibao-with-assets/comparison.js';
import { dibaoWithIncome } from './dibao-with-income/comparison.js';
import { disabilityBenefitWithoutCertificate } from './disability-benefit-without-certificate/comparison.js';
import { duplicateCareHomes } from './duplicate-care-homes/comparison.js';
import { duplicatePayment } from './duplicate-payment/comparison.js';
import { elderlyLandLossNotEntitled } from './elderly-land-loss-not-entitled/comparison.js';
import { enforcementStakeOrUnqualified } from './enforcement-stake-or-unqualified/comparison.js';
import { exclusiveBenefits } from './exclusive-benefits/comparison.js';
import { falseLabour } from './false-labour/comparison.js';
import { feesNotRemitted } from './fees-not-remitted/comparison.js';
import { fineWithoutFile } from './fine-without-file/comparison.js';
import { grainAreaOverclaim } from './grain-area-overclaim/comparison.js';
import { grainSubsidyNotClaimed } from './grain-subsidy-not-claimed/comparison.js';
import { idleOrMismeasuredAsset } from './idle-or-mismeasured-asset/comparison.js';
import { impossibleCare } from './impossible-care/comparison.js';
import { lateFunds } from './late-funds/comparison.js';
import { medicalAidNotReceived } from './medical-aid-not-received/comparison.js';
import { overInspection } from './over-inspection/comparison.js';
import { overLicensedBeds } from './over-licensed-beds/comparison.js';
import { paymentAfterDeath } from './payment-after-death/comparison.js';
import { publicRentalWithHomes } from './public-rental-with-homes/comparison.js';
import { repeatedChecksWithoutFinding } from './repeated-checks-without-finding/comparison.js';
import { splitPurchase } from './split-purchase/comparison.js';
import { threeWayMismatch } from './three-way-mismatch/comparison.js';
import { twoFinesForOneAct } from './two-fines-for-one-act/comparison.js';
import { unregisteredCheck } from './unregistered-check/comparison.js';

/** Every comparison module; a new one is one more line. The statements are read from the sources, beside `dist`. */
export const comparisons: Omit<LibraryDeps, 'catalog'> = {
  declarations: [
    bedSubsidyDuringInpatientStay,
    paymentAfterDeath,
    duplicateCareHomes,
    overLicensedBeds,
    careGradeInflation,
    exclusiveBenefits,
    dibaoWithAssets,
    dibaoWithIncome,
    assistanceApprovedByKin,
    disabilityBenefitWithoutCertificate,
    elderlyLandLossNotEntitled,
    duplicatePayment,
    grainAreaOverclaim,
    coalSubsidyNotEntitled,
    publicRentalWithHomes,
    impossibleCare,
    medicalAidNotReceived,
    benefitNotReceived,
    grainSubsidyNotClaimed,
    lateFunds,
    overInspection,
    repeatedChecksWithoutFinding,
    unregisteredCheck,
    fineWithoutFile,
    twoFinesForOneAct,
    enforcementStakeOrUnqualified,
    feesNotRemitted,
    contractArrears,
    abnormalVillageContract,
    idleOrMismeasuredAsset,
    falseLabour,
    threeWayMismatch,
    collusiveBidding,
    splitPurchase,
    canteenIrregularities,
  ],
  derivedSets,
  counting,
  folder: fileURLToPath(new URL('../../comparisons/', import.meta.url)),
};
