import { abnormalVillageContract } from './abnormal-village-contract.js';
import { assistanceApprovedByKin } from './assistance-approved-by-kin.js';
import { coalSubsidyNotEntitled } from './coal-subsidy-not-entitled.js';
import { collusiveBidding } from './collusive-bidding.js';
import { contractArrears } from './contract-arrears.js';
import { dibaoWithAssets } from './dibao-with-assets.js';
import { enforcementStakeOrUnqualified } from './enforcement-stake-or-unqualified.js';
import { falseLabour } from './false-labour.js';
import { feesNotRemitted } from './fees-not-remitted.js';
import { fineWithoutFile } from './fine-without-file.js';
import { grainAreaOverclaim } from './grain-area-overclaim.js';
import { grainSubsidyNotClaimed } from './grain-subsidy-not-claimed.js';
import { idleOrMismeasuredAsset } from './idle-or-mismeasured-asset.js';
import { lateFunds } from './late-funds.js';
import { overInspection } from './over-inspection.js';
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
];
