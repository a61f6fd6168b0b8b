import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { stringify } from 'yaml';
import { generateDistrict } from '../sandbox/generate.js';
import { openSandbox } from '../sandbox/serve.js';
import { joinedQuery } from '../sandbox/showcase.js';
import { freePort, tributary, type Command } from './support/command.js';
import { dropKeys, freshDatabase, freshFolder, uniqueName, type FreshFolder } from './support/fresh.js';
import { mysqlUrl, redisUrl } from './support/server.js';

const TOKEN = 'a-token-for-the-tests-of-main';

async function ask(port: number, token: string, query: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json() };
}

/** An answer without the age of its data, in seconds, which goes on while one asks. */
const ageless = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === 'age' ? undefined : value)));

let folder: FreshFolder;
const running: Command[] = [];
const run = (args: readonly string[], settings: Record<string, string>): Command => {
  const command = tributary(args, settings);
  running.push(command);
  return command;
};
beforeEach(async () => {
  folder = await freshFolder();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((command) => command.stop()));
  await folder.remove();
});

test('start needs no settings: it makes a district, refreshes everything and prints queries that have answers', async () => {
  const port = await freePort();
  const command = run(['start', '--residents', '300'], {
    TRIBUTARY_DATA_DIR: folder.path,
    TRIBUTARY_PORT: String(port),
  });
  const [, token = ''] = await command.says(/Token \(role admin\): (\S+)/);
  await command.says(/\n4\. [\s\S]*\n$/);
  const query = /\n1\. [^\n]+\n([\s\S]+?)\n\n2\. /.exec(command.text())?.[1] ?? '';
  const { status, body } = await ask(port, token, query);
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { data: { organization: { bedSubsidyClaims: {} } } },
  });
  expect(body).not.toHaveProperty('errors');
  expect((await ask(port, 'nonsense', query)).status).toBe(401);
  const [, alerts = '0'] = /(\d+) alerts of \d+ among \d+ comparisons/.exec(command.text()) ?? [];
  const counted = await ask(port, token, '{ alerts { totalCount } }');
  expect(counted.body).toEqual({ data: { alerts: { totalCount: Number(alerts) } } });
  expect(Number(alerts)).toBeGreaterThan(0);
  expect(command.text()).not.toMatch(/"level":(40|50)/);
  expect(await command.stop()).toBe(0);
}, 120_000);

test('a wrong setting is refused at once, with its name and what is accepted', async () => {
  const command = run(['serve'], { TRIBUTARY_PORT: 'many', TRIBUTARY_REDIS_ULR: 'x' });
  expect(await command.ended).toBe(1);
  expect(command.text()).toMatch(
    /CONFIG_INVALID[\s\S]*TRIBUTARY_REDIS_ULR[\s\S]*TRIBUTARY_REDIS_URL[\s\S]*TRIBUTARY_PORT/,
  );
  expect(command.text()).not.toContain('many');
});

if (mysqlUrl() !== undefined && redisUrl() !== undefined) {
  test('a worker refreshes what the API enqueues, and both modes answer the joined query alike', async () => {
    const directory = join(folder.path, 'district');
    const { showcase } = await generateDistrict({ directory, residents: 300, seed: 5, asof: '2025-03-10' });
    const sandbox = await openSandbox({ directory });
    const database = await freshDatabase();
    const prefix = uniqueName();
    const sources = join(folder.path, 'sources.yaml');
    await writeFile(sources, stringify(sandbox.endpoints));
    const shared = {
      TRIBUTARY_SOURCES: sources,
      TRIBUTARY_ADMIN_TOKEN: TOKEN,
      TRIBUTARY_DATA_DIR: join(folder.path, 'data'),
    };
    const server = {
      ...shared,
      TRIBUTARY_DATABASE_URL: database.url,
      TRIBUTARY_REDIS_URL: redisUrl() ?? '',
      TRIBUTARY_QUEUE_PREFIX: prefix,
      TRIBUTARY_HASHING_KEY: randomBytes(32).toString('hex'),
      TRIBUTARY_ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    };
    const [port, other] = [await freePort(), await freePort()];
    const api = run(['serve'], { ...server, TRIBUTARY_PORT: String(port) });
    run(['work'], server);
    await api.says(/Tributary is at/);
    const { body } = await ask(port, TOKEN, '{ categories { id } }');
    const ids = JSON.stringify(body).match(/(?<="id":")[a-z-]+/g) ?? [];
    await ask(port, TOKEN, `mutation { refresh(streams: ${JSON.stringify(ids)}) { id } }`);
    const states = '{ categories { lastRuns(first: 1) { status } } }';
    const succeeded = async (): Promise<number> =>
      JSON.stringify((await ask(port, TOKEN, states)).body).match(/SUCCEEDED/g)?.length ?? 0;
    while ((await succeeded()) < ids.length) await new Promise((resolve) => setTimeout(resolve, 200));

    const refreshed = run(['refresh', '--all'], shared);
    expect(await refreshed.ended).toBe(0);
    const embedded = run(['serve'], { ...shared, TRIBUTARY_PORT: String(other) });
    await embedded.says(/Tributary is at/);
    const answer = await ask(port, TOKEN, joinedQuery(showcase));
    expect(ageless(answer)).toEqual(ageless(await ask(other, TOKEN, joinedQuery(showcase))));
    expect(answer).toMatchObject({
      status: 200,
      body: { data: { organization: { name: expect.any(String) } } },
    });
    await Promise.all(running.splice(0).map((command) => command.stop()));
    await sandbox.close();
    await database.drop();
    await dropKeys(prefix);
  }, 180_000);
}
