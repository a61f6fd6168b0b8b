import { createRedisWakeUps } from '../../src/queue/bullmq/wake-up.js';
import { createInProcessWakeUps } from '../../src/queue/in-process/wake-up.js';
import type { Message, WakeUps } from '../../src/queue/wake-up.js';
import { uniqueName } from '../support/fresh.js';
import { recordedLog } from '../support/log.js';
import { redisUrl } from '../support/server.js';
import { until } from '../support/until.js';

/** Two ends of the same wake-ups: in one process the same object, over Redis two connections. */
interface Pair {
  readonly here: WakeUps;
  readonly there: WakeUps;
}

const url = redisUrl();
const implementations: readonly (readonly [string, () => Pair])[] = [
  [
    'in-process',
    () => {
      const wakeUps = createInProcessWakeUps();
      return { here: wakeUps, there: wakeUps };
    },
  ],
  ...(url === undefined
    ? []
    : [
        [
          'redis',
          () => {
            const deps = { redisUrl: url, prefix: uniqueName(), logger: recordedLog().logger };
            return { here: createRedisWakeUps(deps), there: createRedisWakeUps(deps) };
          },
        ] as const,
      ]),
];

describe.each(implementations)('wake-ups %s', (_name, create) => {
  let pair: Pair;
  let stop: AbortController;

  beforeEach(() => {
    pair = create();
    stop = new AbortController();
  });
  afterEach(async () => {
    stop.abort();
    await pair.here.close();
    await pair.there.close();
  });

  function collect(messages: AsyncIterable<Message>): { seen: unknown[]; ended: Promise<void> } {
    const seen: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const { n } of messages) seen.push(n);
    };
    return { seen, ended: read() };
  }

  test('every reader of a channel sees every message, in order, and no other channel', async () => {
    const first = collect(await pair.here.subscribe('feed', stop.signal));
    const second = collect(await pair.there.subscribe('feed', stop.signal));
    const other = collect(await pair.here.subscribe('progress', stop.signal));
    for (let n = 1; n <= 3; n++) await pair.there.publish('feed', { n });
    await pair.there.publish('progress', { n: 9 });
    await until('all arrived', () => first.seen.length + second.seen.length + other.seen.length === 7);
    expect([first.seen, second.seen, other.seen]).toEqual([[1, 2, 3], [1, 2, 3], [9]]);
  });

  test('what is published before the first read is not lost', async () => {
    const messages = await pair.here.subscribe('feed', stop.signal);
    await pair.there.publish('feed', { n: 1 });
    const { seen } = collect(messages);
    await until('it arrived', () => seen.length === 1);
  });

  test('the reading ends when the signal aborts', async () => {
    const { ended } = collect(await pair.here.subscribe('feed', stop.signal));
    stop.abort();
    await ended;
    const { ended: atOnce } = collect(await pair.here.subscribe('feed', stop.signal));
    await atOnce;
  });

  test('the reading ends when the wake-ups are closed', async () => {
    const { ended } = collect(await pair.here.subscribe('feed', stop.signal));
    await pair.here.close();
    await ended;
  });

  test('a channel can be read again after its last reader left', async () => {
    for await (const { n } of await publishing(1)) {
      expect(n).toBe(1);
      break;
    }
    for await (const { n } of await publishing(2)) {
      expect(n).toBe(2);
      break;
    }
  });

  async function publishing(n: number): Promise<AsyncIterable<Message>> {
    const messages = await pair.here.subscribe('feed', stop.signal);
    await pair.there.publish('feed', { n });
    return messages;
  }

  test('a slow reader loses the oldest messages beyond the buffer', async () => {
    const slow = await pair.here.subscribe('feed', stop.signal);
    const quick = collect(await pair.here.subscribe('feed', stop.signal));
    for (let n = 1; n <= 1_500; n++) await pair.there.publish('feed', { n });
    await until('the quick reader saw all', () => quick.seen.at(-1) === 1_500);
    const { seen } = collect(slow);
    await until('the slow reader caught up', () => seen.at(-1) === 1_500);
    expect([seen.length, seen[0]]).toEqual([1_000, 501]);
  });
});

test('an unreachable Redis is logged, not thrown to the publisher', async () => {
  const log = recordedLog();
  const wakeUps = createRedisWakeUps({ redisUrl: 'redis://127.0.0.1:1', prefix: 'p', logger: log.logger });
  await wakeUps.publish('feed', { n: 1 });
  expect(log.text()).toContain('WAKE_UP_LOST');
  await wakeUps.close();
});

if (url !== undefined) {
  test('prefixes keep installations on one Redis apart', async () => {
    const { logger } = recordedLog();
    const [one, other] = [uniqueName(), uniqueName()].map((prefix) =>
      createRedisWakeUps({ redisUrl: url, prefix, logger }),
    );
    const stop = new AbortController();
    const messages = await one?.subscribe('feed', stop.signal);
    await other?.publish('feed', { n: 1 });
    await one?.publish('feed', { n: 2 });
    for await (const { n } of messages ?? []) {
      expect(n).toBe(2);
      break;
    }
    await one?.close();
    await other?.close();
  });
}
