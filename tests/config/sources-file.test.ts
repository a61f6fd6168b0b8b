import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { loadSources } from '../../src/config/sources-file.js';
import { ConfigError } from '../../src/errors.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';

let folder: FreshFolder;
beforeEach(async () => {
  folder = await freshFolder();
});
afterEach(() => folder.remove());

function load(content: unknown, env: Record<string, string> = {}): ReturnType<typeof loadSources> {
  const path = join(folder.path, 'sources.yaml');
  writeFileSync(path, typeof content === 'string' ? content : stringify(content));
  return loadSources(path, env);
}

function refusal(content: unknown, env: Record<string, string> = {}): string {
  try {
    load(content, env);
  } catch (error) {
    expect(error).toHaveProperty('code', 'SOURCES_INVALID');
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('the sources were accepted');
}

const SFTP = { host: 'files.example', port: 2222, username: 'hub', password: 'pw', root: '/out' };

test('every kind of endpoint is read; relative paths are relative to the file', () => {
  const sources = load({
    'medical-insurance': { view: { url: 'mysql://hub_ro:pw@db:3306/' } },
    taxation: { view: { url: 'sqlite:../qzk.sqlite' } },
    'civil-affairs': { api: { baseUrl: 'https://host/base/', clientId: 'hub', clientSecret: 's' } },
    housing: { file: { folder: 'files/housing' }, decryptionKey: '0f'.repeat(32) },
    finance: { file: { sftp: SFTP } },
    'market-regulation': { soap: { baseUrl: 'http://host', appId: 'hub', secret: 's' } },
  });
  expect(sources).toEqual({
    'medical-insurance': { view: { url: 'mysql://hub_ro:pw@db:3306/' } },
    taxation: { view: { url: `sqlite:${join(folder.path, '..', 'qzk.sqlite')}` } },
    'civil-affairs': { api: { baseUrl: 'https://host/base', clientId: 'hub', clientSecret: 's' } },
    housing: { file: { folder: join(folder.path, 'files/housing') }, decryptionKey: '0f'.repeat(32) },
    finance: { file: { sftp: SFTP } },
    'market-regulation': { soap: { baseUrl: 'http://host', appId: 'hub', secret: 's' } },
  });
});

test('any value may come from the environment, numbers too', () => {
  const env = { PORT: '2222', PASSWORD: 'pw', FOLDER: '/files', KEY: '0f'.repeat(32) };
  const sources = load(
    {
      finance: { file: { sftp: { ...SFTP, port: 'env:PORT', password: 'env:PASSWORD' } } },
      housing: { file: { folder: 'env:FOLDER' }, decryptionKey: 'env:KEY' },
    },
    env,
  );
  expect(sources).toEqual({
    finance: { file: { sftp: SFTP } },
    housing: { file: { folder: '/files' }, decryptionKey: env.KEY },
  });
});

test('every fault is reported at once, with its path', () => {
  const message = refusal(
    {
      taxation: { view: { url: 'oracle://db' } },
      'civil-affairs': { api: { baseUrl: 'ftp://host', clientId: 'hub', clientSecret: 'env:MISSING' } },
      finance: { file: { folder: 'a', sftp: { ...SFTP, port: 70_000 } } },
      education: { file: {} },
      health: { fiel: { folder: 'a' } },
      justice: { file: { sftp: { ...SFTP, password: undefined } } },
      housing: { decryptionKey: 'abc' },
      organization: null,
      Housing: {},
    },
    { MISSING: '' },
  );
  const lines = message
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
  expect(lines).toEqual([
    'civil-affairs.api.clientSecret: its environment variable MISSING is not set',
    'taxation.view.url: mysql://user:password@host:port/ or sqlite:path is expected',
    'civil-affairs.api.baseUrl: http(s)://host/ is expected',
    'finance.file.sftp.port: a port is expected',
    'education.file: either folder or sftp is expected',
    'health: unknown fiel',
    'justice.file.sftp: password or privateKey is expected',
    'housing.decryptionKey: 32 bytes in hex are expected',
    'organization: view, api, file, soap or decryptionKey is expected',
    'Housing: a department such as civil-affairs is expected',
  ]);
});

test('a file that is not YAML is refused with the line, without quoting it', () => {
  const message = refusal('taxation:\n  view: {url: "top-secret\n');
  expect(message).toContain('not valid YAML');
  expect(message).not.toContain('top-secret');
});

test.each(['', 'just text', '- a\n- list'])('a file that holds %j is refused', (content) => {
  expect(refusal(content)).toContain('the file: departments and their endpoints are expected');
});

test('a file that is not there is refused', () => {
  expect(() => loadSources(join(folder.path, 'none.yaml'), {})).toThrow(
    expect.objectContaining({ code: 'SOURCES_UNREADABLE' }),
  );
});

test('whatever stands in the file, it is accepted or refused without repeating a value', () => {
  const secret = fc.string().map((text) => `§${text}`);
  const value = fc.oneof(secret, fc.constant(null), fc.array(secret), fc.record({ url: secret }));
  const endpoint = fc.constantFrom('view', 'api', 'file', 'soap', 'decryptionKey', 'other');
  const department = fc.dictionary(endpoint, value);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('taxation', 'housing', 'X'), department), (content) => {
      try {
        load(content);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        expect(error.message).not.toContain('§');
      }
    }),
  );
});
