import type { Values } from '../record/record.js';
import { dayIn } from './care-home.js';
import type { Stage } from './scenario.js';

/** A payment for months up to `to`, whose money came and went in time. */
export function pays(
  stage: Stage,
  item: string,
  citizenId: string,
  months: { readonly from: string; readonly to?: string },
  values: Values = {},
): void {
  const to = months.to ?? months.from;
  stage.add('subsidy-payment', {
    batchNo: stage.serial('PC'),
    lineNo: 1,
    item,
    citizenId,
    periodFrom: months.from,
    periodTo: to,
    amount: '100.00',
    agencyCode: 'CIVIL_AFFAIRS',
    fundDocNo: stage.serial('ZJ'),
    fundArrivedDate: dayIn(to, 8),
    submittedDate: dayIn(to, 11),
    paidDate: values['status'] === 'RETURNED' || values['status'] === 'PENDING' ? null : dayIn(to, 12),
    status: 'SUCCESS',
    arrears: false,
    ...values,
  });
}

/** A row of the roster; from long ago to now unless told otherwise. */
export function enrolled(stage: Stage, item: string, citizenId: string, values: Values = {}): void {
  stage.add('benefit-roster', {
    item,
    citizenId,
    validFrom: '2019-01',
    validTo: null,
    monthlyAmount: '100.00',
    status: 'APPROVED',
    ...values,
  });
}

/** A row that says why somebody who seems entitled is not paid. */
export function declined(stage: Stage, item: string, citizenId: string, values: Values = {}): void {
  enrolled(stage, item, citizenId, { validFrom: '2010-01', status: 'DECLINED', ...values });
}

/** Assistance of one person alone, from long ago to now unless told otherwise. */
export function assisted(stage: Stage, citizenId: string, values: Values = {}): string {
  const familyNo = stage.serial('JT');
  stage.add('social-assistance', {
    familyNo,
    assistanceKind: 'DIBAO',
    applicantId: citizenId,
    citizenId,
    familySize: 1,
    standardAmount: '1000.00',
    monthlyAmount: '500.00',
    validFrom: '2020-01-01',
    validTo: null,
    approvedDate: '2019-12-20',
    ...values,
  });
  return familyNo;
}

/** A disability certificate from 2018 to 2040 unless told otherwise. */
export function certified(stage: Stage, citizenId: string, grade: 1 | 2 | 3 | 4, values: Values = {}): void {
  stage.add('disability-certificate', {
    certNo: `${citizenId}4${grade}`,
    citizenId,
    disabilityKind: 'PHYSICAL',
    disabilityGrade: `GRADE_${grade}`,
    validFrom: '2018-03-01',
    validTo: '2040-02-28',
    status: 'VALID',
    ...values,
  });
}
