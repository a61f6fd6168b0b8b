import { ratio } from '../district/account.js';
import { compactDate, DAY, isoDate } from '../district/calendar.js';
import type { DeclaredLine } from '../district/declaration.js';
import type { District } from '../district/district.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const UNKNOWN_NAMES = ['赵某', '钱某', '孙某', '李某'] as const;

function lineValues({ population, organizations }: District, line: DeclaredLine): Values {
  const { related, from, to, firm, share } = line;
  return {
    lineNo: line.lineNo,
    relatedId: related === null ? null : population.citizenId(related),
    relatedName: related === null ? (UNKNOWN_NAMES[line.lineNo % UNKNOWN_NAMES.length] ?? '赵某') : population.name(related), // prettier-ignore
    relation: line.relation,
    validFrom: from === null ? null : isoDate(from),
    validTo: to === null ? null : isoDate(to),
    interestKind: line.interest,
    interestUscc: firm === null ? null : organizations.firm(firm).uscc,
    shareRatio: share === null ? null : ratio(share),
  };
}

function* declaration(district: District, holder: number): Generator<SourceRecord> {
  const { declarations, offices, population } = district;
  const person = offices.person(holder);
  const post = offices.posts(holder).at(-1);
  if (!post) return;
  const head: Values = {
    declarationNo: `JQ${String(holder).padStart(7, '0')}`,
    declarantId: population.citizenId(person),
    declarantName: population.name(person),
    unitUscc: post.unit.uscc,
    post: post.title,
  };
  const days = declarations.days(holder);
  for (const line of declarations.lines(holder)) {
    const values = { ...head, ...lineValues(district, line) };
    for (const day of days)
      yield { values: { ...values, declaredDate: isoDate(day) }, at: day * DAY + 9 * 3600 + (Number(compactDate(day)) % 99) }; // prettier-ignore
  }
}

/** Relatives and interests of officials; each year's declaration is a new version of its lines. */
export const kinDeclaration: RecordSource = {
  category: 'kin-declaration',
  *records(district) {
    for (const holder of district.declarations.declarants()) yield* declaration(district, holder);
  },
};
