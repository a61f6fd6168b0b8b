import { attribute, category, CategoryRecord, organization, person } from '../../src/catalog/category.js';
import { codeList } from '../../src/catalog/field.js';

const careHomeAttendanceStatus = codeList('CareHomeAttendanceStatus', {
  IN: ['PRESENT', '在院'],
  HOSP: ['IN_HOSPITAL', '住院'],
  LEAVE: ['ON_LEAVE', '请假'],
});

const attendanceCheckMethod = codeList('AttendanceCheckMethod', {
  '1': ['FACE', '人脸'],
  '2': ['NURSE', '护理员登记'],
  '3': ['CARD', '刷卡'],
});

/** One resident, one care home, one day. */
@category({
  id: 'care-home-attendance',
  no: '8',
  department: 'civil-affairs',
  zh: '养老机构入住考勤',
  en: 'Care-home attendance',
  row: 'one resident, one care home, one day',
  key: ['homeUscc', 'citizenId', 'date'],
  golden: {
    citizenId: { authority: 6, attributes: { name: 'name' } },
    homeUscc: { authority: 6, attributes: { name: 'homeName' } },
  },
})
export class CareHomeAttendance extends CategoryRecord {
  @organization({ zh: '机构统一社会信用代码', sensitivity: 'public' })
  homeUscc!: string;

  @attribute.string({ zh: '机构名称', sensitivity: 'public' })
  homeName!: string;

  @person({ zh: '入住人身份证号', sensitivity: 'personal' })
  citizenId!: string;

  @attribute.string({ zh: '入住人姓名', sensitivity: 'personal' })
  name!: string;

  @attribute.docNo({ zh: '床位号', sensitivity: 'internal' })
  bedNo!: string;

  @attribute.date({ zh: '考勤日期', sensitivity: 'personal' })
  date!: string;

  @attribute.code({
    zh: '在院状态',
    sensitivity: 'sensitive',
    codes: careHomeAttendanceStatus,
    note: 'an absent row means not resident on that day',
  })
  status!: string;

  @attribute.code({ zh: '考勤方式', sensitivity: 'internal', codes: attendanceCheckMethod })
  checkMethod!: string;

  @attribute.datetime({ zh: '登记时间', sensitivity: 'internal' })
  recordedAt!: string;
}
