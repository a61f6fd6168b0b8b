import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { procurementMethod } from '../code-list.js';

const bidStatus = codeList('BidStatus', {
  '1': ['VALID', '有效'],
  '2': ['REJECTED', '否决'],
  '3': ['WITHDRAWN', '撤回'],
});

/** One bidder in one lot, with the data of the lot. */
@category({
  id: 'bid',
  no: '30',
  department: 'public-resources-trading',
  zh: '招标采购投标',
  en: 'Bid in a public procurement',
  row: 'one bidder in one lot, with the data of the lot',
  key: ['projectNo', 'lotNo', 'bidderUscc'],
  golden: {
    bidderUscc: { authority: 13, attributes: { name: 'bidderName' } },
  },
})
export class Bid extends CategoryRecord {
  @attribute.docNo({ zh: '项目编号', sensitivity: 'public' })
  projectNo!: string;

  @attribute.string({ zh: '项目名称', sensitivity: 'public' })
  projectName!: string;

  @attribute.string({ zh: '标段号', sensitivity: 'public', pattern: /^\d{2}$/ })
  lotNo!: string;

  @organization({ zh: '采购单位统一社会信用代码', sensitivity: 'public' })
  purchaserUscc!: string;

  @organization({ zh: '代理机构统一社会信用代码', sensitivity: 'public', nullable: true })
  agentUscc!: string | null;

  @attribute.string({ zh: '采购品目编码', sensitivity: 'public', pattern: /^[ABC]\d{2,8}$/ })
  categoryCode!: string;

  @attribute.code({ zh: '采购方式', sensitivity: 'public', codes: procurementMethod })
  method!: string;

  @attribute.decimal({ zh: '预算金额', sensitivity: 'public', unit: 'yuan' })
  budget!: string;

  @attribute.datetime({ zh: '开标时间', sensitivity: 'public' })
  openAt!: string;

  @organization({ zh: '投标人统一社会信用代码', sensitivity: 'public' })
  bidderUscc!: string;

  @attribute.string({ zh: '投标人名称', sensitivity: 'public' })
  bidderName!: string;

  @attribute.decimal({
    zh: '投标报价',
    sensitivity: 'internal',
    nullable: true,
    unit: 'yuan',
    note: 'null when withdrawn',
  })
  bidPrice!: string | null;

  @attribute.integer({ zh: '评标名次', sensitivity: 'public', nullable: true })
  rank!: number | null;

  @attribute.boolean({ zh: '中标标志', sensitivity: 'public' })
  won!: boolean;

  @attribute.code({ zh: '投标状态', sensitivity: 'public', codes: bidStatus })
  bidStatus!: string;

  @attribute.values({ zh: '上传IP地址', sensitivity: 'sensitive', type: 'ip' })
  uploadIps!: string[];

  @attribute.values({ zh: '上传设备MAC地址', sensitivity: 'sensitive', type: 'mac' })
  uploadMacs!: string[];

  @attribute.string({ zh: '投标文件作者', sensitivity: 'sensitive', nullable: true })
  fileAuthor!: string | null;

  @attribute.hash({ zh: '文件制作机器码', sensitivity: 'sensitive', nullable: true })
  fileMachineCode!: string | null;

  @attribute.hash({ zh: '保证金账号散列', sensitivity: 'sensitive', nullable: true })
  depositAccountHash!: string | null;

  @person({ zh: '项目经理身份证号', sensitivity: 'personal', nullable: true })
  projectManagerId!: string | null;

  @attribute.string({ zh: '项目经理姓名', sensitivity: 'internal', nullable: true })
  projectManagerName!: string | null;
}
