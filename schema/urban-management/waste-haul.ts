import { attribute, category, CategoryRecord, organization } from '../../src/catalog/category.js';

/** One trip of one truck. */
@category({
  id: 'waste-haul',
  no: '34b',
  department: 'urban-management',
  zh: '建筑垃圾清运',
  en: 'Construction-waste haul',
  row: 'one trip of one truck',
  key: ['haulNo'],
})
export class WasteHaul extends CategoryRecord {
  @attribute.docNo({ zh: '清运单号', sensitivity: 'internal' })
  haulNo!: string;

  @attribute.docNo({
    zh: '处置核准号',
    sensitivity: 'internal',
    nullable: true,
    note: 'null: trip without a permit',
  })
  permitNo!: string | null;

  @organization({ zh: '运输企业统一社会信用代码', sensitivity: 'public' })
  carrierUscc!: string;

  @attribute.plate({ zh: '车牌号', sensitivity: 'internal' })
  plateNo!: string;

  @attribute.datetime({ zh: '装车时间', sensitivity: 'internal' })
  loadedAt!: string;

  @attribute.datetime({ zh: '卸车时间', sensitivity: 'internal', nullable: true })
  unloadedAt!: string | null;

  @attribute.decimal({ zh: '方量', sensitivity: 'internal', scale: 3, unit: 'm3' })
  volume!: string;

  @attribute.string({ zh: '消纳场名称', sensitivity: 'public' })
  disposalSite!: string;
}
