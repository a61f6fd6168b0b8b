import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { bedSubsidyClaim } from './delivery/bed-subsidy-claim.js';
import { careHomeAttendance } from './delivery/care-home-attendance.js';
import type { CategoryDelivery } from './delivery/delivery.js';
import { enterpriseRegistration } from './delivery/enterprise-registration.js';
import { householdResident } from './delivery/household-resident.js';
import { inpatientStay } from './delivery/inpatient-stay.js';
import { propertyUnit } from './delivery/property-unit.js';
import { publicRental } from './delivery/public-rental.js';
import { createPlanter, type PlantedQuirk, type Planter } from './delivery/quirk.js';
import { socialAssistance } from './delivery/social-assistance.js';
import { taxSummary } from './delivery/tax-summary.js';
import { DAY, isoDate, localOf, stamp } from './district/calendar.js';
import { createDistrict, presentMoment, type District } from './district/district.js';
import { openExchange, type ExchangeDatabase } from './systems/exchange-database.js';
import { writeDelivery } from './systems/file-tree.js';
import { openServiceStore, type ServiceStore } from './systems/service-store.js';

/** Every category that the departments of the sandbox deliver. */
export const deliveries: readonly CategoryDelivery[] = [
  householdResident,
  socialAssistance,
  careHomeAttendance,
  bedSubsidyClaim,
  inpatientStay,
  enterpriseRegistration,
  taxSummary,
  propertyUnit,
  publicRental,
];

/** What to generate, and where to. */
export interface GenerateOptions {
  /** Made if need be; what an earlier generation left there is replaced. */
  readonly directory: string;
  readonly residents: number;
  readonly seed: number;
  /** The district's present day, `yyyy-MM-dd`; today unless given. */
  readonly asof?: string;
  /** Years of history, 2 unless given. */
  readonly years?: number;
}

const summarySchema = z.object({
  residents: z.number(),
  seed: z.number(),
  asof: z.string(),
  years: z.number(),
  /** The present moment when the data were generated, UTC ISO. */
  now: z.string(),
  /** The present day was the machine's: the sandbox's clock is the machine's too. */
  live: z.boolean(),
  /** USCC of a care home, a company, that leads to rows of every department. */
  showcase: z.string(),
  /** Delivered rows of each category, tombstones included. */
  rows: z.record(z.string(), z.number()),
});

/** What was generated: `district.json`. */
export type Summary = z.infer<typeof summarySchema>;

/** Passes the rows on and counts them. */
function* counted<T>(rows: Iterable<T>, count: { rows: number }): Generator<T> {
  for (const row of rows) {
    count.rows++;
    yield row;
  }
}

interface Outlets {
  readonly exchange: ExchangeDatabase;
  readonly services: ServiceStore;
  readonly files: string;
}

/** Hands one category over to its department's system; returns the number of rows. */
async function deliver(delivery: CategoryDelivery, district: District, planter: Planter, outlets: Outlets) {
  const count = { rows: 0 };
  switch (delivery.kind) {
    case 'view': {
      const rows = counted(delivery.rows(district, planter), count);
      await outlets.exchange.publish(delivery.table, rows, stamp(delivery.publishedAt(district)));
      break;
    }
    case 'service':
      outlets.services.put(delivery.category, counted(delivery.rows(district, planter), count));
      break;
    case 'file':
      for (const file of delivery.files(district, planter))
        await writeDelivery(outlets.files, { ...file, rows: counted(file.rows, count) });
  }
  return count.rows;
}

const abbrOf = (table: string) => table.slice(0, table.indexOf('_'));

/** Exchange databases of the sandbox: the tables that are published, and the departments that do it. */
export const exchangeTables = deliveries.flatMap((delivery) =>
  delivery.kind === 'view' ? [delivery.table] : [],
);
export const exchangeDepartments = [...new Set(exchangeTables.map(({ name }) => abbrOf(name)))];

async function deliverAll(district: District, outlets: Outlets) {
  const rows: Record<string, number> = {};
  const quirks: PlantedQuirk[] = [];
  for (const delivery of deliveries) {
    const planter = createPlanter(district.seed, delivery.category);
    rows[delivery.category] = await deliver(delivery, district, planter, outlets);
    quirks.push(...planter.planted());
  }
  for (const abbr of exchangeDepartments) await outlets.exchange.setClock(abbr, stamp(district.moment));
  return { rows, quirks };
}

/** Places of a district's data inside its folder. */
export function layout(directory: string) {
  return {
    district: join(directory, 'district.json'),
    truth: join(directory, 'truth.json'),
    exchange: join(directory, 'qzk.sqlite'),
    services: join(directory, 'services.sqlite'),
    files: join(directory, 'files'),
  };
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 1)}\n`);
}

/**
 * Generates a district and what its departments deliver: `district.json`, `truth.json` (which rows show which quirk
 * of the catalogue), `qzk.sqlite`, `services.sqlite` and `files/`. The same options give the same bytes.
 * @throws Error when an option cannot be met
 */
export async function generateDistrict(options: GenerateOptions): Promise<Summary> {
  const { directory, residents, seed, years = 2 } = options;
  const machine = new Date();
  const machineDay = isoDate(Math.floor(localOf(machine) / DAY));
  const asof = options.asof ?? machineDay;
  const now = presentMoment(asof, machine);
  const district = createDistrict({ residents, seed, asof, years, now });
  const paths = layout(directory);
  await mkdir(directory, { recursive: true });
  const stale = [paths.exchange, paths.services].flatMap((path) => [path, `${path}-wal`, `${path}-shm`]);
  for (const path of [...stale, paths.files, paths.district, paths.truth])
    await rm(path, { recursive: true, force: true });
  const exchange = await openExchange(`sqlite:${paths.exchange}`);
  const services = openServiceStore(paths.services);
  const { rows, quirks } = await deliverAll(district, { exchange, services, files: paths.files }).finally(
    async () => {
      services.close();
      await exchange.close();
    },
  );
  const summary: Summary = {
    residents,
    seed,
    asof,
    years,
    now: now.toISOString(),
    live: asof === machineDay,
    showcase: district.organizations.homes[0].uscc,
    rows,
  };
  await writeJson(paths.truth, { quirks });
  // Last: a folder with a district.json is whole.
  await writeJson(paths.district, summary);
  return summary;
}

/** Reads what was generated. @throws Error when the folder holds no whole district */
export async function readSummary(directory: string): Promise<Summary> {
  return summarySchema.parse(JSON.parse(await readFile(layout(directory).district, 'utf8')));
}

/** USCC of a care home, a company, from which a query reaches every department. */
export async function showcaseOrganization(directory: string): Promise<string> {
  return (await readSummary(directory)).showcase;
}
