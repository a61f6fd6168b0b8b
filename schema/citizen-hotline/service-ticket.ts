import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';
import { agency, township } from '../code-list.js';

const serviceTicketChannel = codeList('ServiceTicketChannel', {
  RX: ['HOTLINE', '12345热线'],
  XF: ['PETITION', '信访'],
  QY: ['ENTERPRISE_FEEDBACK', '企业监测反馈'],
  XY: ['WISH', '群众心愿'],
  LL: ['LIAISON_STATION', '联络站'],
});

const serviceTicketCategory = codeList('ServiceTicketCategory', {
  '99': ['OTHER', '其他'],
  '01': ['CARE', '养老托育'],
  '02': ['SUBSIDY', '补贴救助'],
  '03': ['HOUSING', '住房物业'],
  '04': ['ENVIRONMENT', '环境卫生'],
  '05': ['RURAL', '农村三资'],
  '06': ['INSPECTION', '涉企检查'],
  '07': ['CONDUCT', '工作作风'],
  '08': ['CANTEEN', '助餐服务'],
});

const serviceTicketVisitNature = codeList('ServiceTicketVisitNature', {
  '1': ['INSPECTION', '行政检查'],
  '2': ['SERVICE', '帮扶服务'],
  '3': ['SURVEY', '调研'],
  '9': ['UNKNOWN', '不明'],
});

const mediaKind = codeList('MediaKind', {
  '1': ['PHOTO', '照片'],
  '2': ['VIDEO', '视频'],
  '3': ['AUDIO', '录音'],
  '4': ['DOCUMENT', '文件'],
});

/** One element of 附件. */
export class ServiceTicketMedia {
  @attribute.docNo({ zh: '附件编号', sensitivity: 'internal' })
  mediaId!: string;

  @attribute.code({ zh: '附件类型', sensitivity: 'internal', codes: mediaKind })
  mediaKind!: string;

  @attribute.hash({ zh: '内容散列', sensitivity: 'internal', nullable: true })
  sha256!: string | null;

  @attribute.datetime({ zh: '拍摄时间', sensitivity: 'internal', nullable: true })
  capturedAt!: string | null;

  @attribute.decimal({ zh: '拍摄地经度', sensitivity: 'personal', nullable: true, scale: 6 })
  longitude!: string | null;

  @attribute.decimal({ zh: '拍摄地纬度', sensitivity: 'personal', nullable: true, scale: 6 })
  latitude!: string | null;
}

/** One ticket in its present state. */
@category({
  id: 'service-ticket',
  no: '35',
  department: 'citizen-hotline',
  zh: '热线信访企业反馈心愿工单',
  en: 'Ticket from hotline, petition, enterprise feedback or wish list',
  row: 'one ticket in its present state',
  key: ['ticketNo'],
})
export class ServiceTicket extends CategoryRecord {
  @attribute.docNo({ zh: '工单编号', sensitivity: 'internal' })
  ticketNo!: string;

  @attribute.code({ zh: '来源渠道', sensitivity: 'internal', codes: serviceTicketChannel })
  channel!: string;

  @attribute.code({ zh: '诉求类别', sensitivity: 'internal', codes: serviceTicketCategory })
  category!: string;

  @attribute.string({ zh: '标题', sensitivity: 'internal' })
  title!: string;

  @attribute.text({ zh: '内容', sensitivity: 'personal' })
  content!: string;

  @attribute.code({ zh: '事发街镇代码', sensitivity: 'internal', nullable: true, codes: township })
  townshipCode!: string | null;

  @attribute.string({ zh: '事发地点', sensitivity: 'internal', nullable: true })
  place!: string | null;

  @attribute.boolean({ zh: '匿名标志', sensitivity: 'internal' })
  anonymous!: boolean;

  @person({
    zh: '反映人身份证号',
    sensitivity: 'sensitive',
    nullable: true,
    note: 'null when anonymous; never shown to the agency complained about',
  })
  reporterId!: string | null;

  @attribute.string({ zh: '反映人姓名', sensitivity: 'sensitive', nullable: true })
  reporterName!: string | null;

  @organization({
    zh: '反馈企业统一社会信用代码',
    sensitivity: 'sensitive',
    nullable: true,
    note: 'ENTERPRISE_FEEDBACK only',
  })
  uscc!: string | null;

  @attribute.code({ zh: '被反映机关代码', sensitivity: 'internal', nullable: true, codes: agency })
  targetAgencyCode!: string | null;

  @attribute.date({ zh: '事发(检查)日期', sensitivity: 'internal', nullable: true })
  incidentDate!: string | null;

  @attribute.code({
    zh: '入企性质',
    sensitivity: 'internal',
    nullable: true,
    codes: serviceTicketVisitNature,
    note: 'as seen by the enterprise',
  })
  visitNature!: string | null;

  @attribute.docNo({ zh: '检查人员执法证号', sensitivity: 'internal', nullable: true })
  officerCertNo!: string | null;

  @attribute.code({
    zh: '承办单位代码',
    sensitivity: 'internal',
    nullable: true,
    codes: agency,
    note: 'null until assigned',
  })
  handlingAgencyCode!: string | null;

  @attribute.datetime({ zh: '受理时间', sensitivity: 'internal' })
  receivedAt!: string;

  @attribute.datetime({ zh: '办理期限', sensitivity: 'internal', nullable: true })
  dueAt!: string | null;

  @attribute.integer({ zh: '延期次数', sensitivity: 'internal' })
  extensionCount!: number;

  @attribute.datetime({ zh: '办结时间', sensitivity: 'internal', nullable: true })
  closedAt!: string | null;

  @attribute.text({ zh: '答复内容', sensitivity: 'internal', nullable: true })
  reply!: string | null;

  @attribute.integer({
    zh: '满意度',
    sensitivity: 'internal',
    nullable: true,
    note: '1 very dissatisfied to 5 very satisfied',
  })
  rating!: number | null;

  @attribute.list({
    zh: '附件',
    sensitivity: 'personal',
    of: ServiceTicketMedia,
    note: 'empty array when none',
  })
  media!: ServiceTicketMedia[];
}
