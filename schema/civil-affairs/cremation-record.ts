import { attribute, category, CategoryRecord, person } from '../../src/catalog/category.js';
import { relation } from '../code-list.js';

/** One cremation at a funeral home of the district. */
@category({
  id: 'cremation-record',
  no: '2c',
  department: 'civil-affairs',
  zh: '遗体火化记录',
  en: 'Cremation record',
  row: 'one cremation at a funeral home of the district',
  key: ['cremationNo'],
})
export class CremationRecord extends CategoryRecord {
  @attribute.docNo({ zh: '火化证明编号', sensitivity: 'internal' })
  cremationNo!: string;

  @person({ zh: '逝者身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '逝者姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.date({ zh: '死亡日期', sensitivity: 'personal' })
  deathDate!: string;

  @attribute.date({ zh: '火化日期', sensitivity: 'personal' })
  cremationDate!: string;

  @attribute.docNo({ zh: '死亡医学证明编号', sensitivity: 'internal', nullable: true })
  certificateNo!: string | null;

  @attribute.string({ zh: '殡仪馆名称', sensitivity: 'internal' })
  funeralHome!: string;

  @person({ zh: '办理家属身份证号', sensitivity: 'personal', nullable: true })
  relativeId!: string | null;

  @attribute.code({
    zh: '家属与逝者关系',
    sensitivity: 'personal',
    nullable: true,
    codes: relation,
    note: 'relation of the relative to the deceased',
  })
  relativeRelation!: string | null;
}
