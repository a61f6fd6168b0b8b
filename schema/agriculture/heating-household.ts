import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const heatingMode = codeList('HeatingMode', {
  '1': ['COAL', '燃煤'],
  '2': ['COAL_TO_GAS', '煤改气'],
  '3': ['COAL_TO_ELECTRICITY', '煤改电'],
  '4': ['CENTRAL', '集中供热'],
  '9': ['OTHER', '其他'],
});

/** One dwelling household with one heating mode for one period; the set holds the last three heating seasons. */
@category({
  id: 'heating-household',
  no: '33e',
  department: 'agriculture',
  zh: '清洁取暖台账',
  en: 'Household heating roster',
  row: 'one dwelling household with one heating mode for one period; the set holds the last three heating seasons',
  key: ['householdNo', 'heatingMode', 'validFrom'],
})
export class HeatingHousehold extends CategoryRecord {
  @attribute.string({
    zh: '户号',
    sensitivity: 'internal',
    pattern: /^\d{9}$/,
    note: 'householdNo of household-resident',
  })
  householdNo!: string;

  @person({ zh: '户主身份证号', sensitivity: 'personal' })
  headId!: string;

  @attribute.string({ zh: '村居代码', sensitivity: 'internal', pattern: /^190102\d{6}$/ })
  communityCode!: string;

  @attribute.code({ zh: '采暖方式', sensitivity: 'internal', codes: heatingMode })
  heatingMode!: string;

  @attribute.date({ zh: '启用日期', sensitivity: 'internal' })
  validFrom!: string;

  @attribute.date({
    zh: '停用日期',
    sensitivity: 'internal',
    nullable: true,
    note: 'last day of use; covers changes inside a season',
  })
  validTo!: string | null;

  @attribute.boolean({ zh: '住房空置标志', sensitivity: 'internal' })
  vacant!: boolean;

  @attribute.date({ zh: '空置起始日', sensitivity: 'internal', nullable: true })
  vacantFrom!: string | null;

  @attribute.date({ zh: '空置截止日', sensitivity: 'internal', nullable: true })
  vacantTo!: string | null;

  @attribute.date({ zh: '核实日期', sensitivity: 'internal' })
  verifiedDate!: string;
}
