import { DAY, partsOf, stamp } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { compactDate } from '../district/calendar.js';
import { mix, textHash } from '../district/random.js';
import type { Owner, Right } from '../district/property.js';
import type { ServiceRow } from '../systems/service-store.js';
import type { ServiceDelivered } from './delivery.js';
import type { Planter } from './quirk.js';
import { choose, oldForm } from './spelling.js';

// Shares of the rows that could show a quirk at all: those with owners by shares, and with organizations.
const BY_SHARE = 0.2;
const BY_ORGANIZATION = 0.08;

function shareText(share: number, key: string): string {
  return choose(`${key}|${share}`, [`${Math.round(share * 100)}%`, `${Math.round(share * 20)}/20`]);
}

function ownerOf(district: District, planter: Planter, owner: Owner, key: string, oddShares: boolean) {
  const plain = owner.share === null ? undefined : String(owner.share);
  const share = oddShares && owner.share !== null ? shareText(owner.share, key) : plain;
  if (owner.kind === '2') {
    // The first care home is the way from an organization into every department: its code stays whole.
    const first = owner.uscc === district.organizations.homes[0].uscc;
    const old = !first && planter.plant('USCCOLD', key, 0.005 / BY_ORGANIZATION);
    const zjhm = old ? owner.uscc.slice(8, 17) : owner.uscc;
    return { qlrlx: '2', zjhm, qlrmc: owner.name, qlbl: share };
  }
  const id = district.population.citizenId(owner.person);
  const old = id.slice(6, 8) === '19' && planter.plant('ID15', `${key}|${id}`, 0.03);
  return {
    qlrlx: '1',
    zjhm: old ? oldForm(id) : id,
    qlrmc: district.population.name(owner.person),
    qlbl: share,
  };
}

function areaText(area: number, key: string, planter: Planter): string {
  const text = area.toFixed(2);
  if (!planter.plant('UNITSUFFIX', key, 0.02)) return text;
  // A suffix that does not fit: the registry's clerk took the row for land.
  const foreign = mix(textHash(key), 20) % 20 === 0;
  if (foreign) planter.note('UNITSUFFIX-FOREIGN', key);
  return text + (foreign ? '亩' : choose(key, ['㎡', 'm²', 'm2', '平方米']));
}

function rowOf(district: District, planter: Planter, right: Right, number: number): ServiceRow {
  const day = Math.floor(right.registered / DAY);
  const ywh = `BDC${compactDate(day)}${String(number).padStart(6, '0')}`;
  const key = `${ywh}|${right.unitNo}`;
  const oddShares = right.coOwnership === '2' && planter.plant('SHARE', key, 0.1 / BY_SHARE);
  const changed = (right.ended ?? right.registered) + 60 + (number % 1800);
  return {
    key,
    stamp: stamp(changed),
    deleted: false,
    body: {
      ywh,
      bdcdyh: right.unitNo,
      bdcqzh: `云汀(${partsOf(day).year})不动产权第${String(number).padStart(7, '0')}号`,
      zl: right.address,
      fwyt: right.usage,
      jzmj: right.area === null ? undefined : areaText(right.area, key, planter),
      djlx: right.kind,
      qdfs: right.acquisition,
      djsj: stamp(right.registered),
      qszt: right.ended === null ? '1' : '0',
      zxsj: right.ended === null ? undefined : stamp(right.ended),
      gyfs: right.coOwnership,
      'qlrlb/qlr': right.owners.map((owner) => ownerOf(district, planter, owner, key, oddShares)),
    },
  };
}

/** Registrations that were taken back; they stay 365 days. */
function* deletions({ residents, today }: District): Generator<ServiceRow> {
  for (let index = 0; index < Math.max(2, residents / 20_000); index++) {
    const day = today - 10 - (index % 350);
    const ywh = `BDC${compactDate(day)}${900_000 + index}`;
    const bdcdyh = `190102001001GB99999F${String(index).padStart(8, '0')}`;
    yield {
      key: `${ywh}|${bdcdyh}`,
      stamp: stamp((day + 1) * DAY + 36_000),
      deleted: true,
      body: { ywh, bdcdyh },
    };
  }
}

/** Real estate, from the SOAP service of natural resources. */
export const propertyUnit: ServiceDelivered = {
  category: 'property-unit',
  kind: 'service',
  *rows(district, planter) {
    const wanted = Math.round(district.residents * 0.6);
    let number = 1;
    for (let unit = 0; number <= wanted; unit++)
      for (const right of district.properties.rightsOn(unit)) yield rowOf(district, planter, right, number++);
    yield* deletions(district);
  },
};
