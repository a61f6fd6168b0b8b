import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { streams } from '../connectors/index.js';
import { loadConfig } from '../src/config/config.js';
import { loadSources } from '../src/config/sources-file.js';

const service = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).default({}),
  healthcheck: z.object({ test: z.array(z.string()), timeout: z.string() }).optional(),
});
const compose = z
  .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
  .parse(parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }));

const ENV: Readonly<Record<string, string>> = {
  MARIADB_ROOT_PASSWORD: 'r00t',
  MARIADB_PASSWORD: 'pw',
  TRIBUTARY_HASHING_KEY: 'a1'.repeat(32),
  TRIBUTARY_ENCRYPTION_KEY: 'b2'.repeat(32),
  TRIBUTARY_ADMIN_TOKEN: 'c3'.repeat(16),
};

/** As compose does it, for the forms used here: `${NAME:-default}` and `${NAME:?message}`. */
function interpolate(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
    const value = env[name] ?? (kind === '-' ? rest : undefined);
    if (value === undefined) throw new Error(`${name} is missing: ${rest}`);
    return value;
  });
}

function environmentOf(name: string): Record<string, string> {
  const entries = Object.entries(compose.services[name]?.environment ?? {});
  return Object.fromEntries(entries.map(([variable, text]) => [variable, interpolate(text, ENV)]));
}

test('whoever is waited for says when it is healthy', () => {
  const awaited = Object.values(compose.services).flatMap(({ depends_on }) => Object.keys(depends_on));
  expect(awaited.filter((name) => !compose.services[name]?.healthcheck)).toEqual([]);
});

test('every mount has its source', () => {
  const sources = Object.values(compose.services).flatMap(({ volumes }) =>
    volumes.map((volume) => volume.split(':')[0] ?? ''),
  );
  const missing = sources.filter((source) =>
    source.startsWith('./') ? !existsSync(source) : !(source in compose.volumes),
  );
  expect(missing).toEqual([]);
});

test.each(['api', 'worker'])('the settings of %s are those of the server mode', (name) => {
  expect(loadConfig(environmentOf(name))).toMatchObject({
    mode: { name: 'server', redisUrl: 'redis://redis:6379' },
    sources: '/etc/tributary/sources.yaml',
    workerConcurrency: 2,
  });
});

test.each(Object.keys(ENV))('nothing starts without %s', (name) => {
  const { [name]: _, ...rest } = ENV;
  const start = (): unknown => interpolate(readFileSync('docker-compose.yml', 'utf8'), rest);
  expect(start).toThrow(`${name} is missing`);
});

test('the sources file reaches every stream the way it is delivered', () => {
  const sources = loadSources('deploy/sources.yaml', environmentOf('worker'));
  const unreachable = streams.filter(
    ({ category, source }) => sources[category.department]?.[source.kind] === undefined,
  );
  expect(unreachable.map(({ id }) => id)).toEqual([]);
});

test('the image runs neither as root nor with what only development needs', () => {
  const lines = readFileSync('Dockerfile', 'utf8').split('\n');
  expect(lines.filter((line) => line.startsWith('USER ')).at(-1)).toBe('USER node');
  expect(lines.some((line) => line.includes('npm prune --omit=dev'))).toBe(true);
});
