import { StudentAid } from '../../schema/education/student-aid.js';
import { stream } from '../../src/sources/stream.js';

/** Education Bureau: school enrolment and student aid. */
export const studentAid = stream({
  category: StudentAid,
  source: { kind: 'file', folder: 'education', name: 'JY_XSZZ', dialect: 'csv-utf8' },
  nulls: ['/', '-'],
  mode: 'full',
  cron: '0 6 12 1,4,7,10 *',
  freshness: { warn: '108d', fail: '130d' },
  fields: {
    studentNo: { name: '学籍号', quirks: ['APOS'] },
    citizenId: { name: '身份证号', quirks: ['APOS'] },
    name: '姓名',
    schoolName: '学校名称',
    schoolUscc: '学校信用代码',
    stage: { name: '学段', label: true },
    gradeYear: '年级',
    term: '学期',
    status: { name: '学籍状态', label: true },
    aidItem: { name: '资助项目', label: true },
    aidAmount: '资助金额',
    paidDate: { name: '发放日期', format: 'yyyy-MM-dd' },
    hardshipKind: { name: '困难类型', label: true },
    guardianId: { name: '监护人身份证号', quirks: ['APOS'] },
  },
});
