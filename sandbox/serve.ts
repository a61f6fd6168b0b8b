import { unwatchFile, watchFile } from 'node:fs';
import { resolve } from 'node:path';
import { advanceDistrict } from './advance.js';
import { catalogue } from './catalogue/catalogue.js';
import type { RecordSpec } from './catalogue/spec.js';
import { localOf, stamp } from './district/calendar.js';
import { createControlServer, createFaultControl, type FaultControl } from './fault/control.js';
import { changesData, parseFaults, type Faulty } from './fault/fault.js';
import { createFolderFaults } from './fault/folder.js';
import { createServiceFaults, type ServiceFaults } from './fault/service.js';
import { createTableFaults } from './fault/table.js';
import { DECRYPTION_KEY, exchangeDepartments } from './generate.js';
import { layout } from './layout.js';
import { loadExchange } from './load-exchange.js';
import { readSummary, type Summary } from './summary.js';
import type { ApiRoute } from './systems/api-call.js';
import { createApiServer, type ApiServer } from './systems/api-server.js';
import { openExchange, type ExchangeDatabase } from './systems/exchange-database.js';
import { openServiceStore } from './systems/service-store.js';
import { createSftpServer } from './systems/sftp-server.js';
import type { SoapService } from './systems/soap-request.js';
import { createSoapServer, type SoapServer } from './systems/soap-server.js';

/** How the hub reaches one department: one entry of its sources file. */
export interface Endpoints {
  readonly view?: { readonly url: string };
  readonly api?: { readonly baseUrl: string; readonly clientId: string; readonly clientSecret: string };
  readonly file?:
    | { readonly folder: string }
    | {
        readonly sftp: {
          readonly host: string;
          readonly port: number;
          readonly username: string;
          readonly password: string;
          readonly root: string;
        };
      };
  readonly soap?: { readonly baseUrl: string; readonly appId: string; readonly secret: string };
  /** Of encrypted files: 32 bytes in hex. */
  readonly decryptionKey?: string;
}

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
  /** The services count no calls: for benches, which say so. */
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

const UNLIMITED = { calls: Infinity, perMs: 1000, parallel: Infinity };
const CLIENT = 'hub';
const SECRET = 'sandbox-secret';

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

/** Record kinds by department, those that are delivered in one way. */
function departmentsWith(kind: RecordSpec['delivery']['kind']): Map<string, RecordSpec[]> {
  const departments = new Map<string, RecordSpec[]>();
  for (const spec of catalogue) {
    if (spec.delivery.kind !== kind) continue;
    departments.set(spec.department, [...(departments.get(spec.department) ?? []), spec]);
  }
  return departments;
}

const routeOf = ({ id, delivery }: RecordSpec): ApiRoute[] =>
  delivery.kind === 'api'
    ? [{ path: delivery.path, table: id, paging: delivery.paging, maxPageSize: delivery.pageSize }]
    : [];

function serviceOf({ id, delivery }: RecordSpec): SoapService[] {
  if (delivery.kind !== 'soap') return [];
  const { path, namespace, operation, rowElement, windowDays } = delivery;
  return [{ path, table: id, namespace, operation, rowElement, windowDays }];
}

const isEncrypted = ({ delivery }: RecordSpec): boolean =>
  delivery.kind === 'file' && delivery.dialect === 'csv-gb-enc';

/** Departments whose files are fetched by SFTP; those of the others lie in a folder. */
const BY_SFTP: ReadonlySet<string> = new Set(['taxation']);

