import { PublicPost } from '../../schema/organization/public-post.js';
import { stream } from '../../src/sources/stream.js';

/** Organization Department: public posts: fiscally supported staff, village and community cadres. */
export const publicPost = stream({
  category: PublicPost,
  source: { kind: 'view', database: 'qzk_zz', table: 'zz_rzxx' },
  mode: 'delta',
  cron: '30 6 1 * *',
  freshness: { warn: '35d', fail: '45d' },
  fields: {
    postNo: 'rzbh',
    citizenId: 'sfzh',
    name: 'xm',
    unitUscc: 'dwxydm',
    unitName: 'dwmc',
    post: 'zw',
    staffKind: 'rylb',
    keyMinority: { name: 'gjss', booleans: { '0': false, '1': true } },
    communityCode: 'cjdm',
    townshipCode: 'jzdm',
    validFrom: { name: 'rzrq', format: 'yyyyMMdd' },
    validTo: { name: 'mzrq', format: 'yyyyMMdd', quirks: ['DATEEND'] },
    monthlyPay: 'yxc',
    fiscalPay: { name: 'czgy', booleans: { '0': false, '1': true } },
  },
});
