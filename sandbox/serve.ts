import { resolve } from 'node:path';
import { localOf, stamp } from './district/calendar.js';
import { exchangeDepartments, layout, readSummary, type Summary } from './generate.js';
import { loadExchange } from './load-exchange.js';
import { createApiServer, type ApiServer } from './systems/api-server.js';
import { openExchange } from './systems/exchange-database.js';
import { openServiceStore } from './systems/service-store.js';
import { createSftpServer } from './systems/sftp-server.js';
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
  /** First of four ports: APIs of civil affairs and market regulation, SOAP, SFTP. Free ones by default. */
  readonly firstPort?: number;
}

/** The running systems of the seven departments. */
export interface Sandbox {
  /** By department: the contents of a sources file. */
  readonly endpoints: Readonly<Record<string, Endpoints>>;
  readonly clock: () => Date;
  /** Switches that make the services misbehave; `cutFiles` ends every open SFTP connection. */
  readonly faults: {
    readonly cutFiles: () => void;
    readonly civilAffairs: ApiServer['faults'];
    readonly marketRegulation: ApiServer['faults'];
    readonly naturalResources: SoapServer['faults'];
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
  const close = async () => {
    for (const system of open.splice(0).reverse()) await system.close();
  };

  const listen = (offset: number) => ({ host, port: firstPort && firstPort + offset });
  const running = async <T extends { close(): Promise<void> }>(start: Promise<T>): Promise<T> => {
    const system = await start;
    open.push(system);
    return system;
  };
  const publicUrl = (baseUrl: string) => {
    const url = new URL(baseUrl);
    url.hostname = options.publicHost ?? url.hostname;
    return url.origin;
  };
  const api = (path: string, table: string, offset: number) =>
    running(
      createApiServer({
        store,
        clock,
        clients: { [CLIENT]: SECRET },
        routes: [{ path, table, paging: 'cursor', maxPageSize: 500 }],
        ...listen(offset),
      }),
    );
  const apiEndpoint = ({ baseUrl }: ApiServer) => ({
    baseUrl: publicUrl(baseUrl),
    clientId: CLIENT,
    clientSecret: SECRET,
  });

  try {
    const civilAffairs = await api('/api/v1/care-home-attendances', 'care-home-attendance', 0);
    const marketRegulation = await api('/api/v1/enterprises', 'enterprise-registration', 1);
    const naturalResources = await running(
      createSoapServer({
        store,
        clock,
        clients: { [CLIENT]: SECRET },
        services: [
          {
            path: '/services/BdcQueryService',
            table: 'property-unit',
            namespace: 'urn:bdc:query:v1',
            operation: 'queryProperty',
            rowElement: 'bdc',
            windowDays: 31,
          },
        ],
        ...listen(2),
      }),
    );
    const sftp = await running(
      createSftpServer({ root: paths.files, username: CLIENT, password: SECRET, ...listen(3) }),
    );
    const folder = { folder: paths.files };
    return {
      endpoints: {
        'public-security': { view },
        'civil-affairs': { view, api: apiEndpoint(civilAffairs), file: folder },
        'medical-insurance': { view },
        'market-regulation': { api: apiEndpoint(marketRegulation) },
        taxation: {
          file: {
            sftp: {
              host: options.publicHost ?? sftp.host,
              port: sftp.port,
              username: CLIENT,
              password: SECRET,
              root: '/',
            },
          },
        },
        'natural-resources': {
          soap: { baseUrl: publicUrl(naturalResources.baseUrl), appId: CLIENT, secret: SECRET },
        },
        housing: { file: folder },
      },
      clock,
      faults: {
        cutFiles: sftp.cut,
        civilAffairs: civilAffairs.faults,
        marketRegulation: marketRegulation.faults,
        naturalResources: naturalResources.faults,
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
