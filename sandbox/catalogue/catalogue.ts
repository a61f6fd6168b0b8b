import { agriculture } from './agriculture.js';
import { citizenHotline } from './citizen-hotline.js';
import { civilAffairs } from './civil-affairs.js';
import { disabledPersonsFederation } from './disabled-persons-federation.js';
import { disciplineInspection } from './discipline-inspection.js';
import { education } from './education.js';
import { finance } from './finance.js';
import { health } from './health.js';
import { housing } from './housing.js';
import { humanResources } from './human-resources.js';
import { justice } from './justice.js';
import { marketRegulation } from './market-regulation.js';
import { medicalInsurance } from './medical-insurance.js';
import { naturalResources } from './natural-resources.js';
import { organization } from './organization.js';
import { publicResourcesTrading } from './public-resources-trading.js';
import { publicSecurity } from './public-security.js';
import { subdistrict } from './subdistrict.js';
import { taxation } from './taxation.js';
import { trafficPolice } from './traffic-police.js';
import { urbanManagement } from './urban-management.js';
import type { RecordSpec } from './spec.js';

/** Every record kind that the departments of the district deliver. */
export const catalogue: readonly RecordSpec[] = [
  ...agriculture,
  ...citizenHotline,
  ...civilAffairs,
  ...disabledPersonsFederation,
  ...disciplineInspection,
  ...education,
  ...finance,
  ...health,
  ...housing,
  ...humanResources,
  ...justice,
  ...marketRegulation,
  ...medicalInsurance,
  ...naturalResources,
  ...organization,
  ...publicResourcesTrading,
  ...publicSecurity,
  ...subdistrict,
  ...taxation,
  ...trafficPolice,
  ...urbanManagement,
];
