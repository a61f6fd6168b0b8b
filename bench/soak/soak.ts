import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { streams } from '../../connectors/index.js';
import { randomOf, type Random } from '../../sandbox/district/random.js';
import { generateDistrict } from '../../sandbox/generate.js';
import { openSandbox, type Sandbox } from '../../sandbox/serve.js';
import { readSummary } from '../../sandbox/summary.js';
import type { Refresh, RefreshEnd } from '../../jobs/refresh.js';
import { checkKeys } from '../../src/store/installation.js';
import { createFeedReader, type FeedReader } from '../../tests/support/feed-reader.js';
import { vault } from '../../tests/support/hub.js';
import type { TestStore } from '../../tests/support/stores.js';
import { audit, type Deviation, type Holding } from './audit.js';
import { CONCURRENCY, createSoakRefresh } from './refreshing.js';
import { createWeather, type Weather } from './weather.js';

export interface SoakOptions {
  readonly hub: TestStore;
  /** An empty folder. */
  readonly directory: string;
  readonly residents: number;
  readonly seed: number;
  /** Days that pass meanwhile. */
  readonly days: number;
  /** Refreshes of the hour that is simulated, all days together. */
  readonly steps: number;
  /** Told what is being done. */
  readonly tell: (text: string) => void;
}

export interface SoakResult {
  readonly deviations: readonly Deviation[];
  readonly holdings: readonly Holding[];
  readonly suffered: Readonly<Record<string, number>>;
  readonly killed: number;
  readonly stopped: number;
  /** Held deliveries that a human had to accept at last. */
  readonly accepted: number;
  /** Streams that would not become quiet: they fail, or write although nothing changed. */
  readonly restless: readonly string[];
}

const HOUR_MS = 3_600_000;
const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url));
const MOST_ROUNDS = 12;

/** Schedules, compressed: what is refreshed daily or oftener comes at each step, by the week at each second, else at each third. */
function isDue(cron: string, step: number): boolean {
  const [, , ofMonth = '*', , ofWeek = '*'] = cron.split(' ');
  const every = ofMonth !== '*' ? 3 : ofWeek !== '*' ? 2 : 1;
  return step % every === 0;
}

/** A clock that stands still between steps. */
interface Clock {
  now: Date;
}

interface Stage {
  readonly options: SoakOptions;
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  readonly refresh: Refresh;
  readonly reader: FeedReader;
  readonly weather: Weather;
}

