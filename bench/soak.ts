import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freshFolder } from '../tests/support/fresh.js';
import { catalog } from '../tests/support/hub.js';
import { stores } from '../tests/support/stores.js';
import { runsByDepartment } from './soak/ledger.js';
import { soak } from './soak/soak.js';

/**
 * An hour of simulated refreshes with every fault of the sandbox coming and going, then the comparison with the
 * district. Usage: node dist/bench/soak.js [--residents 2000] [--seed 1] [--days 4] [--steps 24] [--mysql]
 * `--mysql` runs on the server that TRIBUTARY_TEST_MYSQL_URL names. Ends with 1 when anything deviates.
 */
const { values } = parseArgs({
  options: {
    residents: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '4' },
    steps: { type: 'string', default: '24' },
    mysql: { type: 'boolean', default: false },
  },
});
const [residents, seed] = [Number(values.residents), Number(values.seed)];
const [days, steps] = [Number(values.days), Number(values.steps)];
const mode = values.mysql ? 'mysql' : 'sqlite';
const [, open] = stores.find(([name]) => name === mode) ?? [];
if (!open) throw new Error('--mysql needs TRIBUTARY_TEST_MYSQL_URL');

const MOST_NAMED = 50;
const folder = await freshFolder();
const hub = await open(catalog);
const started = performance.now();
try {
  const directory = join(folder.path, 'district');
  const tell = (text: string): void => console.error(text);
  const { deviations, holdings, ...rest } = await soak({
    hub,
    directory,
    residents,
    seed,
    days,
    steps,
    tell,
  });
  const { departments, runs, codes } = await runsByDepartment(hub.store, holdings, deviations);
  console.table(departments);
  console.table(rest.suffered);
  const seconds = Math.round((performance.now() - started) / 1000);
  const live = holdings.reduce((sum, holding) => sum + holding.live, 0);
  const failed = deviations.length > 0 || rest.restless.length > 0;
  console.log(
    JSON.stringify({
      mode,
      residents,
      seed,
      days,
      steps,
      seconds,
      live,
      runs,
      codes,
      ...rest,
      deviations: deviations.length,
      named: deviations.slice(0, MOST_NAMED),
    }),
  );
  process.exitCode = failed ? 1 : 0;
} finally {
  await hub.remove();
  await folder.remove();
}
