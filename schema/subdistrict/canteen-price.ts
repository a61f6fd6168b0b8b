import { attribute, category, CategoryRecord, organization } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const canteenPriceMealKind = codeList('CanteenPriceMealKind', {
  B: ['BREAKFAST', '早餐'],
  L: ['LUNCH', '午餐'],
  D: ['DINNER', '晚餐'],
});

/** One set of one canteen at one agreed price for one period. */
@category({
  id: 'canteen-price',
  no: '19b',
  department: 'subdistrict',
  zh: '社区食堂协议价目',
  en: 'Agreed price of a canteen set',
  row: 'one set of one canteen at one agreed price for one period',
  key: ['canteenCode', 'setCode', 'validFrom'],
})
export class CanteenPrice extends CategoryRecord {
  @attribute.string({ zh: '食堂编码', sensitivity: 'public', pattern: /^ST190102\d{5}$/ })
  canteenCode!: string;

  @organization({ zh: '运营单位统一社会信用代码', sensitivity: 'public' })
  operatorUscc!: string;

  @attribute.string({ zh: '套餐编码', sensitivity: 'public', pattern: /^[A-Z]\d{3}$/ })
  setCode!: string;

  @attribute.string({ zh: '套餐名称', sensitivity: 'public' })
  setName!: string;

  @attribute.code({
    zh: '餐别',
    sensitivity: 'public',
    nullable: true,
    codes: canteenPriceMealKind,
    note: 'null for home-care items',
  })
  mealKind!: string | null;

  @attribute.decimal({ zh: '协议单价', sensitivity: 'public', unit: 'yuan' })
  agreedPrice!: string;

  @attribute.decimal({ zh: '单份补贴标准', sensitivity: 'public', unit: 'yuan' })
  subsidyPerMeal!: string;

  @attribute.date({ zh: '执行日期起', sensitivity: 'public' })
  validFrom!: string;

  @attribute.date({ zh: '执行日期止', sensitivity: 'public', nullable: true })
  validTo!: string | null;

  @attribute.string({ zh: '公示价目版本', sensitivity: 'public' })
  boardVersion!: string;

  @attribute.date({ zh: '核准日期', sensitivity: 'public' })
  approvedDate!: string;
}
