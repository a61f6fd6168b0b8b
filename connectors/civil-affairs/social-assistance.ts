import { SocialAssistance } from '../../schema/civil-affairs/social-assistance.js';
import { stream } from '../../src/sources/stream.js';

/** Civil Affairs Bureau: social assistance (dibao, destitute support, temporary aid). */
export const socialAssistance = stream({
  category: SocialAssistance,
  source: { kind: 'view', database: 'qzk_mz', table: 'mz_shjz' },
  mode: 'delta',
  cron: '0 5 2 * *',
  freshness: { warn: '35d', fail: '45d' },
  fields: {
    familyNo: 'jtbh',
    assistanceKind: 'jzlb',
    applicantId: 'sqrsfzh',
    citizenId: 'sfzh',
    name: 'xm',
    relationToApplicant: 'ysqrgx',
    familySize: 'jtrks',
    perCapitaIncome: 'rjysr',
    standardAmount: 'bzbz',
    monthlyAmount: 'jtydye',
    supportMode: 'gyfs',
    careSubsidy: 'zlhlbt',
    institutionUscc: 'gyjgdm',
    validFrom: { name: 'kssj', format: 'yyyyMMdd' },
    validTo: { name: 'jssj', format: 'yyyyMMdd', quirks: ['DATEEND'] },
    stopReason: 'tzyy',
    approverId: 'sprsfzh',
    approverName: 'sprxm',
    handlerId: 'jbrsfzh',
    handlerName: 'jbrxm',
    approvedDate: { name: 'sprq', format: 'yyyyMMdd' },
    townshipCode: 'jzdm',
    communityCode: 'cjdm',
  },
});