/**
 * Starts the departments' systems over a generated district. The client of all of them is `hub`.
 * @throws Error when the folder holds no whole district or an address is taken
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = '127.0.0.1', firstPort = 0 } = options;
  const directory = resolve(options.directory);
  const paths = layout(directory);
  const time = createDistrictClock(await readSummary(directory));
  const clock = options.clock ?? time.now;
  const view = { url: options.exchangeUrl ?? `sqlite:${paths.exchange}` };
  const exchange = await openExchange(view.url);
  const store = openServiceStore(paths.services);
  const open: { close(): Promise<void> }[] = [exchange, { close: async () => store.close() }];
  const close = async (): Promise<void> => {
    for (const system of open.splice(0).reverse()) await system.close();
  };
  let ports = firstPort;
  const nextPort = (): number => firstPort && ports++;
  const clients = { [CLIENT]: SECRET };
  const systems = new Map<string, Faulty[]>();
  const canFail = <T extends Faulty>(department: string, system: T): T => {
    systems.set(department, [...(systems.get(department) ?? []), system]);
    return system;
  };
  const faultsOf = (department: string, specs: readonly RecordSpec[]): ServiceFaults =>
    canFail(department, createServiceFaults({ specs, store, clock }));
  const running = async <T extends { close(): Promise<void> }>(start: Promise<T>): Promise<T> => {
    const system = await start;
    open.push(system);
    return system;
  };
  const publicUrl = (baseUrl: string): string => {
    const url = new URL(baseUrl);
    url.hostname = options.publicHost ?? url.hostname;
    return url.origin;
  };

  try {
    await bringUp(exchange, paths.exchange, options, clock);
    const apis = new Map<string, ApiServer>();
    for (const [department, specs] of departmentsWith('api')) {
      const faults = faultsOf(department, specs);
      const shared = { host, port: nextPort(), clients, store, clock: faults.clock, alter: faults.alter };
      const limits = options.unlimited
        ? { limits: { calls: UNLIMITED, tokens: UNLIMITED, perDay: Number.MAX_SAFE_INTEGER } }
        : {};
      const server = await running(createApiServer({ ...shared, ...limits, routes: specs.flatMap(routeOf) }));
      faults.attach({ api: server.faults });
      apis.set(department, server);
    }
    const soaps = new Map<string, SoapServer>();
    for (const [department, specs] of departmentsWith('soap')) {
      const faults = faultsOf(department, specs);
      const shared = { host, port: nextPort(), clients, store, clock: faults.clock, alter: faults.alter };
      const limits = options.unlimited ? { limits: UNLIMITED } : {};
      const server = await running(
        createSoapServer({ ...shared, ...limits, services: specs.flatMap(serviceOf) }),
      );
      faults.attach({ soap: server.faults });
      soaps.set(department, server);
    }
    const sftp = await running(
      createSftpServer({ root: paths.files, username: CLIENT, password: SECRET, host, port: nextPort() }),
    );
    const remote = {
      host: options.publicHost ?? sftp.host,
      port: sftp.port,
      username: CLIENT,
      password: SECRET,
      root: '/',
    };

    const endpoints: Record<string, Endpoints> = {};
    const add = (department: string, endpoint: Endpoints): void => {
      endpoints[department] = { ...endpoints[department], ...endpoint };
    };
    for (const [department, specs] of departmentsWith('view')) {
      canFail(department, createTableFaults({ specs, exchange, clock }));
      add(department, { view });
    }
    for (const [department, { baseUrl }] of apis)
      add(department, { api: { baseUrl: publicUrl(baseUrl), clientId: CLIENT, clientSecret: SECRET } });
    for (const [department, specs] of departmentsWith('file')) {
      canFail(department, createFolderFaults({ specs, root: paths.files }));
      add(department, {
        file: BY_SFTP.has(department) ? { sftp: remote } : { folder: paths.files },
        ...(specs.some(isEncrypted) && { decryptionKey: DECRYPTION_KEY }),
      });
    }
    for (const [department, { baseUrl }] of soaps)
      add(department, { soap: { baseUrl: publicUrl(baseUrl), appId: CLIENT, secret: SECRET } });

    const control = createFaultControl(systems);
    const departments = [...systems.keys()];
    for (const fault of parseFaults(options.faults ?? '', departments)) await control.set(fault, true);
    const follow = async (): Promise<Summary> => {
      const summary = await readSummary(directory);
      time.follow(summary);
      await bringUp(exchange, paths.exchange, options, clock);
      return summary;
    };
    const advance = async (days: number): Promise<Summary> => {
      const spoilt = Object.values(control.active()).flat().filter(changesData);
      if (spoilt.length > 0)
        throw new Error(`time stands still until these are switched off: ${spoilt.join(', ')}`);
      await advanceDistrict({ directory, days });
      return follow();
    };
    const endpoint = await running(
      createControlServer({ control, departments, advance, clock, port: nextPort() }),
    );
    // Another process may let time pass; while it writes, there is nothing to be read.
    const watched = (): void => void follow().catch(() => undefined);
    watchFile(paths.district, { interval: 2000, persistent: false }, watched);
    open.push({ close: async () => unwatchFile(paths.district, watched) });
    const switches = <T>(servers: Map<string, { readonly faults: T }>): Record<string, T> =>
      Object.fromEntries([...servers].map(([department, { faults }]) => [department, faults]));
    return {
      endpoints,
      clock,
      controlUrl: endpoint.baseUrl,
      advance,
      faults: { control, cutFiles: sftp.cut, api: switches(apis), soap: switches(soaps) },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
