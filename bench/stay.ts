import { createHash } from 'node:crypto';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';

const HEADERS =
  'jzlsh,sfzh,xm,yljgdm,yljgmc,yljgxydm,jglb,jgjzdm,rysj,cysj,cyfs,zyzd,jsrq,zfy,tczf,grzf,yljz,yzsjs,cxbz';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const SURNAMES = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗';

function citizenId(person: number): string {
  const year = 1930 + (person % 80);
  const month = String(1 + (person % 12)).padStart(2, '0');
  const day = String(1 + (person % 28)).padStart(2, '0');
  const digits = `190102${year}${month}${day}${String(Math.floor(person / 80) % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return digits + '10X98765432'.charAt(sum % 11);
}

function stay(index: number, changed: boolean): string {
  const person = (index * 7919) % 200_000;
  const day = String(1 + (index % 28)).padStart(2, '0');
  const month = String(1 + (index % 12)).padStart(2, '0');
  const fee = 100_000 + ((index * 37) % 900_000) + (changed ? 1 : 0);
  return [
    `ZY2024${String(index).padStart(9, '0')}`,
    citizenId(person),
    `${SURNAMES.charAt(person % 20)}${SURNAMES.charAt((person >> 3) % 20)}${SURNAMES.charAt((person >> 5) % 20)}`,
    `H1901020000${index % 10}`.padEnd(12, '0'),
    `云汀区第${index % 9}人民医院`,
    '91190102MA000000E0',
    '1',
    '190102001',
    `2024${month}${day}091500`,
    `2024${month}${day}203000`,
    '1',
    `I${10 + (index % 80)}.9`,
    `2024${month}${day}`,
    String(fee),
    String(Math.floor(fee * 0.7)),
    String(fee - Math.floor(fee * 0.7)),
    '0',
    '0',
    '0',
  ].join(',');
}

/** Writes one full set of hospital stays as GB18030 CSV with its flag file; `changedShare` of the rows have another fee. */
export async function writeStays(
  root: string,
  options: { readonly rows: number; readonly day: string; readonly changedShare: number },
): Promise<void> {
  const folder = join(root, 'medical-insurance');
  const stem = `YB_ZYJS_${options.day}_QL_01`;
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, `${stem}.csv`), 'w');
  const hash = createHash('sha256');
  let size = 0;
  const every = options.changedShare > 0 ? Math.round(1 / options.changedShare) : 0;
  let block = `${HEADERS}\r\n`;
  for (let index = 0; index < options.rows; index += 1) {
    block += `${stay(index, every > 0 && index % every === 0)}\r\n`;
    if (block.length < 1 << 20 && index < options.rows - 1) continue;
    const bytes = iconv.encode(block, 'gb18030');
    hash.update(bytes);
    size += bytes.length;
    await file.write(bytes);
    block = '';
  }
  await file.close();
  const flag = `file=${stem}.csv\nrows=${options.rows}\nsize=${size}\nsha256=${hash.digest('hex')}\n`;
  await writeFile(join(folder, `${stem}.ok`), flag);
}
