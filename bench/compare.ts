import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { readSummary } from '../sandbox/summary.js';
import type { Compared, CompareOrder } from './compare-process.js';
import type { Done, Order } from './district-process.js';
import { openRole, rounded, type Spent } from './role.js';

/**
 * The comparison modules on a whole district: replica from nothing, a full run with alerts, the statements alone,
 * a day's advance. Usage: node dist/bench/compare.js [residents] [--times N]: the statements alone once more on N
 * such districts side by side in the replica (100000 --times 10 is a million residents).
 */
const args = process.argv.slice(2);
const at = args.indexOf('--times');
const times = at < 0 ? 1 : Number(args[at + 1]);
const residents = Number(args[0] ?? 100_000);
const server = process.env['TRIBUTARY_TEST_MYSQL_URL'] ?? 'mysql://root@127.0.0.1:3306';
const database = `tributary_bench_${process.pid}`;

function report(title: string, { seconds, alerts, modules = {}, peakMemoryMb }: Compared & Spent): void {
  console.log(`\n${title}: ${alerts} alerts in ${rounded(seconds)} s, peak ${peakMemoryMb} MB`);
  const longest = Object.entries(modules).toSorted(([, one], [, other]) => other - one);
  console.table(Object.fromEntries(longest.slice(0, 12).map(([id, ms]) => [id, { ms: Math.round(ms) }])));
}

/** Whether the alerts of a run can be read where clients read them: the table behind `alerts`. */
async function readable(url: string): Promise<number> {
  const connection = await createConnection(url);
  const [rows] = await connection.query('SELECT COUNT(*) AS n FROM alert');
  await connection.end();
  return Number((rows as { n: number }[])[0]?.n ?? 0);
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-bench-'));
  const directory = join(folder, 'district');
  const admin = await createConnection(server);
  await admin.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  const openDistrict = () => openRole<Order, Done>('./district-process.js');
  const [generator, departments, worker] = [openDistrict(), openDistrict(), openDistrict()];
  const compare = openRole<CompareOrder, Compared>('./compare-process.js');
  try {
    await generator.ask({ do: 'generate', directory, residents });
    generator.close();
    const { endpoints = {} } = await departments.ask({ do: 'serve', directory });
    const refresh = { do: 'refresh', url: url.href, endpoints } as const;
    const load = await worker.ask(refresh);
    console.log(
      `${residents} residents: ${load.rows.toLocaleString('en')} rows loaded in ${rounded(load.seconds)} s, worker ${load.peakMemoryMb} MB`,
    );

    const { asof } = await readSummary(directory);
    await compare.ask({ do: 'open', url: url.href, folder: join(folder, 'replica'), asOf: asof });
    const built = await compare.ask({ do: 'catch up' });
    console.log(`replica from nothing: ${built.rows} rows in ${rounded(built.seconds)} s`);
    const full = await compare.ask({ do: 'compare' });
    report('full run, alerts written', full);
    const again = await compare.ask({ do: 'compare' });
    report('full run, nothing changed', again);
    const floor = await compare.ask({ do: 'floor' });
    report('the statements alone', floor);

    await departments.ask({ do: 'advance', days: 1 });
    await worker.ask(refresh);
    const caught = await compare.ask({ do: 'catch up' });
    const next = await compare.ask({ do: 'compare' });
    console.log(
      `\nafter a day's advance: ${caught.rows} rows followed in ${rounded(caught.seconds)} s, compared in ` +
        `${rounded(next.seconds)} s; ${await readable(url.href)} alerts can be read`,
    );

    let many: (Compared & Spent) | null = null;
    if (times > 1) {
      const multiplied = await compare.ask({ do: 'multiply', times });
      console.log(`\n${times} districts side by side: ${multiplied.rows?.toLocaleString('en')} rows`);
      many = await compare.ask({ do: 'floor' });
      report(`the statements alone, ${residents * times} residents`, many);
    }
    console.log(
      JSON.stringify({
        residents,
        engineOverFloor: Number((again.seconds / floor.seconds).toFixed(2)),
        fullRunSeconds: rounded(full.seconds),
        refreshToAlertSeconds: rounded(caught.seconds + next.seconds),
        replicaRowsPerSecond: Math.round((built.rows ?? 0) / built.seconds),
        peakMemoryMb: (many ?? next).peakMemoryMb,
        alerts: full.alerts,
        ...(many && { times, statementsSeconds: rounded(many.seconds) }),
      }),
    );
  } finally {
    for (const role of [generator, departments, worker, compare]) role.close();
    await admin.query(`DROP DATABASE IF EXISTS ${database}`);
    await admin.end();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
