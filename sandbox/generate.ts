import { mkdir, rm } from 'node:fs/promises';
import { catalogue } from './catalogue/catalogue.js';
import { DAY, isoDate, localOf, stamp } from './district/calendar.js';
import { presentMoment } from './district/district.js';
import { layout } from './layout.js';
import { handOver } from './publish/publish.js';
import { writeSummary, type Summary } from './summary.js';
import { openExchange } from './systems/exchange-database.js';
import { openServiceStore } from './systems/service-store.js';
import { openWorld } from './world.js';

/** What to generate, and where to. */
export interface GenerateOptions {
  /** Made if need be; what an earlier generation left there is replaced. */
  readonly directory: string;
  readonly residents: number;
  readonly seed: number;
  /** The district's base day, `yyyy-MM-dd`; today unless given. */
  readonly asof?: string;
  /** Years of history, 2 unless given. */
  readonly years?: number;
  /** Told of every record kind that is done. */
  readonly onCategory?: (category: string, rows: number) => void;
}

/** Key of the encrypted files, made up like everything else: 32 bytes in hex. */
export const DECRYPTION_KEY = '5a'.repeat(32);

/** Departments that have an exchange database, by abbreviation. */
export const exchangeDepartments: readonly string[] = [
  ...new Set(catalogue.flatMap(({ delivery, abbr }) => (delivery.kind === 'view' ? [abbr] : []))),
];

async function emptied(directory: string): Promise<ReturnType<typeof layout>> {
  const paths = layout(directory);
  await mkdir(directory, { recursive: true });
  const stale = [paths.exchange, paths.services].flatMap((path) => [path, `${path}-wal`, `${path}-shm`]);
  for (const path of [...stale, paths.files, paths.district, paths.truth])
    await rm(path, { recursive: true, force: true });
  return paths;
}

/**
 * Generates a district and what its departments deliver: `district.json`, `truth.json`, `qzk.sqlite`,
 * `services.sqlite` and `files/`. The same options give the same bytes.
 * @throws Error when an option cannot be met
 */
export async function generateDistrict(options: GenerateOptions): Promise<Summary> {
  const { directory, residents, seed, years = 2 } = options;
  const machine = new Date();
  const machineDay = isoDate(Math.floor(localOf(machine) / DAY));
  const asof = options.asof ?? machineDay;
  const now = presentMoment(asof, machine).toISOString();
  const { district, played, categories } = openWorld({ residents, seed, asof, years, now });
  const paths = await emptied(directory);
  const exchange = await openExchange(`sqlite:${paths.exchange}`, { filling: true });
  const services = openServiceStore(paths.services, { filling: true });
  const outlets = { exchange, services, files: paths.files, decryptionKey: DECRYPTION_KEY };
  const rows: Record<string, number> = {};
  try {
    for (const category of categories) {
      const { id } = category.spec;
      const handover = await handOver({ category, district, outlets, previous: null });
      rows[id] = handover.rows;
      options.onCategory?.(id, handover.rows);
    }
    for (const abbr of exchangeDepartments) await exchange.setClock(abbr, stamp(district.moment));
  } finally {
    services.close();
    await exchange.close();
  }
  const spelling = Object.fromEntries(categories.map(({ spec, planter }) => [spec.id, planter.state()]));
  const showcase = district.organizations.homes[0].uscc;
  const summary: Summary = {
    residents,
    seed,
    asof,
    years,
    now,
    live: asof === machineDay,
    showcase,
    rows,
    spelling,
  };
  const quirks = categories.flatMap(({ planter }) => planter.planted());
  await writeSummary(directory, summary, { quirks, alerts: played.alerts, traps: played.traps });
  return summary;
}
