import { createHmac } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { z } from 'zod';
import { generateDistrict } from '../../sandbox/generate.js';
import type { Summary } from '../../sandbox/summary.js';
import type { Endpoints } from '../../sandbox/department.js';
import { openSandbox, type Sandbox } from '../../sandbox/serve.js';
import { freshDatabase, freshFolder, type FreshFolder } from '../support/fresh.js';
import { mysqlUrl } from '../support/server.js';
import { streamOf } from './delivered.js';

const page = z.object({
  code: z.number(),
  data: z.object({ total: z.number(), list: z.array(z.unknown()) }),
});
const token = z.object({ access_token: z.string() });

async function firstPage(endpoints: Endpoints | undefined, path: string) {
  const api = endpoints?.api;
  if (!api) throw new Error('the department has no API');
  const granted = await fetch(`${api.baseUrl}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `grant_type=client_credentials&client_id=${api.clientId}&client_secret=${api.clientSecret}`,
  });
  const authorization = `Bearer ${token.parse(await granted.json()).access_token}`;
  const answer = await fetch(`${api.baseUrl}${path}?pageSize=500`, { headers: { authorization } });
  return page.parse(await answer.json()).data;
}

async function firstSoapPage(endpoints: Endpoints | undefined, now: Date): Promise<string> {
  const soap = endpoints?.soap;
  if (!soap) throw new Error('the department has no SOAP service');
  const local = new Date(now.getTime() + 8 * 3_600_000).toISOString();
  const timestamp = local.slice(0, 19).replace(/\D/g, '');
  const sign = createHmac('sha256', soap.secret)
    .update(soap.appId + timestamp)
    .digest('hex');
  const answer = await fetch(`${soap.baseUrl}/services/BdcQueryService`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '"urn:bdc:query:v1#queryProperty"' },
    body: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:q="urn:bdc:query:v1">
      <s:Header><q:auth><q:appId>${soap.appId}</q:appId><q:timestamp>${timestamp}</q:timestamp><q:sign>${sign}</q:sign></q:auth></s:Header>
      <s:Body><q:queryProperty><q:startTime>2000-01-01 00:00:00</q:startTime><q:endTime>${local.slice(0, 10)} 00:00:00</q:endTime>
      <q:pageNo>1</q:pageNo><q:pageSize>1000</q:pageSize></q:queryProperty></s:Body></s:Envelope>`,
  });
  return answer.text();
}

describe('the running sandbox', () => {
  let folder: FreshFolder;
  let summary: Summary;
  let sandbox: Sandbox;
  beforeAll(async () => {
    folder = await freshFolder();
    summary = await generateDistrict({ directory: folder.path, residents: 500, seed: 7, asof: '2025-03-04' });
    sandbox = await openSandbox({ directory: folder.path });
  });
  afterAll(async () => {
    await sandbox.close();
    await folder.remove();
  });

  test('the APIs hand out what was generated', async () => {
    const homes = await firstPage(sandbox.endpoints['civil-affairs'], '/api/v1/care-home-attendances');
    expect(homes.list).toHaveLength(500);
    expect(homes.total).toBeGreaterThan(0.99 * (summary.rows['care-home-attendance'] ?? Infinity));
    const firms = await firstPage(sandbox.endpoints['market-regulation'], '/api/v1/enterprises');
    expect(firms.total).toBeGreaterThanOrEqual(60);
  });

  test('the SOAP service hands out units with their owners', async () => {
    const answer = await firstSoapPage(sandbox.endpoints['natural-resources'], sandbox.clock());
    expect(answer).toMatch(/<(\w+:)?total>\d{3}<\/(\w+:)?total>/);
    expect(answer).toMatch(/<(\w+:)?qlrlb>.*<(\w+:)?zjhm>/s);
    expect(answer).toContain(summary.showcase);
  });

  test('the clock goes on from the present moment of the district', () => {
    const ahead = sandbox.clock().getTime() - Date.parse(summary.now);
    expect(ahead).toBeGreaterThanOrEqual(0);
    expect(sandbox.clock().toISOString().slice(0, 10)).toBe('2025-03-04');
  });

  test('every stream finds its department', () => {
    const places: Record<string, (department: Endpoints) => unknown> = {
      view: (department) => department.view,
      api: (department) => department.api,
      file: (department) => department.file,
      soap: (department) => department.soap,
    };
    for (const id of Object.keys(summary.rows)) {
      const { category, source } = streamOf(id);
      const department = sandbox.endpoints[category.department];
      expect([id, department && places[source.kind]?.(department)]).not.toEqual([id, undefined]);
    }
  });

  (mysqlUrl() === undefined ? test.skip : test)(
    'the exchange databases can be served by MariaDB',
    async () => {
      const database = await freshDatabase();
      const other = await openSandbox({ directory: folder.path, exchangeUrl: database.url });
      expect(other.endpoints['public-security']?.view).toEqual({ url: database.url });
      await other.close();
      const connection = await createConnection(database.url);
      const [rows] = await connection.query('SELECT yxs, (SELECT count(*) FROM ga_hjrk) AS n FROM ga_dzb');
      await connection.end();
      await database.drop();
      expect(rows).toEqual([
        { yxs: summary.rows['household-resident'], n: summary.rows['household-resident'] },
      ]);
    },
  );
});
