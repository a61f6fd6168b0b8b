import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { township } from '../code-list.js';

const staffKind = codeList('StaffKind', {
  '1': ['CIVIL_SERVANT', '公务员'],
  '2': ['INSTITUTION_STAFF', '事业单位人员'],
  '3': ['CONTRACT_STAFF', '编外聘用人员'],
  '4': ['VILLAGE_CADRE', '村干部'],
  '5': ['COMMUNITY_CADRE', '社区干部'],
});

/** One person in one post for one period. */
@category({
  id: 'public-post',
  no: '24',
  department: 'organization',
  zh: '财政供养与村社区干部任职',
  en: 'Public posts: fiscally supported staff, village and community cadres',
  row: 'one person in one post for one period',
  key: ['postNo'],
  golden: {
    citizenId: { authority: 15, attributes: { name: 'name' } },
  },
})
export class PublicPost extends CategoryRecord {
  @attribute.docNo({ zh: '任职编号', sensitivity: 'internal' })
  postNo!: string;

  @person({ zh: '身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '姓名', sensitivity: 'internal' })
  name!: string;

  @organization({ zh: '单位统一社会信用代码', sensitivity: 'internal' })
  unitUscc!: string;

  @attribute.string({ zh: '单位名称', sensitivity: 'internal' })
  unitName!: string;

  @attribute.string({ zh: '职务', sensitivity: 'internal' })
  post!: string;

  @attribute.code({ zh: '人员类别', sensitivity: 'internal', codes: staffKind })
  staffKind!: string;

  @attribute.boolean({ zh: '关键少数标志', sensitivity: 'internal', note: 'true for leading posts' })
  keyMinority!: boolean;

  @attribute.string({
    zh: '任职村居代码',
    sensitivity: 'internal',
    nullable: true,
    pattern: /^190102\d{6}$/,
    note: 'VILLAGE_CADRE and COMMUNITY_CADRE only',
  })
  communityCode!: string | null;

  @attribute.code({ zh: '任职街镇代码', sensitivity: 'internal', nullable: true, codes: township })
  townshipCode!: string | null;

  @attribute.date({ zh: '任职日期', sensitivity: 'internal' })
  validFrom!: string;

  @attribute.date({ zh: '免职日期', sensitivity: 'internal', nullable: true, note: 'last day in the post' })
  validTo!: string | null;

  @attribute.decimal({
    zh: '月薪酬',
    sensitivity: 'sensitive',
    nullable: true,
    unit: 'yuan',
    note: 'gross, present value',
  })
  monthlyPay!: string | null;

  @attribute.boolean({ zh: '财政供养标志', sensitivity: 'internal' })
  fiscalPay!: boolean;
}
