import { DAY, dayOf, HORIZON, localOf, stamp } from './district/calendar.js';
import { DECRYPTION_KEY, exchangeDepartments } from './generate.js';
import { layout } from './layout.js';
import { handOver } from './publish/publish.js';
import type { PlantedQuirk } from './render/planter.js';
import { readSummary, readTruth, writeSummary, type Summary } from './summary.js';
import { openExchange } from './systems/exchange-database.js';
import { openServiceStore } from './systems/service-store.js';
import { openWorld } from './world.js';

/** How far to advance which district. */
export interface AdvanceOptions {
  readonly directory: string;
  /** At least 1. */
  readonly days: number;
  /** Told of every record kind that is done. */
  readonly onCategory?: (category: string, rows: number) => void;
}

const keyOf = ({ category, quirk }: PlantedQuirk): string => `${category} ${quirk}`;

/** What was planted before, and now; what was handed over afresh is counted afresh. */
function merged(
  before: readonly PlantedQuirk[],
  now: readonly PlantedQuirk[],
  afresh: ReadonlySet<string>,
): PlantedQuirk[] {
  const all = new Map(before.filter(({ category }) => !afresh.has(category)).map((one) => [keyOf(one), one]));
  for (const one of now) {
    const known = all.get(keyOf(one));
    all.set(keyOf(one), {
      ...one,
      rows: one.rows + (known?.rows ?? 0),
      keys: [...new Set([...(known?.keys ?? []), ...one.keys])],
    });
  }
  return [...all.values()];
}

/**
 * Lets time pass in a generated district: its departments hand over what happened meanwhile, and nothing else.
 * @throws Error when the folder holds no whole district, or its horizon is reached
 */
export async function advanceDistrict({ directory, days, onCategory }: AdvanceOptions): Promise<Summary> {
  const before = await readSummary(directory);
  if (!Number.isInteger(days) || days < 1) throw new Error('days must be a whole number of at least 1');
  const now = new Date(Date.parse(before.now) + days * DAY * 1000);
  if (localOf(now) / DAY >= dayOf(before.asof) + HORIZON - 1)
    throw new Error(`the horizon is reached, ${HORIZON} days after the base day: generate another district`);
  const world = openWorld({ ...before, now: now.toISOString() });
  const { district, played, categories } = world;
  const paths = layout(directory);
  const truth = await readTruth(directory);
  const exchange = await openExchange(`sqlite:${paths.exchange}`);
  const services = openServiceStore(paths.services);
  const outlets = { exchange, services, files: paths.files, decryptionKey: DECRYPTION_KEY };
  const previous = localOf(new Date(before.now));
  const rows = { ...before.rows };
  const afresh = new Set<string>();
  try {
    for (const category of categories) {
      const { id, delivery } = category.spec;
      const handover = await handOver({ category, district, outlets, previous });
      if (handover.afresh) afresh.add(id);
      const adds = delivery.kind === 'view' || handover.afresh ? 0 : (rows[id] ?? 0);
      if (handover.rows > 0) rows[id] = adds + handover.rows;
      onCategory?.(id, handover.rows);
    }
    for (const abbr of exchangeDepartments) await exchange.setClock(abbr, stamp(district.moment));
  } finally {
    services.close();
    await exchange.close();
  }
  const summary: Summary = { ...before, now: now.toISOString(), live: false, rows };
  const quirks = merged(
    truth.quirks,
    categories.flatMap(({ planter }) => planter.planted()),
    afresh,
  );
  await writeSummary(directory, summary, { quirks, alerts: played.alerts, traps: played.traps });
  return summary;
}
