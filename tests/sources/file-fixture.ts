import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { writeDelivery, type FileDelivery } from '../../sandbox/systems/file-tree.js';
import { attribute, category, CategoryRecord } from '../../src/catalog/category.js';
import { createFileSource } from '../../src/sources/file/source.js';
import type { Checkpoint, DepartmentEndpoints, RawRow, Source } from '../../src/sources/source.js';
import { stream, type FieldMapping, type FileSpec, type Stream } from '../../src/sources/stream.js';
import { freshFolder } from '../support/fresh.js';
import { recordedLog, type RecordedLog } from '../support/log.js';

@category({
  id: 'fee-note',
  no: '90',
  department: 'finance',
  zh: '缴款单',
  en: 'Fee note',
  row: 'one note',
  key: ['noteNo'],
})
export class FeeNote extends CategoryRecord {
  @attribute.docNo({ zh: '编号', sensitivity: 'internal' })
  noteNo!: string;
  @attribute.decimal({ zh: '金额', sensitivity: 'internal', unit: 'yuan', nullable: true })
  amount!: string | null;
  @attribute.string({ zh: '说明', sensitivity: 'internal', nullable: true })
  remark!: string | null;
}

/** Delivered names of the three fields. */
export const COLUMNS = ['编号', '金额', '说明'] as const;
export const KEY = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

/** What came of one delivery or refusal: its rows once it was read, or its code. */
export interface Offer {
  readonly name: string;
  readonly complete?: boolean;
  readonly code?: string;
  readonly status?: string;
  readonly message?: string;
  readonly watermark?: string | null;
  readonly size?: number | undefined;
  readonly rows: readonly RawRow[];
}

export interface FixtureOptions {
  readonly dialect?: FileSpec['dialect'];
  readonly mode?: 'delta' | 'full';
  readonly name?: string;
  readonly folder?: string;
  readonly columns?: readonly [string, string | FieldMapping, string];
  readonly fillDown?: readonly string[];
  readonly totalRow?: true;
  readonly decryptionKey?: string;
  /** Where the hub looks; the fixture's folder unless said otherwise. */
  readonly endpoint?: DepartmentEndpoints['file'];
  readonly now?: Date;
}

/** A department's folder, and the hub's source that reads it. */
export interface FileFixture {
  readonly root: string;
  readonly stream: Stream;
  readonly source: Source;
  readonly log: RecordedLog;
  /** The checkpoint that the last run left. */
  checkpoint: Checkpoint | null;
  /** Delivers as the department does; three columns unless said otherwise. */
  deliver(delivery: Partial<FileDelivery> & { rows: FileDelivery['rows'] }): Promise<void>;
  /** Puts bytes or GB18030 text under a name, with a flag file that fits them except for `flag`. */
  put(stem: string, content: string | Buffer, flag?: Record<string, string | number>): Promise<void>;
  /** Reads all that is on offer, as the ingest does. */
  run(): Promise<Offer[]>;
  close(): Promise<void>;
}

const spec = ({
  dialect = 'csv-gb',
  name = 'CZ_JKD',
  folder = 'finance',
  ...rest
}: FixtureOptions): FileSpec => ({
  kind: 'file',
  folder,
  name,
  dialect,
  ...(rest.fillDown && { fillDown: rest.fillDown }),
  ...(rest.totalRow && { totalRow: rest.totalRow }),
});

const EXTENSIONS = {
  'csv-gb': 'csv',
  'csv-utf8': 'csv',
  'pipe-gb': 'txt',
  'csv-gb-enc': 'csv.enc',
  xlsx: 'xlsx',
};

/** A fresh folder with the source of one stream over it. */
export async function fileFixture(options: FixtureOptions = {}): Promise<FileFixture> {
  const root = await freshFolder();
  const file = spec(options);
  const folder = join(root.path, file.folder);
  await mkdir(folder, { recursive: true });
  const log = recordedLog();
  const [noteNo, amount, remark] = options.columns ?? COLUMNS;
  const feeNotes = stream({
    category: FeeNote,
    source: file,
    mode: options.mode ?? 'delta',
    cron: '0 5 * * *',
    freshness: { warn: '30h', fail: '60h' },
    fields: { noteNo, amount, remark },
  });
  const source = createFileSource({
    stream: feeNotes,
    endpoints: {
      file: options.endpoint ?? { folder: root.path },
      ...(options.decryptionKey !== undefined && { decryptionKey: options.decryptionKey }),
    },
    logger: log.logger,
    now: () => options.now ?? new Date('2025-03-01T00:00:00Z'),
  });
  const { signal } = new AbortController();

  const fixture: FileFixture = {
    root: root.path,
    stream: feeNotes,
    source,
    log,
    checkpoint: null,
    deliver: (delivery) =>
      writeDelivery(root.path, {
        folder: file.folder,
        name: file.name,
        dialect: file.dialect,
        businessDate: '20250228',
        kind: 'QL',
        sendNumber: 1,
        columns: delivery.kind === 'ZL' ? ['操作', ...COLUMNS] : COLUMNS,
        ...delivery,
      }),
    async put(stem, content, flag = {}) {
      const name = `${stem}.${EXTENSIONS[file.dialect]}`;
      const bytes = typeof content === 'string' ? iconv.encode(content, 'gb18030') : content;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const fields = { file: name, rows: 0, size: bytes.length, sha256, ...flag };
      const lines = Object.entries(fields).map(([field, value]) => `${field}=${value}\n`);
      await writeFile(join(folder, name), bytes);
      await writeFile(join(folder, `${stem}.ok`), lines.join(''));
    },
    async run() {
      const offers: Offer[] = [];
      for await (const item of source.deliveries(fixture.checkpoint, signal)) {
        if ('status' in item) {
          const { checkpoint, ...refusal } = item;
          fixture.checkpoint = checkpoint;
          offers.push({ ...refusal, rows: [] });
          continue;
        }
        const rows: RawRow[] = [];
        for await (const batch of item.read(signal)) rows.push(...batch.rows);
        const { checkpoint, watermark } = item.end();
        fixture.checkpoint = checkpoint;
        offers.push({ name: item.name, complete: item.complete, size: item.size, watermark, rows });
      }
      return offers;
    },
    async close() {
      await source.close();
      await root.remove();
    },
  };
  return fixture;
}

/** Values of the rows of the first offer. */
export const values = (offers: readonly Offer[]): (readonly unknown[])[] =>
  offers.flatMap(({ rows }) => rows.map((row) => row.values));

/** Name and code of each refusal, name and number of rows of each delivery. */
export const summary = (offers: readonly Offer[]): string[] =>
  offers.map(({ name, code, rows }) => `${name} ${code ?? rows.length}`);
