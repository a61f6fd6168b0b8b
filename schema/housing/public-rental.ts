import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { relation } from '../code-list.js';

const housingSupportKind = codeList('HousingSupportKind', {
  '1': ['RENTAL', '公租房'],
  '2': ['SUBSIDY', '租赁补贴'],
});

const publicRentalStatus = codeList('PublicRentalStatus', {
  '1': ['ACTIVE', '保障中'],
  '2': ['VACATING', '腾退中'],
  '3': ['ENDED', '已退出'],
});

/** One member of one family under one contract; ended contracts stay in the set for 24 months. */
@category({
  id: 'public-rental',
  no: '29',
  department: 'housing',
  zh: '公租房与租赁补贴',
  en: 'Public rental housing and rent subsidy',
  row: 'one member of one family under one contract; ended contracts stay in the set for 24 months',
  key: ['contractNo', 'citizenId'],
  golden: {
    citizenId: { authority: 5, attributes: { name: 'name' } },
  },
})
export class PublicRental extends CategoryRecord {
  @attribute.docNo({ zh: '家庭编号', sensitivity: 'internal' })
  familyNo!: string;

  @attribute.docNo({ zh: '合同(补贴)编号', sensitivity: 'internal' })
  contractNo!: string;

  @attribute.code({ zh: '保障方式', sensitivity: 'sensitive', codes: housingSupportKind })
  supportKind!: string;

  @person({ zh: '申请人身份证号', sensitivity: 'personal' })
  applicantId!: string;

  @person({ zh: '成员身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '成员姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.code({ zh: '与申请人关系', sensitivity: 'personal', codes: relation })
  relationToApplicant!: string;

  @attribute.integer({ zh: '家庭人口数', sensitivity: 'internal' })
  familySize!: number;

  @attribute.string({ zh: '保障房屋地址', sensitivity: 'personal', nullable: true, note: 'null for SUBSIDY' })
  address!: string | null;

  @attribute.decimal({ zh: '租住面积', sensitivity: 'internal', nullable: true, unit: 'm2' })
  rentedAreaSqm!: string | null;

  @attribute.date({ zh: '保障起始日', sensitivity: 'sensitive' })
  validFrom!: string;

  @attribute.date({ zh: '保障截止日', sensitivity: 'sensitive', nullable: true })
  validTo!: string | null;

  @attribute.decimal({ zh: '月租金或月补贴额', sensitivity: 'sensitive', unit: 'yuan' })
  monthlyAmount!: string;

  @attribute.date({ zh: '腾退宽限截止日', sensitivity: 'internal', nullable: true })
  vacateBy!: string | null;

  @attribute.code({ zh: '状态', sensitivity: 'internal', codes: publicRentalStatus })
  status!: string;
}
