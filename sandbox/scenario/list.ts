import { abnormalVillageContract } from './abnormal-village-contract.js';
import { coalSubsidyNotEntitled } from './coal-subsidy-not-entitled.js';
import { contractArrears } from './contract-arrears.js';
import { falseLabour } from './false-labour.js';
import { grainAreaOverclaim } from './grain-area-overclaim.js';
import { grainSubsidyNotClaimed } from './grain-subsidy-not-claimed.js';
import { idleOrMismeasuredAsset } from './idle-or-mismeasured-asset.js';
import { threeWayMismatch } from './three-way-mismatch.js';
import type { Scenario } from './scenario.js';

/** What is planted for the comparison modules. */
export const scenarios: readonly Scenario[] = [
  grainAreaOverclaim,
  coalSubsidyNotEntitled,
  grainSubsidyNotClaimed,
  contractArrears,
  abnormalVillageContract,
  idleOrMismeasuredAsset,
  falseLabour,
  threeWayMismatch,
];