/** Refreshes in a process of its own, which is killed on the way. */
async function killedWorker(stage: Stage, ids: readonly string[], random: Random): Promise<boolean> {
  const { options, sandbox, clock } = stage;
  const { location } = options.hub;
  const args = [WORKER, location, JSON.stringify(sandbox.endpoints), clock.now.toISOString(), ids.join(',')];
  const child = spawn(process.execPath, ['--no-warnings', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [most, waitMs] = [random.int(1, ids.length), random.int(0, 100)];
  let [signs, timer]: [number, NodeJS.Timeout | undefined] = [0, undefined];
  child.stdout.on('data', ({ length }: Buffer) => {
    signs += length;
    if (signs >= most) timer ??= setTimeout(() => child.kill('SIGKILL'), waitMs);
  });
  const [code, signal] = await once(child, 'exit');
  clearTimeout(timer);
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the worker failed with ${code}`);
  return signal === 'SIGKILL';
}

/** Refreshes here, and is stopped on the way if `afterMs` says so. */
async function refreshHere(stage: Stage, ids: readonly string[], afterMs: number | null): Promise<void> {
  const stop = new AbortController();
  const timer = afterMs !== null && setTimeout(() => stop.abort(), afterMs);
  await stage.refresh.refreshAll(ids, stop.signal, { concurrency: CONCURRENCY, onEnd: () => undefined });
  if (timer) clearTimeout(timer);
}

/** The hour with its faults, kills and stops. */
async function suffer(stage: Stage) {
  const { options, sandbox, clock, weather, reader } = stage;
  const { seed, steps, days, tell } = options;
  let [killed, stopped] = [0, 0];
  for (let step = 0; step < steps; step++) {
    const random = randomOf(seed, 'soak', step);
    if (step > 0 && Math.floor((step * (days + 1)) / steps) > Math.floor(((step - 1) * (days + 1)) / steps)) {
      await weather.clear('data');
      clock.now = new Date(Date.parse((await sandbox.advance(1)).now));
    }
    await weather.change(step);
    const ids = streams.filter(({ cron }) => isDue(cron, step)).map(({ id }) => id);
    // The second step of every four ends by a kill, the fourth by a stop: whatever the seed, both happen.
    if (step % 4 === 1) killed += Number(await killedWorker(stage, ids, random));
    else {
      const stops = step % 4 === 3;
      stopped += Number(stops);
      await refreshHere(stage, ids, stops ? random.int(500, 4_000) : null);
    }
    await reader.follow();
    clock.now = new Date(clock.now.getTime() + HOUR_MS / steps);
    tell(`step ${step + 1} of ${steps}: ${ids.length} streams`);
  }
  return { killed, stopped };
}

const sequenceOf = async ({ store }: TestStore): Promise<number> =>
  Number((await store.query<{ sequence: number }>('SELECT sequence FROM feed'))[0]?.sequence);

/** Without faults: refreshes until nothing changes any more; what stays held is accepted as by a human who looked at it. */
async function recover({ options, clock, refresh, reader }: Stage) {
  let accepted = 0;
  let restless = streams.map(({ id }) => id);
  for (let round = 1, quiet = false; round <= MOST_ROUNDS && !quiet; round++) {
    clock.now = new Date(clock.now.getTime() + HOUR_MS / 4);
    const before = await sequenceOf(options.hub);
    const left: string[] = [];
    const writing: string[] = [];
    const onEnd = (id: string, { status, message, counts }: RefreshEnd): void => {
      if (counts && counts.written + counts.removed > 0) writing.push(id);
      if (status === 'succeeded') return;
      left.push(id);
      options.tell(`${id} ${status}: ${message}`);
    };
    const signal = new AbortController().signal;
    await refresh.refreshAll(
      streams.map(({ id }) => id),
      signal,
      { concurrency: CONCURRENCY, onEnd },
    );
    if (round > 2)
      for (const id of left) {
        const { code } = await refresh.refresh(id, signal, { acceptHeld: true }).catch(() => ({ code: '' }));
        if (code === null) accepted += 1;
      }
    await reader.follow();
    quiet = left.length === 0 && (await sequenceOf(options.hub)) === before;
    restless = quiet ? [] : [...new Set([...left, ...writing])];
    options.tell(
      `recovery, round ${round}: ${left.length} streams not yet in order; writing: ${writing.join(' ')}`,
    );
  }
  return { accepted, restless };
}

/**
 * Generates a district, lets its departments fail in every way for an hour of simulated refreshes, while days pass and
 * workers die, then lets them recover, and compares what the hub holds with what the departments stand by.
 */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { hub, directory, residents, seed, tell } = options;
  await generateDistrict({ directory, residents, seed, asof: '2025-03-10' });
  tell('the district is generated');
  await checkKeys(hub.store, vault);
  const clock: Clock = { now: new Date((await readSummary(directory)).now) };
  const now = (): Date => clock.now;
  const sandbox = await openSandbox({ directory, clock: now, unlimited: true });
  try {
    const { endpoints, faults } = sandbox;
    const departments = Object.keys(endpoints);
    const weather = createWeather({ control: faults.control, departments, seed });
    const refresh = createSoakRefresh({ store: hub.store, endpoints, now });
    const reader = createFeedReader(hub.store);
    const stage: Stage = { options, sandbox, clock, refresh, reader, weather };
    const ends = await suffer(stage);
    await weather.clear('all');
    const recovery = await recover(stage);
    const found = await audit({ store: hub.store, directory, reader });
    return { ...found, ...ends, ...recovery, suffered: Object.fromEntries(weather.suffered) };
  } finally {
    await sandbox.close();
  }
}
