import { resolve } from 'node:path';
import { catalogue } from './catalogue/catalogue.js';
import type { RecordSpec } from './catalogue/spec.js';
import { localOf, stamp } from './district/calendar.js';
import { DECRYPTION_KEY, exchangeDepartments } from './generate.js';
import { layout } from './layout.js';
import { loadExchange } from './load-exchange.js';
import { readSummary, type Summary } from './summary.js';
import type { ApiRoute } from './systems/api-call.js';
import { createApiServer, type ApiServer } from './systems/api-server.js';
import { openExchange } from './systems/exchange-database.js';
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
  /** First of the ports: one for the API of each department that has one, then SOAP services, then SFTP. Free ones by default. */
  readonly firstPort?: number;
}

/** The running systems of all departments. */
export interface Sandbox {
  /** By department: the contents of a sources file. */
  readonly endpoints: Readonly<Record<string, Endpoints>>;
  readonly clock: () => Date;
  /** Switches that make the services misbehave, by department; `cutFiles` ends every open SFTP connection. */
  readonly faults: {
    readonly cutFiles: () => void;
    readonly api: Readonly<Record<string, ApiServer['faults']>>;
    readonly soap: Readonly<Record<string, SoapServer['faults']>>;
  };
  close(): Promise<void>;
}

const CLIENT = 'hub';
const SECRET = 'sandbox-secret';

/** The district's clock: the machine's when its present day was today, else it goes on from its present moment. */
function districtClock({ live, now }: Summary): () => Date {
  const ahead = live ? 0 : Date.parse(now) - Date.now();
  return () => new Date(Date.now() + ahead);
}

async function prepareExchange(
  directory: string,
  url: string | undefined,
  clock: () => Date,
): Promise<string> {
  const file = layout(directory).exchange;
  const target = url ?? `sqlite:${file}`;
  const exchange = await openExchange(target);
  try {
    if (url !== undefined) await loadExchange(file, exchange);
    for (const abbr of exchangeDepartments) await exchange.setClock(abbr, stamp(localOf(clock())));
  } finally {
    await exchange.close();
  }
  return target;
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
  const clock = options.clock ?? districtClock(await readSummary(directory));
  const view = { url: await prepareExchange(directory, options.exchangeUrl, clock) };
  const store = openServiceStore(paths.services);
  const open: { close(): Promise<void> }[] = [{ close: async () => store.close() }];
  const close = async (): Promise<void> => {
    for (const system of open.splice(0).reverse()) await system.close();
  };
  let ports = firstPort;
  const shared = () => ({ host, port: firstPort && ports++, clients: { [CLIENT]: SECRET }, store, clock });
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
    const apis = new Map<string, ApiServer>();
    for (const [department, specs] of departmentsWith('api')) {
      const server = createApiServer({ ...shared(), routes: specs.flatMap(routeOf) });
      apis.set(department, await running(server));
    }
    const soaps = new Map<string, SoapServer>();
    for (const [department, specs] of departmentsWith('soap')) {
      const server = createSoapServer({ ...shared(), services: specs.flatMap(serviceOf) });
      soaps.set(department, await running(server));
    }
    const { port } = shared();
    const sftp = await running(
      createSftpServer({ root: paths.files, username: CLIENT, password: SECRET, host, port }),
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
    for (const [department] of departmentsWith('view')) add(department, { view });
    for (const [department, { baseUrl }] of apis)
      add(department, { api: { baseUrl: publicUrl(baseUrl), clientId: CLIENT, clientSecret: SECRET } });
    for (const [department, specs] of departmentsWith('file'))
      add(department, {
        file: BY_SFTP.has(department) ? { sftp: remote } : { folder: paths.files },
        ...(specs.some(isEncrypted) && { decryptionKey: DECRYPTION_KEY }),
      });
    for (const [department, { baseUrl }] of soaps)
      add(department, { soap: { baseUrl: publicUrl(baseUrl), appId: CLIENT, secret: SECRET } });

    const switches = <T>(servers: Map<string, { readonly faults: T }>): Record<string, T> =>
      Object.fromEntries([...servers].map(([department, { faults }]) => [department, faults]));
    return {
      endpoints,
      clock,
      faults: { cutFiles: sftp.cut, api: switches(apis), soap: switches(soaps) },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
