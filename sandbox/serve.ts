import { unwatchFile, watchFile } from 'node:fs';
import { resolve } from 'node:path';
import { advanceDistrict } from './advance.js';
import { startDepartments, type Departments, type Endpoints } from './department.js';
import { localOf, stamp } from './district/calendar.js';
import { createControlServer, createFaultControl, type FaultControl } from './fault/control.js';
import { changesData, parseFaults } from './fault/fault.js';
import { exchangeDepartments } from './generate.js';
import { layout } from './layout.js';
import { loadExchange } from './load-exchange.js';
import { readSummary, type Summary } from './summary.js';
import type { ApiServer } from './systems/api-server.js';
import { openExchange, type ExchangeDatabase } from './systems/exchange-database.js';
import { openServiceStore } from './systems/service-store.js';
import type { SoapServer } from './systems/soap-server.js';

/** How to run the departments' systems. */
export interface SandboxOptions {
  /** A generated district. */
  readonly directory: string;
  /** The departments' time; by default that of the district, which goes on from its present moment. */
  readonly clock?: () => Date;
  /** `mysql://user@host:port/`: the exchange databases are loaded there; by default the SQLite file serves. */
  readonly exchangeUrl?: string;
  /** Address to listen on, 127.0.0.1 by default. */
  readonly host?: string;
  /** Name under which others reach that address; the address by default. */
  readonly publicHost?: string;
  /** Lifts the rate limits that the departments grant by the catalogue, for measurements. */
  readonly unlimited?: boolean;
  /** Faults that are on from the beginning: `department:fault,department:fault`, or `all`. */
  readonly faults?: string;
  /** First of the ports: one for the API of each department that has one, then SOAP services, SFTP, and the control endpoint (loopback only). Free ones by default. */
  readonly firstPort?: number;
}

/** The running systems of all departments. */
export interface Sandbox {
  /** By department: the contents of a sources file. */
  readonly endpoints: Readonly<Record<string, Endpoints>>;
  readonly clock: () => Date;
  /** Switches that make the services misbehave, by department; `cutFiles` ends every open SFTP connection. */
  readonly faults: {
    readonly control: FaultControl;
    readonly cutFiles: () => void;
    readonly api: Readonly<Record<string, ApiServer['faults']>>;
    readonly soap: Readonly<Record<string, SoapServer['faults']>>;
  };
  /** `GET /faults`, `PUT` and `DELETE /faults/<department>/<fault>`, `POST /advance?days=1`. */
  readonly controlUrl: string;
  /** Lets time pass in the running district. @throws Error while a fault spoils what it would change */
  advance(days: number): Promise<Summary>;
  close(): Promise<void>;
}

/** The district's clock: the machine's when its present moment was, else it goes on from that moment. */
function createDistrictClock(first: Summary) {
  const aheadOf = ({ live, now }: Summary): number => (live ? 0 : Date.parse(now) - Date.now());
  let ahead = aheadOf(first);
  return {
    now: (): Date => new Date(Date.now() + ahead),
    /** Time has been advanced. */
    follow(summary: Summary): void {
      ahead = aheadOf(summary);
    },
  };
}

/** Brings an exchange database up to date with what was generated, and sets its clocks. */
async function bringUp(exchange: ExchangeDatabase, file: string, options: SandboxOptions, clock: () => Date) {
  if (options.exchangeUrl !== undefined) await loadExchange(file, exchange);
  for (const abbr of exchangeDepartments) await exchange.setClock(abbr, stamp(localOf(clock())));
}

/** Lets the clock and the exchange databases follow what `district.json` says; each state of it once. */
function createFollower(deps: {
  readonly directory: string;
  readonly time: ReturnType<typeof createDistrictClock>;
  readonly renew: () => Promise<void>;
  readonly first: Summary;
}) {
  const { directory, time, renew } = deps;
  let followed = deps.first.now;
  let last: Promise<unknown> = Promise.resolve();
  const once = async (): Promise<Summary> => {
    const summary = await readSummary(directory);
    if (summary.now !== followed) {
      followed = summary.now;
      time.follow(summary);
      await renew();
    }
    return summary;
  };
  const follow = (): Promise<Summary> => {
    const next = last.then(once, once);
    last = next;
    return next;
  };
  // Another process may let time pass; while it writes, there is nothing to be read.
  const watched = (): void => void follow().catch(() => undefined);
  const { district } = layout(directory);
  watchFile(district, { interval: 2000, persistent: false }, watched);
  return { follow, close: async () => unwatchFile(district, watched) };
}

const switches = <T>(servers: ReadonlyMap<string, { readonly faults: T }>): Record<string, T> =>
  Object.fromEntries([...servers].map(([department, { faults }]) => [department, faults]));

/** Switches faults and advances time, also over its endpoint. */
async function openControl(
  { faulty }: Departments,
  deps: {
    readonly directory: string;
    readonly follow: () => Promise<Summary>;
    readonly clock: () => Date;
    readonly port: number;
    readonly faults: string;
  },
) {
  const { directory, follow, clock, port } = deps;
  const control = createFaultControl(faulty);
  const departments = [...faulty.keys()];
  for (const fault of parseFaults(deps.faults, departments)) await control.set(fault, true);
  const advance = async (days: number): Promise<Summary> => {
    const spoilt = Object.values(control.active()).flat().filter(changesData);
    if (spoilt.length > 0)
      throw new Error(`time stands still until these are switched off: ${spoilt.join(', ')}`);
    await advanceDistrict({ directory, days });
    return follow();
  };
  const server = await createControlServer({ control, departments, advance, clock, port });
  return { control, advance, server };
}

/**
 * Starts the departments' systems over a generated district. The client of all of them is `hub`.
 * @throws Error when the folder holds no whole district, a fault is unknown or an address is taken
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = '127.0.0.1', firstPort = 0, publicHost, unlimited = false } = options;
  const directory = resolve(options.directory);
  const paths = layout(directory);
  const first = await readSummary(directory);
  const time = createDistrictClock(first);
  const clock = options.clock ?? time.now;
  const exchangeUrl = options.exchangeUrl ?? `sqlite:${paths.exchange}`;
  const exchange = await openExchange(exchangeUrl);
  const store = openServiceStore(paths.services);
  const open: { close(): Promise<void> }[] = [exchange, { close: async () => store.close() }];
  const close = async (): Promise<void> => {
    for (const system of open.splice(0).reverse()) await system.close();
  };
  const running = async <T extends { close(): Promise<void> }>(start: Promise<T>): Promise<T> => {
    const system = await start;
    open.push(system);
    return system;
  };
  let ports = firstPort;
  const nextPort = (): number => firstPort && ports++;
  const renew = (): Promise<void> => bringUp(exchange, paths.exchange, options, clock);

  try {
    await renew();
    const shared = { exchange, exchangeUrl, store, files: paths.files, clock, host, publicHost, unlimited };
    const departments = await startDepartments({ ...shared, nextPort, running });
    const { follow, close: unfollow } = createFollower({ directory, time, renew, first });
    open.push({ close: unfollow });
    const faults = options.faults ?? '';
    const { control, advance, server } = await openControl(departments, { directory, follow, clock, port: nextPort(), faults }); // prettier-ignore
    open.push(server);
    const { endpoints, api, soap, sftp } = departments;
    return {
      endpoints,
      clock,
      controlUrl: server.baseUrl,
      advance,
      faults: { control, cutFiles: sftp.cut, api: switches(api), soap: switches(soap) },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
