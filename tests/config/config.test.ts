import { resolve } from 'node:path';
import fc from 'fast-check';
import { loadConfig, type Config } from '../../src/config/config.js';
import { editDistance, nearest } from '../../src/config/nearest.js';
import { ACCEPTED } from '../../src/config/variable.js';
import { ConfigError } from '../../src/errors.js';

const NAMES = Object.keys(ACCEPTED);
const HASHING = 'a1'.repeat(32);
const ENCRYPTION = Buffer.alloc(32, 7).toString('base64');
const SERVER = {
  TRIBUTARY_DATABASE_URL: 'mysql://hub:pw@db:3306/tributary',
  TRIBUTARY_REDIS_URL: 'redis://cache:6379',
  TRIBUTARY_HASHING_KEY: HASHING,
  TRIBUTARY_ENCRYPTION_KEY: ENCRYPTION,
};

function refusal(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toHaveProperty('code', 'CONFIG_INVALID');
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('the settings were accepted');
}

test('no settings at all are the embedded mode with its defaults', () => {
  expect(loadConfig({ PATH: '/bin', HOME: '/root' })).toEqual<Config>({
    mode: { name: 'embedded', keys: null },
    dataDir: resolve('data'),
    sources: null,
    policy: null,
    adminToken: null,
    host: '127.0.0.1',
    port: 4000,
    logLevel: 'info',
    workerConcurrency: 2,
    queuePrefix: 'tributary',
  });
});

test('the server mode takes both URLs and both keys, in hex or base64', () => {
  expect(loadConfig(SERVER).mode).toEqual({
    name: 'server',
    databaseUrl: SERVER.TRIBUTARY_DATABASE_URL,
    redisUrl: SERVER.TRIBUTARY_REDIS_URL,
    keys: { hashing: Buffer.alloc(32, 0xa1), encryption: Buffer.alloc(32, 7) },
  });
});

test('the configuration is frozen', () => {
  const config = loadConfig(SERVER);
  expect([config, config.mode, config.mode.keys].every((part) => Object.isFrozen(part))).toBe(true);
});

test('an empty variable counts as absent', () => {
  expect(loadConfig(Object.fromEntries(NAMES.map((name) => [name, ''])))).toEqual(loadConfig({}));
});

test('variables of the tests are nobody else’s business', () => {
  expect(() => loadConfig({ TRIBUTARY_TEST_MYSQL_URL: 'x', TRIBUTARY_TEST_ANYTHING: 'y' })).not.toThrow();
});

test.each([
  ['TRIBUTARY_DATABASE_URL', 'TRIBUTARY_REDIS_URL'],
  ['TRIBUTARY_REDIS_URL', 'TRIBUTARY_DATABASE_URL'],
])('%s without %s is refused, and the keys are asked for as well', (given, missing) => {
  const url = given === 'TRIBUTARY_REDIS_URL' ? SERVER.TRIBUTARY_REDIS_URL : SERVER.TRIBUTARY_DATABASE_URL;
  const message = refusal({ [given]: url });
  expect(message).toContain(`${missing}: missing`);
  expect(message).toMatch(/TRIBUTARY_HASHING_KEY: missing.*openssl rand -hex 32/);
  expect(message).toMatch(/TRIBUTARY_ENCRYPTION_KEY: missing.*openssl rand -hex 32/);
});

test('one key alone and the same key twice are refused', () => {
  expect(refusal({ TRIBUTARY_HASHING_KEY: HASHING })).toContain('TRIBUTARY_ENCRYPTION_KEY: missing');
  expect(refusal({ ...SERVER, TRIBUTARY_ENCRYPTION_KEY: HASHING.toUpperCase() })).toContain('another key');
});

test.each([
  ['TRIBUTARY_DATABASE_URL', 'postgres://db/tributary'],
  ['TRIBUTARY_DATABASE_URL', 'mysql://db:3306'],
  ['TRIBUTARY_DATABASE_URL', 'not a url'],
  ['TRIBUTARY_REDIS_URL', 'http://cache'],
  ['TRIBUTARY_ADMIN_TOKEN', 'fifteen-letters'],
  ['TRIBUTARY_ADMIN_TOKEN', 'with a blank in its midst'],
  ['TRIBUTARY_HASHING_KEY', 'ab'.repeat(31)],
  ['TRIBUTARY_HASHING_KEY', 'z'.repeat(64)],
  ['TRIBUTARY_HOST', 'a b'],
  ['TRIBUTARY_PORT', '65536'],
  ['TRIBUTARY_PORT', '8080 '],
  ['TRIBUTARY_PORT', '-1'],
  ['TRIBUTARY_LOG_LEVEL', 'loud'],
  ['TRIBUTARY_WORKER_CONCURRENCY', '0'],
  ['TRIBUTARY_WORKER_CONCURRENCY', '1.5'],
  ['TRIBUTARY_QUEUE_PREFIX', 'a:b'],
])('%s refuses %j, naming what is accepted and never the value', (name, value) => {
  const message = refusal({ ...SERVER, [name]: value });
  expect(message).toContain(`${name}: accepted is ${ACCEPTED[name as keyof typeof ACCEPTED]}`);
  expect(message).not.toContain(value);
});

test('every fault is reported at once', () => {
  const message = refusal({
    TRIBUTARY_DATABASE_URL: 'x',
    TRIBUTARY_HASHING_KEY: 'x',
    TRIBUTARY_PORT: 'x',
    TRIBUTARY_PROT: '4000',
    TRIBUTARY_LOG_LEVEL: 'x',
  });
  expect(
    message
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(':')[0]),
  ).toEqual([
    'TRIBUTARY_PROT',
    'TRIBUTARY_DATABASE_URL',
    'TRIBUTARY_HASHING_KEY',
    'TRIBUTARY_PORT',
    'TRIBUTARY_LOG_LEVEL',
    'TRIBUTARY_REDIS_URL',
    'TRIBUTARY_ENCRYPTION_KEY',
  ]);
});

test('whatever the values are, they are accepted or refused without being repeated', () => {
  const value = fc.string({ minLength: 1 }).map((text) => `§${text}`);
  const env = fc.dictionary(fc.constantFrom(...NAMES), value, { minKeys: 1 });
  fc.assert(
    fc.property(env, (given) => {
      try {
        loadConfig(given);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        expect(error.message).not.toContain('§');
      }
    }),
  );
});

test('a misspelt name is refused, and the right one is suggested', () => {
  const misspelt = fc
    .tuple(fc.constantFrom(...NAMES), fc.nat(), fc.constantFrom('', 'Q', 'QQ'))
    .map(([name, at, put]) => {
      const place = 'TRIBUTARY_'.length + (at % (name.length - 'TRIBUTARY_'.length));
      return { name, wrong: name.slice(0, place) + put + name.slice(place + 1) };
    })
    .filter(({ wrong }) => !NAMES.includes(wrong));
  fc.assert(
    fc.property(misspelt, ({ name, wrong }) => {
      expect(refusal({ [wrong]: 'x' })).toContain(`${wrong}: no such setting; did you mean ${name}?`);
    }),
  );
});

test('nothing is suggested for a name that is like none', () => {
  expect(nearest('TRIBUTARY_SOMETHING_ELSE_ALTOGETHER', NAMES)).toBeNull();
});

test('edit distance is a metric', () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      expect(editDistance(a, a)).toBe(0);
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
    }),
  );
});
