import { DAY, isoDate } from '../district/calendar.js';
import type { Post } from '../district/office.js';
import type { District } from '../district/district.js';
import { constantsOf } from './constant.js';
import type { RecordSource, SourceRecord, Values } from './record.js';

const townshipOf = constantsOf('public-post', 'townshipCode');

function values({ population }: District, post: Post): Values {
  const { postNo, person, unit, title, staffKind, leading, community, from, pay, fiscalPay } = post;
  return {
    postNo,
    citizenId: population.citizenId(person),
    name: population.name(person),
    unitUscc: unit.uscc,
    unitName: unit.name,
    post: title,
    staffKind,
    keyMinority: leading,
    communityCode: community?.code ?? null,
    townshipCode: community && townshipOf(community.township.code),
    validFrom: isoDate(from),
    validTo: null,
    monthlyPay: pay === null ? null : pay.toFixed(2),
    fiscalPay,
  };
}

function* versions(district: District, post: Post, holder: number): Generator<SourceRecord> {
  const second = 9 * 3600 + (holder % 28_000);
  const first = values(district, post);
  yield { values: first, at: post.from * DAY + second };
  if (post.to !== null)
    yield { values: { ...first, validTo: isoDate(post.to) }, at: post.to * DAY + second + 3600 };
}

/** Posts of public servants, staff and cadres; the end of a post is a new version. */
export const publicPost: RecordSource = {
  category: 'public-post',
  *records(district) {
    const { offices } = district;
    for (let holder = 0; holder < offices.holders; holder++)
      for (const post of offices.posts(holder)) yield* versions(district, post, holder);
  },
};
