import { DAY, isoDate } from '../district/calendar.js';
import { randomOf } from '../district/random.js';
import { assetCount, villageAsset, type AssetKind } from '../district/village-asset.js';
import type { RecordSource, SourceRecord, Values } from './record.js';
import { assetNo } from './village-contract.js';

const NAMES: Readonly<Record<AssetKind, readonly [string, ...string[]]>> = {
  LAND: ['集体土地', '果园地', '机动地', '苗圃地'],
  WATER: ['鱼塘', '坑塘水面', '水库水面'],
  BUILDING: ['厂房', '村委会旧址', '仓库', '商铺', '农贸市场'],
  EQUIPMENT: ['拖拉机', '变压器', '联合收割机', '灌溉机组'],
  OTHER: ['公共设施', '长期投资'],
};

/** Assets of the villages; each change of use is a version. */
export const villageAssets: RecordSource = {
  category: 'village-asset',
  *records(district): Generator<SourceRecord> {
    const { seed, from } = district;
    const count = assetCount(district);
    for (let index = 0; index < count; index++) {
      const asset = villageAsset(district, index);
      const { village, areaMu, surveyedSqm, poorSoil, writtenOff } = asset;
      const random = randomOf(seed, 'entry of asset', index);
      const fixed: Values = {
        assetNo: assetNo(index),
        villageUscc: village.uscc,
        communityCode: village.community.code,
        assetName: `${random.pick(NAMES[asset.kind])}${index + 1}号`,
        assetKind: asset.kind,
        parcelNo: asset.parcelNo,
        bookAreaMu: areaMu,
        surveyedAreaSqm: surveyedSqm,
        surveyedDate: surveyedSqm === null ? null : isoDate(from - random.int(30, 2000)),
        soilGrade: asset.soilGrade,
        location: `${village.community.township.name}${village.community.name}${random.pick(['村东', '村西', '村南', '村北'])}${random.int(1, 60)}号地`,
        ownershipStatus: random.chance(0.93) ? 'CLEAR' : random.chance(0.7) ? 'UNCLEAR' : 'DISPUTED',
        bookValue: random.chance(0.85) ? random.int(5, 3000) * 1000 : null,
      };
      let at = 0;
      for (const { use, since } of asset.uses) {
        const values = { ...fixed, useStatus: use, useStatusDate: isoDate(since) };
        at = Math.max(at + 1, since * DAY + 11 * 3600);
        yield { values, at, ...(poorSoil && { protected: true }) };
      }
      if (writtenOff !== null) yield { values: fixed, at: Math.max(at + 1, writtenOff * DAY), deleted: true };
    }
  },
};
