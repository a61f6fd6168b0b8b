import { BedSubsidyClaim } from '../../schema/civil-affairs/bed-subsidy-claim.js';
import { stream } from '../../src/sources/stream.js';

/** Civil Affairs Bureau: care-home bed subsidy claim. */
export const bedSubsidyClaim = stream({
  category: BedSubsidyClaim,
  source: { kind: 'file', folder: 'civil-affairs', name: 'MZ_CWBT', dialect: 'csv-gb' },
  nulls: ['/'],
  mode: 'delta',
  cron: '0 6 5 * *',
  freshness: { warn: '40d', fail: '50d' },
  fields: {
    claimNo: '申报编号',
    homeUscc: '机构信用代码',
    homeName: '机构名称',
    citizenId: '入住人身份证号',
    name: '入住人姓名',
    claimMonth: { name: '申报月份', format: 'yyyy-MM' },
    claimFrom: { name: '入住起', format: 'yyyy-MM-dd' },
    claimTo: { name: '入住止', format: 'yyyy-MM-dd' },
    claimedDays: '申报天数',
    bedHoldDays: '保床天数',
    claimedGrade: { name: '护理等级', quirks: ['CODETEXT'] },
    assessmentNo: '评估编号',
    monthlyRate: '月补贴标准',
    amount: '申报金额',
    status: { name: '状态', label: true },
    submittedDate: { name: '提交日期', format: 'yyyy-MM-dd' },
  },
});
