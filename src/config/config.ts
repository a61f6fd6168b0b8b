import { resolve } from 'node:path';
import type * as z from 'zod';
import { ConfigError } from '../errors.js';
import type { Keys } from '../store/vault.js';
import { nearest } from './nearest.js';
import { ACCEPTED, isVariable, variables, type Variable } from './variable.js';

type Values = z.infer<typeof variables>;

/** One process on a file; keys that are not given are made once, see `keys.ts`. */
export interface EmbeddedMode {
  readonly name: 'embedded';
  readonly keys: Keys | null;
}

/** Any number of processes on MariaDB or MySQL and Redis. */
export interface ServerMode {
  readonly name: 'server';
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly keys: Keys;
}

/** Everything that the environment decides. */
export interface Config {
  readonly mode: EmbeddedMode | ServerMode;
  /** Absolute path. */
  readonly dataDir: string;
  /** Absolute path of the sources file; null: the sandbox. */
  readonly sources: string | null;
  /** Absolute path of the policy file. */
  readonly policy: string | null;
  /** Null: one is made and shown at start. */
  readonly adminToken: string | null;
  readonly host: string;
  readonly port: number;
  readonly logLevel: Values['TRIBUTARY_LOG_LEVEL'];
  readonly workerConcurrency: number;
  readonly queuePrefix: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable counts as absent: compose files pass on what is not set as an empty text. */
function given(env: Environment): [string, string][] {
  return Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[0].startsWith('TRIBUTARY_') && !entry[0].startsWith('TRIBUTARY_TEST_') && Boolean(entry[1]),
  );
}

function unknownName(name: string): string {
  const meant = nearest(name, Object.keys(ACCEPTED));
  return `${name}: no such setting${meant === null ? '' : `; did you mean ${meant}?`}`;
}

/** What the variables owe each other. */
function contradictions(entries: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  const missing = (name: Variable, why: string): void => {
    if (!entries.has(name)) faults.push(`${name}: missing, ${why}: ${ACCEPTED[name]}`);
  };
  const server = entries.has('TRIBUTARY_DATABASE_URL') || entries.has('TRIBUTARY_REDIS_URL');
  if (server) {
    missing('TRIBUTARY_DATABASE_URL', 'it goes with TRIBUTARY_REDIS_URL');
    missing('TRIBUTARY_REDIS_URL', 'it goes with TRIBUTARY_DATABASE_URL');
  }
  if (server || entries.has('TRIBUTARY_HASHING_KEY') || entries.has('TRIBUTARY_ENCRYPTION_KEY')) {
    missing('TRIBUTARY_HASHING_KEY', server ? 'the server mode needs it' : 'the other key is set');
    missing('TRIBUTARY_ENCRYPTION_KEY', server ? 'the server mode needs it' : 'the other key is set');
  }
  const [hashing, encryption] = (['TRIBUTARY_HASHING_KEY', 'TRIBUTARY_ENCRYPTION_KEY'] as const).map(
    (name) => variables.shape[name].safeParse(entries.get(name)).data,
  );
  if (hashing && encryption && hashing.equals(encryption))
    faults.push('TRIBUTARY_ENCRYPTION_KEY: must be another key than TRIBUTARY_HASHING_KEY');
  return faults;
}

function keysOf(values: Values): Keys | null {
  const { TRIBUTARY_HASHING_KEY: hashing, TRIBUTARY_ENCRYPTION_KEY: encryption } = values;
  return hashing && encryption ? Object.freeze({ hashing, encryption }) : null;
}

function modeOf(values: Values): EmbeddedMode | ServerMode {
  const { TRIBUTARY_DATABASE_URL: databaseUrl, TRIBUTARY_REDIS_URL: redisUrl } = values;
  const keys = keysOf(values);
  return databaseUrl !== undefined && redisUrl !== undefined && keys
    ? { name: 'server', databaseUrl, redisUrl, keys }
    : { name: 'embedded', keys };
}

function configOf(values: Values): Config {
  const path = (text: string | undefined): string | null => (text === undefined ? null : resolve(text));
  return Object.freeze({
    mode: Object.freeze(modeOf(values)),
    dataDir: resolve(values.TRIBUTARY_DATA_DIR),
    sources: path(values.TRIBUTARY_SOURCES),
    policy: path(values.TRIBUTARY_POLICY),
    adminToken: values.TRIBUTARY_ADMIN_TOKEN ?? null,
    host: values.TRIBUTARY_HOST,
    port: values.TRIBUTARY_PORT,
    logLevel: values.TRIBUTARY_LOG_LEVEL,
    workerConcurrency: values.TRIBUTARY_WORKER_CONCURRENCY,
    queuePrefix: values.TRIBUTARY_QUEUE_PREFIX,
  });
}

/**
 * The settings of this process, checked and frozen.
 * @throws ConfigError `CONFIG_INVALID`: one line for each fault, with the variable's name and what is accepted
 */
export function loadConfig(env: Environment): Config {
  const entries = given(env);
  const parsed = variables.safeParse(Object.fromEntries(entries));
  const faulty = new Set((parsed.error?.issues ?? []).map((issue) => String(issue.path[0])));
  const faults = [
    ...entries.flatMap(([name]) => (isVariable(name) ? [] : [unknownName(name)])),
    ...Object.entries(ACCEPTED).flatMap(([name, accepted]) =>
      faulty.has(name) ? [`${name}: accepted is ${accepted}`] : [],
    ),
    ...contradictions(new Map(entries)),
  ];
  if (!parsed.success || faults.length > 0)
    throw new ConfigError('CONFIG_INVALID', `these settings must be changed:\n  ${faults.join('\n  ')}`);
  return configOf(parsed.data);
}
