import { randomOf, weighted, type Random } from './random.js';

/** What is special about the characters of a name. */
export type NameKind = 'plain' | 'rare' | 'dotted' | 'pua';

// Share of the population in units of 0.01 %, rounded.
const SURNAMES =
  '王715 李719 张683 刘536 陈458 杨308 黄224 赵229 吴200 周202 徐165 孙154 马129 朱125 胡130 郭115 何118 林106 高106 罗86 ' +
  '郑85 梁85 谢72 宋71 唐68 许66 韩68 冯64 邓62 曹61 彭60 曾58 肖56 田54 董50 潘47 袁54 蔡47 蒋47 余45 于48 杜46 叶42 程49 ' +
  '魏45 苏47 吕42 丁43 任41 沈45 姚40 卢45 姜41 崔38 钟39 谭40 陆35 汪38 范37 金35 石34 廖35 贾36 夏30 韦30 付33 方30 白27 ' +
  '邹28 孟28 熊28 秦28 邱27 江26 尹26 薛26 闫26 段24 雷25 侯24 龙23 史23 陶22 黎22 贺21 顾20 毛20 郝20 龚20 邵19 万19 钱18 ' +
  '严17 覃17 武17 戴17 莫17 孔15 向15 汤15 常14 温14 康14 施14 牛13 樊12 葛11 邢11';

const MALE = '伟强磊军洋勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林建国志文海峰永庆东亮新利清广江昌成根宝福树金春'; // prettier-ignore
const FEMALE = '芳娜敏静丽艳娟霞燕玲桂英兰红梅秀云珍淑华凤琴萍雪倩婷颖洁慧琳欣怡佳梦莹雨晨瑶琪蕾薇春菊香莲爱玉翠美月彩'; // prettier-ignore
const MIDDLE = '建志文国永明德家天子嘉晓小海春秋玉金宝世正光兴思雨一梓浩宇泽俊雅诗佳欣若';
const DOTTED = ['阿依古丽·买买提', '阿不都·热合曼', '努尔兰·巴合提', '扎西·多吉', '古丽娜尔·艾力', '其木格·巴雅尔'] as const; // prettier-ignore
const RARE = ['𠮷', '㛃'] as const;

/** Characters that old fonts of the registry keep in the private-use area, and their code points there. */
export const PRIVATE_USE: Readonly<Record<string, string>> = {
  '\u4DAE': '\uE863',
  '\u9FB4': '\uE81E',
  '\u9FB5': '\uE826',
  '\u9FB6': '\uE82B',
  '\u9FB7': '\uE82C',
  '\u9FB8': '\uE832',
  '\u9FB9': '\uE843',
  '\u9FBA': '\uE854',
  '\u9FBB': '\uE864',
};

const surname = weighted(
  SURNAMES.split(' ').map((entry): [string, number] => [entry.slice(0, 1), Number(entry.slice(1))]),
);
const letter = (random: Random, letters: string) => letters.charAt(random.int(0, letters.length - 1));

function givenName(random: Random, male: boolean): string {
  const last = letter(random, male ? MALE : FEMALE);
  return random.chance(0.22) ? last : letter(random, MIDDLE) + last;
}

/** The surname that a stream of draws gives first. */
export function surnameOf(seed: number, topic: string, index: number): string {
  return surname(randomOf(seed, topic, index));
}

/** The full name of one person. */
export function personName(random: Random, family: string, male: boolean, kind: NameKind): string {
  if (kind === 'dotted') return random.pick(DOTTED);
  const given = givenName(random, male);
  if (kind === 'rare') return family + random.pick(RARE) + given.slice(-1);
  if (kind === 'pua') return family + letter(random, Object.keys(PRIVATE_USE).join(''));
  return family + given;
}
