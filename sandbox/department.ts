import { catalogue } from './catalogue/catalogue.js';
import type { RecordSpec } from './catalogue/spec.js';
import type { Faulty } from './fault/fault.js';
import { createFolderFaults } from './fault/folder.js';
import { createServiceFaults } from './fault/service.js';
import { createTableFaults } from './fault/table.js';
import { DECRYPTION_KEY } from './generate.js';
import type { ApiRoute } from './systems/api-call.js';
import { createApiServer, type ApiServer } from './systems/api-server.js';
import type { ExchangeDatabase } from './systems/exchange-database.js';
import type { ServiceStore } from './systems/service-store.js';
import { createSftpServer, type SftpServer } from './systems/sftp-server.js';
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

/** What the departments' systems run on. */
export interface DepartmentDeps {
  readonly exchange: ExchangeDatabase;
  /** Where the hub finds the exchange databases. */
  readonly exchangeUrl: string;
  readonly store: ServiceStore;
  /** Root of the file tree. */
  readonly files: string;
  readonly clock: () => Date;
  readonly host: string;
  readonly publicHost: string | undefined;
  /** Rate limits are lifted. */
  readonly unlimited: boolean;
  readonly nextPort: () => number;
  /** Waits for a system, and closes it in the end. */
  readonly running: <T extends { close(): Promise<void> }>(start: Promise<T>) => Promise<T>;
}

/** The running systems of all departments. */
export interface Departments {
  readonly endpoints: Readonly<Record<string, Endpoints>>;
  readonly api: ReadonlyMap<string, ApiServer>;
  readonly soap: ReadonlyMap<string, SoapServer>;
  readonly sftp: SftpServer;
  /** What can fail, by department. */
  readonly faulty: ReadonlyMap<string, readonly Faulty[]>;
}

const CLIENT = 'hub';
const SECRET = 'sandbox-secret';
const CLIENTS = { [CLIENT]: SECRET };
const NO_LIMIT = { calls: Infinity, perMs: 1000, parallel: Infinity };
const NO_LIMITS = { calls: NO_LIMIT, tokens: NO_LIMIT, perDay: Number.MAX_SAFE_INTEGER };

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

/** Starts a server for the services of each department that has some. */
async function startServices(deps: DepartmentDeps, canFail: (department: string, system: Faulty) => void) {
  const { store, host, nextPort, running, unlimited } = deps;
  const shared = (department: string, specs: readonly RecordSpec[]) => {
    const faults = createServiceFaults({ specs, store, clock: deps.clock });
    canFail(department, faults);
    const { clock, alter } = faults;
    return { faults, given: { host, port: nextPort(), clients: CLIENTS, store, clock, alter } };
  };
  const api = new Map<string, ApiServer>();
  for (const [department, specs] of departmentsWith('api')) {
    const { faults, given } = shared(department, specs);
    const server = await running(
      createApiServer({ ...given, ...(unlimited && { limits: NO_LIMITS }), routes: specs.flatMap(routeOf) }),
    );
    faults.attach({ api: server.faults });
    api.set(department, server);
  }
  const soap = new Map<string, SoapServer>();
  for (const [department, specs] of departmentsWith('soap')) {
    const { faults, given } = shared(department, specs);
    const server = await running(
      createSoapServer({
        ...given,
        ...(unlimited && { limits: NO_LIMIT }),
        services: specs.flatMap(serviceOf),
      }),
    );
    faults.attach({ soap: server.faults });
    soap.set(department, server);
  }
  return { api, soap };
}

/** Starts the systems of all departments. The client of all of them is `hub`. */
export async function startDepartments(deps: DepartmentDeps): Promise<Departments> {
  const { exchange, exchangeUrl, files, clock, host, publicHost, nextPort, running } = deps;
  const faulty = new Map<string, Faulty[]>();
  const canFail = (department: string, system: Faulty): void =>
    void faulty.set(department, [...(faulty.get(department) ?? []), system]);
  const { api, soap } = await startServices(deps, canFail);
  const login = { username: CLIENT, password: SECRET };
  const sftp = await running(createSftpServer({ root: files, ...login, host, port: nextPort() }));
  const remote = { host: publicHost ?? sftp.host, port: sftp.port, ...login, root: '/' };
  const publicUrl = (baseUrl: string): string => {
    const url = new URL(baseUrl);
    url.hostname = publicHost ?? url.hostname;
    return url.origin;
  };

  const endpoints: Record<string, Endpoints> = {};
  const add = (department: string, endpoint: Endpoints): void => {
    endpoints[department] = { ...endpoints[department], ...endpoint };
  };
  for (const [department, specs] of departmentsWith('view')) {
    canFail(department, createTableFaults({ specs, exchange, clock }));
    add(department, { view: { url: exchangeUrl } });
  }
  for (const [department, { baseUrl }] of api)
    add(department, { api: { baseUrl: publicUrl(baseUrl), clientId: CLIENT, clientSecret: SECRET } });
  for (const [department, specs] of departmentsWith('file')) {
    canFail(department, createFolderFaults({ specs, root: files }));
    add(department, {
      file: BY_SFTP.has(department) ? { sftp: remote } : { folder: files },
      ...(specs.some(isEncrypted) && { decryptionKey: DECRYPTION_KEY }),
    });
  }
  for (const [department, { baseUrl }] of soap)
    add(department, { soap: { baseUrl: publicUrl(baseUrl), appId: CLIENT, secret: SECRET } });
  return { endpoints, api, soap, sftp, faulty };
}
