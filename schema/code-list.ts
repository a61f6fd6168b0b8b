import { codeList } from '../src/catalog/field.js';

/** Sex (GB/T 2261.1). */
export const sex = codeList('Sex', {
  '0': ['UNKNOWN', '未知'],
  '1': ['MALE', '男'],
  '2': ['FEMALE', '女'],
  '9': ['UNSTATED', '未说明'],
});

/** Relation of a person to the head of the family or to the applicant, modelled on GB/T 4761. */
export const relation = codeList('Relation', {
  '01': ['SELF', '本人'],
  '10': ['SPOUSE', '配偶'],
  '20': ['SON', '儿子'],
  '30': ['DAUGHTER', '女儿'],
  '40': ['GRANDCHILD', '孙子女'],
  '50': ['PARENT', '父母'],
  '60': ['GRANDPARENT', '祖父母'],
  '70': ['SIBLING', '兄弟姐妹'],
  '80': ['PARENT_IN_LAW', '配偶父母'],
  '81': ['CHILD_IN_LAW', '儿媳女婿'],
  '97': ['OTHER', '其他'],
});

/** Grade of ability of an older person. */
export const careGrade = codeList('CareGrade', {
  '0': ['INTACT', '能力完好'],
  '1': ['MILD', '轻度失能'],
  '2': ['MODERATE', '中度失能'],
  '3': ['SEVERE', '重度失能'],
  '4': ['COMPLETE', '完全失能'],
});

/** Band of a monthly income; the bounds in yuan are part of the labels. */
export const incomeBand = codeList('IncomeBand', {
  '0': ['BAND_0', '无收入'],
  '1': ['BAND_1', '1千元以下'],
  '2': ['BAND_2', '1至2千元'],
  '3': ['BAND_3', '2至3千元'],
  '4': ['BAND_4', '3至5千元'],
  '5': ['BAND_5', '5至8千元'],
  '6': ['BAND_6', '8千至1.2万元'],
  '7': ['BAND_7', '1.2至2万元'],
  '8': ['BAND_8', '2万元以上'],
});

/** Street offices and towns of the district. */
export const township = codeList('Township', {
  '190102001': ['CHUNHE', '春和街道'],
  '190102002': ['LIUWAN', '柳湾街道'],
  '190102003': ['SHIQIAO', '石桥街道'],
  '190102004': ['WANGHE', '望河街道'],
  '190102005': ['YUYIN', '榆荫街道'],
  '190102006': ['YUNTAI', '云台街道'],
  '190102101': ['QINGHE', '青禾镇'],
  '190102102': ['BAIYANG', '白杨镇'],
  '190102103': ['NANTANG', '南塘镇'],
  '190102104': ['LUHUA', '芦花镇'],
});

/** What an identifier of a party identifies. */
export const partyKind = codeList('PartyKind', {
  '1': ['PERSON', '自然人'],
  '2': ['ENTERPRISE', '单位'],
  '3': ['OTHER', '其他'],
});
