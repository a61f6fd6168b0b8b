import { PublicRental } from '../../schema/housing/public-rental.js';
import { stream } from '../../src/sources/stream.js';

/** Housing and Construction Commission: public rental housing and rent subsidy. */
export const publicRental = stream({
  category: PublicRental,
  source: {
    kind: 'file',
    folder: 'housing',
    name: 'ZJ_GZF',
    dialect: 'xlsx',
    fillDown: ['familyNo', 'contractNo', 'applicantId'],
    totalRow: true,
  },
  nulls: ['/'],
  mode: 'full',
  cron: '0 7 5 * *',
  freshness: { warn: '40d', fail: '50d' },
  fields: {
    familyNo: '家庭编号',
    contractNo: '合同编号',
    supportKind: { name: '保障方式', label: true },
    applicantId: '申请人身份证号',
    citizenId: '成员身份证号',
    name: '成员姓名',
    relationToApplicant: { name: '与申请人关系', label: true },
    familySize: '家庭人口',
    address: '房屋地址',
    rentedAreaSqm: '租住面积(㎡)',
    validFrom: { name: '保障起', format: 'yyyy-MM-dd', quirks: ['EXCELSERIAL'] },
    validTo: { name: '保障止', format: 'yyyy-MM-dd', quirks: ['EXCELSERIAL'] },
    monthlyAmount: '月租金或补贴(元)',
    vacateBy: { name: '腾退宽限至', format: 'yyyy-MM-dd' },
    status: { name: '状态', label: true },
  },
});
