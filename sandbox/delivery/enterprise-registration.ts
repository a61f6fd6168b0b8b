import { DAY, isoDate, stamp } from '../district/calendar.js';
import type { District } from '../district/district.js';
import { uscc, withWrongCheck } from '../district/identifier.js';
import { ENTITY, type Firm } from '../district/organization.js';
import { mix, textHash } from '../district/random.js';
import type { ServiceRow } from '../systems/service-store.js';
import type { ServiceDelivered } from './delivery.js';
import type { Planter } from './quirk.js';

/** Yuan as ten-thousands with up to six decimals. */
function inWan(yuan: number): string {
  return (yuan / 10_000).toFixed(6).replace(/\.?0+$/, '');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;');
}

/** The code as the register has it: absent for some old sole traders, mistyped for some others. */
function registeredCode(firm: Firm, known: boolean, planter: Planter): string | undefined {
  if (known) return firm.uscc;
  if (
    firm.kind === ENTITY.soleTrader &&
    firm.registrationNo &&
    planter.plant('KEYNULL', firm.registrationNo, 0.0015)
  )
    return undefined;
  return planter.plant('USCCCHECK', firm.uscc, 0.001) ? withWrongCheck(firm.uscc) : firm.uscc;
}

function rowOf(district: District, planter: Planter, firm: Firm, known: boolean): ServiceRow {
  const { population } = district;
  const code = registeredCode(firm, known, planter);
  const name = firm.name.includes('&') ? escaped(firm.name) : firm.name;
  if (name !== firm.name) planter.note('HTML', firm.uscc);
  const day = firm.statusDay ?? firm.established;
  const limited = firm.kind === ENTITY.company && (mix(textHash(firm.uscc), 3) & 3) === 0;
  return {
    key: code ?? `no-code-${firm.registrationNo}`,
    stamp: stamp(Math.min(day, district.today - 1) * DAY + 68_000 + (Math.abs(textHash(firm.uscc)) % 600)),
    deleted: false,
    body: {
      uscc: code,
      regNo: firm.registrationNo ?? undefined,
      entName: name,
      entType: firm.kind,
      legalRepName: population.name(firm.legalRep),
      legalRepIdNo: firm.foreignRep ? undefined : population.citizenId(firm.legalRep),
      regCapital: firm.capital === null ? undefined : inWan(firm.capital),
      estDate: isoDate(firm.established),
      opFrom: isoDate(firm.established),
      opTo: limited ? isoDate(firm.established + 10_957) : undefined,
      industry: firm.industry,
      address: firm.address,
      township: firm.community.township.code,
      status: firm.status,
      statusDate: firm.statusDay === null ? undefined : isoDate(firm.statusDay),
      listed: firm.listed,
    },
  };
}

/** Entities that were entered twice and taken back; tombstones stay 180 days. */
function* deletions({ residents, today }: District): Generator<ServiceRow> {
  for (let index = 0; index < Math.max(2, residents / 50_000); index++) {
    const code = uscc('91', `MA${900_000 + index}`);
    yield {
      key: code,
      stamp: stamp((today - 5 - (index % 170)) * DAY + 68_000),
      deleted: true,
      body: { uscc: code },
    };
  }
}

/** Market entities, from the API of the market regulation. */
export const enterpriseRegistration: ServiceDelivered = {
  category: 'enterprise-registration',
  kind: 'service',
  *rows(district, planter) {
    const { firms, firm, homes } = district.organizations;
    const known = new Set(homes.map((home) => home.firm));
    for (let index = 0; index < firms; index++) yield rowOf(district, planter, firm(index), known.has(index));
    yield* deletions(district);
  },
};
