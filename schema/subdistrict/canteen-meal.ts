import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { township } from '../code-list.js';

const serviceKind = codeList('ServiceKind', {
  '1': ['DINE_IN', '堂食'],
  '2': ['TAKE_AWAY', '自取'],
  '3': ['DELIVERED', '送餐'],
  '4': ['HOME_CARE', '居家上门照护'],
});

const canteenMealMealKind = codeList('CanteenMealMealKind', {
  B: ['BREAKFAST', '早餐'],
  L: ['LUNCH', '午餐'],
  D: ['DINNER', '晚餐'],
});

const payStatus = codeList('PayStatus', {
  '1': ['PAID', '已支付'],
  '2': ['REFUNDED', '已退款'],
});

/** One order line served to one person. */
@category({
  id: 'canteen-meal',
  no: '19a',
  department: 'subdistrict',
  zh: '社区食堂助餐与居家服务',
  en: 'Community canteen meal and home service',
  row: 'one order line served to one person',
  key: ['orderNo'],
})
export class CanteenMeal extends CategoryRecord {
  @attribute.docNo({ zh: '订单号', sensitivity: 'internal' })
  orderNo!: string;

  @attribute.string({ zh: '食堂编码', sensitivity: 'public', pattern: /^ST190102\d{5}$/ })
  canteenCode!: string;

  @attribute.string({ zh: '食堂名称', sensitivity: 'public' })
  canteenName!: string;

  @organization({ zh: '运营单位统一社会信用代码', sensitivity: 'public' })
  operatorUscc!: string;

  @attribute.code({ zh: '街镇代码', sensitivity: 'internal', codes: township })
  townshipCode!: string;

  @person({
    zh: '用餐人身份证号',
    sensitivity: 'personal',
    nullable: true,
    note: 'null for guests without a card',
  })
  citizenId!: string | null;

  @attribute.string({ zh: '用餐人姓名', sensitivity: 'personal', nullable: true })
  name!: string | null;

  @attribute.datetime({ zh: '服务时间', sensitivity: 'personal' })
  servedAt!: string;

  @attribute.code({
    zh: '服务方式',
    sensitivity: 'personal',
    codes: serviceKind,
    note: 'HOME_CARE lines carry no meal',
  })
  serviceKind!: string;

  @attribute.code({
    zh: '餐别',
    sensitivity: 'internal',
    nullable: true,
    codes: canteenMealMealKind,
    note: 'null for HOME_CARE',
  })
  mealKind!: string | null;

  @attribute.string({ zh: '套餐编码', sensitivity: 'public', pattern: /^[A-Z]\d{3}$/ })
  setCode!: string;

  @attribute.integer({ zh: '份数', sensitivity: 'internal' })
  quantity!: number;

  @attribute.decimal({ zh: '单价', sensitivity: 'public', unit: 'yuan' })
  unitPrice!: string;

  @attribute.decimal({ zh: '金额', sensitivity: 'internal', unit: 'yuan' })
  amount!: string;

  @attribute.decimal({ zh: '财政补贴金额', sensitivity: 'internal', unit: 'yuan' })
  subsidy!: string;

  @attribute.boolean({
    zh: '访客用餐标志',
    sensitivity: 'internal',
    note: "true: eaten by a guest on the person's card",
  })
  guest!: boolean;

  @person({ zh: '代取人身份证号', sensitivity: 'personal', nullable: true })
  collectorId!: string | null;

  @attribute.code({
    zh: '支付状态',
    sensitivity: 'internal',
    codes: payStatus,
    note: 'REFUNDED lines do not count',
  })
  payStatus!: string;
}
