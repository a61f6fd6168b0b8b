import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import type { Done, Order } from './district-process.js';
import { openRole, rounded, type Spent } from './role.js';

/**
 * A whole district: its generation, the first load of all 52 record kinds into an empty MariaDB database, and a
 * day's advance, refreshed entirely. Generator, departments and worker are processes of their own on the same
 * cores; the departments' rate limits are lifted. Usage: node dist/bench/district.js [residents]
 */
const residents = Number(process.argv[2] ?? 100_000);
const server = process.env['TRIBUTARY_TEST_MYSQL_URL'] ?? 'mysql://root@127.0.0.1:3306';
const database = `tributary_bench_${process.pid}`;

async function databaseMb(url: string): Promise<number> {
  const connection = await createConnection(url);
  const [rows] = await connection.query(
    'SELECT SUM(data_length + index_length) / 1048576 AS mb FROM information_schema.tables WHERE table_schema = ?',
    [database],
  );
  await connection.end();
  return Math.round(Number((rows as { mb: string }[])[0]?.mb ?? 0));
}

function report(title: string, { streams = [], seconds, rows }: Done & Spent): void {
  console.log(`\n${title}: ${rows.toLocaleString('en')} rows in ${rounded(seconds)} s`);
  const longest = streams.toSorted((a, b) => b.seconds - a.seconds).slice(0, 8);
  console.table(longest.map((each) => ({ ...each, seconds: rounded(each.seconds) })));
  const odd = streams.filter(({ status }) => status !== 'succeeded');
  if (odd.length > 0) console.table(odd);
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-bench-'));
  const directory = join(folder, 'district');
  const admin = await createConnection(server);
  await admin.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  const open = () => openRole<Order, Done>('./district-process.js');
  const processes = [open(), open(), open()] as const;
  const [generator, departments, worker] = processes;
  try {
    const generated = await generator.ask({ do: 'generate', directory, residents });
    console.log(
      `${residents} residents: ${generated.rows.toLocaleString('en')} rows generated in ${rounded(generated.seconds)} s ` +
        `(${Math.round(generated.rows / generated.seconds)} rows/s), ${generated.peakMemoryMb} MB`,
    );
    generator.close();
    const { endpoints = {} } = await departments.ask({ do: 'serve', directory });
    const order = { do: 'refresh', url: url.href, endpoints } as const;
    const load = await worker.ask(order);
    report('first load', load);
    const advanced = await departments.ask({ do: 'advance', days: 1 });
    console.log(`\na day's advance of the departments: ${rounded(advanced.seconds)} s`);
    const day = await worker.ask(order);
    report('a day, refreshed', day);
    const { bavail, bsize } = await statfs(folder);
    console.log(
      JSON.stringify({
        residents,
        generationRowsPerSecond: Math.round(generated.rows / generated.seconds),
        generationPeakMemoryMb: generated.peakMemoryMb,
        loadSeconds: rounded(load.seconds),
        loadRowsPerSecond: Math.round(load.rows / load.seconds),
        advanceSeconds: rounded(day.seconds),
        advanceRows: day.rows,
        peakMemoryMb: day.peakMemoryMb,
        databaseMb: await databaseMb(server),
        freeDiskGb: Math.round((bavail * bsize) / 1e9),
      }),
    );
  } finally {
    for (const each of processes) each.close();
    await admin.query(`DROP DATABASE IF EXISTS ${database}`);
    await admin.end();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
