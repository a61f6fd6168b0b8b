import { createCompareJob, type CompareJob } from '../../jobs/compare.js';
import { createBullQueue } from '../../src/queue/bullmq/queue.js';
import { createInProcessQueue } from '../../src/queue/in-process/queue.js';
import type { JobHandler, Queue } from '../../src/queue/queue.js';
import { catalog, openParcelDesk, parcel, parcels, PERSONS, type ParcelDesk } from '../alert/parcel-desk.js';
import { dropKeys, uniqueName } from '../support/fresh.js';
import { recordedLog, type RecordedLog } from '../support/log.js';
import { redisUrl } from '../support/server.js';
import { stores, type TestStore } from '../support/stores.js';
import { gate, until } from '../support/until.js';

const url = redisUrl();
const queues: readonly (readonly [string, (log: RecordedLog, prefix: string) => Queue])[] = [
  ['in-process', ({ logger }) => createInProcessQueue({ logger, backoffMs: 5 })],
  ...(url === undefined
    ? []
    : [
        [
          'bullmq',
          ({ logger }: RecordedLog, prefix: string) =>
            createBullQueue({ redisUrl: url, prefix, logger, backoffMs: 5 }),
        ] as const,
      ]),
];
const modes = stores.flatMap(([storeName, open]) =>
  queues.map(([queueName, create]) => [`${storeName} and ${queueName}`, open, create] as const),
);

describe.each(modes)('comparison jobs on %s', (_name, open, create) => {
  let opened: TestStore;
  let desk: ParcelDesk;
  let log: RecordedLog;
  let queue: Queue;
  let prefix: string;
  let job: CompareJob;
  beforeEach(async () => {
    opened = await open(catalog);
    desk = await openParcelDesk(opened.store);
    log = recordedLog();
    prefix = uniqueName();
    queue = create(log, prefix);
    job = createCompareJob({ desk, store: opened.store, now: () => new Date(), quietMs: 20 });
  });
  afterEach(async () => {
    await queue.close(0);
    await dropKeys(prefix);
    await desk.close();
    await opened.remove();
  });

  const work = (refresh: JobHandler = async () => undefined): Promise<void> =>
    queue.work({ compare: job.handler, refresh: job.after(queue, refresh) }, { concurrency: 2 });
  const runs = async () =>
    (
      await opened.store.query<{ module: string; status: string }>(
        'SELECT module, status FROM comparison_run ORDER BY id',
      )
    ).map(({ module, status }) => `${module} ${status}`);
  const settled = async () => (await desk.compare.due(desk.today())).length === 0;

  test('a refresh is followed by the comparisons that read what it changed', async () => {
    await work(() => desk.deliver([parcel({ no: 'A', version: 1 })]));
    await queue.enqueue({ name: 'refresh', data: { stream: parcels.id } }, { id: 'refresh' });
    await until('the alert is there', async () => (await desk.alerts()).length === 1);
    await until('nothing is due', settled);
    expect(await runs()).toEqual(['costly-parcel EVALUATED', 'idle-parcel EVALUATED']);
  });

  test('what changes while a run is under way is compared as well', async () => {
    const second = gate();
    const run = desk.compare.run;
    let first = true;
    const slow = createCompareJob({
      desk: {
        ...desk,
        compare: {
          ...desk.compare,
          run: async (options, signal) => {
            const outcomes = await run(options, signal);
            if (first) {
              first = false;
              await desk.deliver([parcel({ no: 'B', version: 2, person: PERSONS[1] })]);
              // It is running: nothing is added to the queue, and nothing may be missed for it.
              await job.enqueue(queue);
              second.open();
            }
            return outcomes;
          },
        },
      },
      store: opened.store,
      now: () => new Date(),
      quietMs: 20,
    });
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    await queue.work({ compare: slow.handler }, { concurrency: 1 });
    await job.enqueue(queue);
    await second.opened;
    await until('both alerts are there', async () => (await desk.alerts()).length === 2);
  });

  test('a run waits for the streams that are being refreshed, but not for ever', async () => {
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    const hold = (until: number) =>
      opened.store.transaction((transaction) =>
        transaction.execute(`UPDATE stream_state SET lease_holder = 'other', lease_until = ?`, [until]),
      );
    await hold(Date.now() + 600_000);
    const impatient = createCompareJob({
      desk,
      store: opened.store,
      now: () => new Date(),
      quietMs: 10,
      patienceMs: 50,
    });
    const context = { signal: new AbortController().signal, attempt: 1 };
    await impatient.handler({}, context);
    expect(await runs()).toHaveLength(2);
    await opened.store.transaction((transaction) => transaction.execute('DELETE FROM comparison_run'));
    const waiting = job.handler({}, context);
    await desk.suppress({ module: 'costly-parcel', subject: null, reason: 'r', expires: '2025-04-01' }, 'li');
    await hold(0);
    await waiting;
    const seen = await opened.store.query('SELECT DISTINCT sequence FROM comparison_run');
    expect(seen).toEqual(await opened.store.query('SELECT sequence FROM feed'));
  });

  test('named comparisons run although nothing has changed, and unknown ones are refused', async () => {
    await desk.deliver([parcel({ no: 'A', version: 1 })]);
    await desk.run();
    await work();
    await job.enqueue(queue, ['idle-parcel']);
    await until('it ran again', async () => (await runs()).length === 3);
    await expect(job.enqueue(queue, ['nothing'])).rejects.toMatchObject({ code: 'COMPARISON_UNKNOWN' });
  });

  test('jobs and logs hold no identifiers', async () => {
    await work(() => desk.deliver([parcel({ no: 'A', version: 1 })]));
    await queue.enqueue({ name: 'refresh', data: { stream: parcels.id } }, { id: 'refresh' });
    await until('the alert is there', async () => (await desk.alerts()).length === 1);
    expect(log.text()).not.toContain(PERSONS[0]);
  });
});
