import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'mysql2/promise';
import { writeStays } from './stay.js';

/**
 * Loads a GB18030 file of hospital stays through the whole pipeline into an empty MariaDB table, then a
 * second delivery with 1 % changed rows, and beside them LOAD DATA LOCAL INFILE of the same rows into a
 * table with the same columns and indexes. Usage: node dist/bench/ingest.js [rows]
 */
const rows = Number(process.argv[2] ?? 500_000);
const server = process.env['TRIBUTARY_TEST_MYSQL_URL'] ?? 'mysql://root@127.0.0.1:3306';
const database = `tributary_bench_${process.pid}`;

interface Measured {
  readonly seconds: number;
  /** Microseconds of all threads. */
  readonly cpuPerRow: number;
  readonly peakMemoryMb: number;
  readonly written: number;
  readonly unchanged: number;
}

/** Runs the worker in a process of its own, so that its memory is its own. */
function worker(folder: string, url: string): Promise<Measured> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./ingest-worker.js', import.meta.url)), folder, url],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return new Promise((resolve, reject) => {
    let last = '';
    createInterface({ input: child.stdout }).on('line', (line) => (last = line));
    child.on('exit', (code) =>
      code === 0 ? resolve(JSON.parse(last)) : reject(new Error(`worker ended with ${code}`)),
    );
  });
}

/** LOAD DATA of what the pipeline stored, into a copy of its table: the floor. */
async function floor(url: string, folder: string): Promise<number> {
  const connection = await createConnection({ uri: url, infileStreamFactory: undefined });
  const file = join(folder, 'floor.tsv');
  const out = createWriteStream(file);
  const [columns] = await connection.query('SHOW COLUMNS FROM inpatient_stay');
  const described = columns as { Field: string; Type: string }[];
  const binary = described.filter(({ Type }) => /binary|blob/.test(Type)).map(({ Field }) => Field);
  const select = described
    .map(({ Field }) => (binary.includes(Field) ? `HEX(${Field}) AS ${Field}` : Field))
    .join(',');
  for (let from = 0; from < rows * 2; from += 20_000) {
    const [page] = await connection.query({
      sql: `SELECT ${select} FROM inpatient_stay WHERE id >= ${from} AND id < ${from + 20_000}`,
      rowsAsArray: true,
    });
    const lines = (page as unknown[][]).map((row) =>
      row.map((cell) => (cell === null ? '\\N' : String(cell))).join('\t'),
    );
    if (lines.length > 0 && !out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  await connection.query('DROP TABLE IF EXISTS floor');
  await connection.query('CREATE TABLE floor LIKE inpatient_stay');
  const targets = described.map(({ Field }) => (binary.includes(Field) ? `@${Field}` : Field)).join(',');
  const sets = binary.map((name) => `${name}=UNHEX(@${name})`).join(',');
  const started = performance.now();
  await connection.query({
    sql: `LOAD DATA LOCAL INFILE 'floor' INTO TABLE floor CHARACTER SET utf8mb4 (${targets}) SET ${sets}`,
    infileStreamFactory: () => createReadStream(file, { highWaterMark: 1 << 20 }),
  });
  const seconds = (performance.now() - started) / 1000;
  await connection.query('DROP TABLE floor');
  await connection.end();
  return seconds;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-bench-'));
  const admin = await createConnection(server);
  await admin.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  try {
    await writeStays(folder, { rows, day: '20250228', changedShare: 0 });
    const first = await worker(folder, url.href);
    const floors = [await floor(url.href, folder)];
    await writeStays(folder, { rows, day: '20250301', changedShare: 0.01 });
    const second = await worker(folder, url.href);
    floors.push(await floor(url.href, folder));
    const floorSeconds = floors.reduce((sum, seconds) => sum + seconds, 0) / floors.length;
    const bytes = (await stat(join(folder, 'medical-insurance', 'YB_ZYJS_20250228_QL_01.csv'))).size;
    const rate = (seconds: number): number => Math.round(rows / seconds);
    console.table({
      'LOAD DATA (floor, mean of 2)': { seconds: floorSeconds, 'rows/s': rate(floorSeconds) },
      'first load': {
        seconds: first.seconds,
        'rows/s': rate(first.seconds),
        'CPU µs a row': first.cpuPerRow,
        'peak MB': first.peakMemoryMb,
        written: first.written,
        unchanged: first.unchanged,
      },
      'second delivery, 1 % changed': {
        seconds: second.seconds,
        'rows/s': rate(second.seconds),
        'CPU µs a row': second.cpuPerRow,
        'peak MB': second.peakMemoryMb,
        written: second.written,
        unchanged: second.unchanged,
      },
    });
    console.log(
      JSON.stringify({
        rows,
        fileMb: Math.round(bytes / 1e6),
        firstLoadRatio: Number((floorSeconds / first.seconds).toFixed(3)),
        redeliveryRatio: Number((floorSeconds / second.seconds).toFixed(3)),
        peakMemoryMb: Math.max(first.peakMemoryMb, second.peakMemoryMb),
      }),
    );
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${database}`);
    await admin.end();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
