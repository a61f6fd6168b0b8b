import 'reflect-metadata';
import { pino } from 'pino';
import { streams } from '../connectors/index.js';
import { records } from '../schema/index.js';
import { createCatalog } from '../src/catalog/catalog.js';
import { refreshStream } from '../src/ingest/refresh-stream.js';
import { createSubjectRegistry } from '../src/ingest/subject.js';
import { growHeapSlowly } from '../src/config/heap.js';
import { createFileSource } from '../src/sources/file/source.js';
import { stream } from '../src/sources/stream.js';
import { checkKeys } from '../src/store/installation.js';
import { createMysqlStore } from '../src/store/mysql/mysql-store.js';
import { createVault } from '../src/store/vault.js';

/** One refresh of the hospital stays, delivered as a full CSV set; prints its figures as JSON. */
const [folder = '', url = ''] = process.argv.slice(2);
const stays = streams.find(({ id }) => id === 'inpatient-stay');
if (!stays) throw new Error('the stream inpatient-stay is missing');
const delivered = stream({
  ...stays,
  category: stays.category.record,
  freshness: { warn: '30h', fail: '54h' },
  fields: Object.fromEntries(
    stays.category.fields.map((field, at) => [field.name, stays.mappings[at] ?? '']),
  ),
  source: { kind: 'file', folder: 'medical-insurance', name: 'YB_ZYJS', dialect: 'csv-gb' },
  mode: 'full',
});
growHeapSlowly();
const logger = pino({ level: 'silent' });
const store = await createMysqlStore({ url, catalog: createCatalog(records) });
const vault = createVault({ hashing: Buffer.alloc(32, 1), encryption: Buffer.alloc(32, 2) });
await checkKeys(store, vault);
const now = (): Date => new Date();
const source = createFileSource({ stream: delivered, endpoints: { file: { folder } }, logger, now });
const subjects = createSubjectRegistry({ store, vault });
const before = process.cpuUsage();
const started = performance.now();
const { counts } = await refreshStream(
  { store, vault, subjects, stream: delivered, source, logger, now, holder: 'bench', leaseMs: 60_000 },
  new AbortController().signal,
);
const seconds = (performance.now() - started) / 1000;
await store.close();
const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
const { user, system } = process.cpuUsage(before);
const cpuPerRow = Number(((user + system) / counts.read).toFixed(1));
const { written, unchanged } = counts;
console.log(JSON.stringify({ seconds, cpuPerRow, peakMemoryMb, written, unchanged }));
