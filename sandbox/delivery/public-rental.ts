import { compactDate, DAY, isoDate, monthEnd, monthOf } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { relationToApplicant, type Rental } from '../district/welfare.js';
import type { Cell } from '../systems/file-tree.js';
import { lastMonthly, type FilesDelivered } from './delivery.js';
import type { Planter } from './quirk.js';

const COLUMNS = ['家庭编号', '合同编号', '保障方式', '申请人身份证号', '成员身份证号', '成员姓名', '与申请人关系', '家庭人口', '房屋地址', '租住面积(㎡)', '保障起', '保障止', '月租金或补贴(元)', '腾退宽限至', '状态']; // prettier-ignore
const KIND: Readonly<Record<string, string>> = { '1': '公租房', '2': '租赁补贴' };
const STATUS: Readonly<Record<string, string>> = { '1': '保障中', '2': '腾退中', '3': '已退出' };
const RELATION: Readonly<Record<number, string>> = {
  1: '本人',
  10: '配偶',
  20: '儿子',
  30: '女儿',
  40: '孙子女',
  50: '父母',
  80: '配偶父母',
  81: '儿媳女婿',
};
/** Day number of a spreadsheet for 1970-01-01. */
const SPREADSHEET_EPOCH = 25_569;

function* memberRows(district: District, planter: Planter, rental: Rental): Generator<Cell[]> {
  const { population, places } = district;
  const [applicant] = rental.members;
  const contract = `GZF${String(rental.number).padStart(7, '0')}`;
  const community = places.communityOf('rental', Math.floor(rental.number / 100));
  const address = rental.kind === '1' ? places.addressIn(community, 'rental', rental.number) : null;
  for (const [at, person] of rental.members.entries()) {
    const id = population.citizenId(person);
    const key = `${contract}|${id}`;
    const merged = (value: string) => (at === 0 ? value : null);
    if (at > 0) planter.note('FILLDOWN', key);
    const serial = planter.plant('EXCELSERIAL', key, 0.3);
    const day = (value: number): Cell => (serial ? value + SPREADSHEET_EPOCH : isoDate(value));
    // The families of the first three contracts live in the show-piece of the district: their rows stay whole.
    const spoilt = rental.number > 3 && !id.endsWith('X') && planter.plant('SCI', key, 0.001);
    yield [
      merged(`BZ${String(rental.number).padStart(7, '0')}`),
      merged(contract),
      KIND[rental.kind] ?? null,
      merged(population.citizenId(applicant)),
      spoilt ? Number(id) : id,
      population.name(person),
      RELATION[relationToApplicant(population, applicant, person)] ?? '其他',
      rental.members.length,
      address,
      rental.area,
      day(rental.from),
      day(rental.to),
      rental.amount,
      rental.status === '2' ? isoDate(rental.to + 90) : null,
      STATUS[rental.status] ?? null,
    ];
  }
}

function* rows(district: District, planter: Planter): Generator<Cell[]> {
  for (const rental of district.welfare.rentals()) yield* memberRows(district, planter, rental);
}

/** Families in public housing, in the monthly workbook of the housing commission. */
export const publicRental: FilesDelivered = {
  category: 'public-rental',
  kind: 'file',
  *files(district, planter) {
    const published = Math.floor(lastMonthly(district, 4, 20 * 3600) / DAY);
    planter.note('TOTALROW', '*');
    yield {
      folder: 'housing',
      name: 'ZJ_GZF',
      dialect: 'xlsx',
      kind: 'QL',
      sendNumber: 1,
      businessDate: compactDate(monthEnd(monthOf(published) - 1)),
      columns: COLUMNS,
      rows: rows(district, planter),
      title: '公租房与租赁补贴保障家庭名册',
      totalRow: ['合计'],
    };
  },
};
