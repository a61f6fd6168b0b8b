import { streams } from '../../connectors/index.js';
import { generateDistrict } from '../../sandbox/generate.js';
import type { Summary } from '../../sandbox/summary.js';
import { openSandbox, type Sandbox } from '../../sandbox/serve.js';
import { createApiSource } from '../../src/sources/api/source.js';
import { createDepartmentBudget } from '../../src/sources/budget.js';
import { createFileSource } from '../../src/sources/file/source.js';
import { createSoapSource } from '../../src/sources/soap/source.js';
import type { Source } from '../../src/sources/source.js';
import type { Stream } from '../../src/sources/stream.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';
import { recordedLog } from '../support/log.js';

const signal = new AbortController().signal;

async function rowsRead(source: Source): Promise<number> {
  let rows = 0;
  for await (const delivery of source.deliveries(null, signal)) {
    if ('status' in delivery) throw new Error(`${delivery.name}: ${delivery.code}`);
    for await (const batch of delivery.read(signal)) rows += batch.rows.length;
    delivery.end();
  }
  await source.close();
  return rows;
}

describe("the hub's sources over the running sandbox", () => {
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

  function sourceOf(stream: Stream): Source | undefined {
    const endpoints = sandbox.endpoints[stream.category.department] ?? {};
    const deps = { stream, endpoints, logger: recordedLog().logger, budget: createDepartmentBudget(), now: sandbox.clock }; // prettier-ignore
    if (stream.source.kind === 'api') return createApiSource(deps);
    if (stream.source.kind === 'soap') return createSoapSource(deps);
    return stream.source.kind === 'file' ? createFileSource(deps) : undefined;
  }

  test('they read every row that was generated', async () => {
    for (const stream of streams) {
      const source = sourceOf(stream);
      if (!source) continue;
      const rows = await rowsRead(source);
      // A first walk of an API delivers no tombstones.
      const generated = summary.rows[stream.id] ?? 0;
      const tombstones = stream.source.kind === 'api' ? generated - rows : 0;
      expect([stream.id, rows + tombstones, tombstones < 10]).toEqual([stream.id, generated, true]);
    }
  });
});
