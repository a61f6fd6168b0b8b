import { startFixture, type Fixture } from './fixture.js';

let fixture: Fixture;
let page: string;
beforeAll(async () => {
  fixture = await startFixture();
  page = await (await fixture.fetch('/graphiql')).text();
});
afterAll(() => fixture.server.close(0));

test('the page needs no token and names no other host', async () => {
  expect(page).toContain('<title>Tributary');
  expect(page).not.toMatch(/https?:\/\//);
});

test('every file that the page refers to is served by the hub', async () => {
  const files = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => String(path));
  expect(files.length).toBeGreaterThanOrEqual(6);
  for (const file of files) {
    const response = await fixture.fetch(file);
    expect([file, response.status]).toEqual([file, 200]);
    expect(response.headers.get('content-type')).toMatch(/javascript|css/);
  }
});

test('the page may run and reach nothing but the hub', async () => {
  const policy = (await fixture.fetch('/graphiql')).headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self';");
});

test.each([
  '/graphiql/package.json',
  '/graphiql/..%2f..%2fpackage.json',
  '/graphiql/page.js',
  '/graphiql/index.js',
])('%s is not served', async (path) => {
  expect((await fixture.fetch(path)).status).not.toBe(200);
});
