import { connected, startFixture, type Message } from './fixture.js';

const released = async (fixture: { release: (() => void) | null }): Promise<() => void> => {
  while (!fixture.release) await new Promise(setImmediate);
  return fixture.release;
};

test('a running request is answered before the server has closed', async () => {
  const fixture = await startFixture();
  const answer = fixture.query('{ forever }');
  const release = await released(fixture);
  const closed = fixture.server.close(10_000);
  release();
  expect((await answer).body).toEqual({ data: { forever: 'released' } });
  await closed;
  await expect(fixture.fetch('/health')).rejects.toThrow();
});

test('a running WebSocket query is answered and new ones are refused, then the socket is closed with 1001', async () => {
  const fixture = await startFixture();
  const client = await connected(fixture.url);
  client.send({ id: '1', type: 'subscribe', payload: { query: '{ forever }' } });
  const release = await released(fixture);
  const closed = fixture.server.close(10_000);
  const answers: Message[] = [];
  do {
    client.send({ id: '2', type: 'subscribe', payload: { query: '{ whoami }' } });
    answers.push(await client.next());
  } while (answers.at(-1)?.type !== 'error');
  expect(answers.at(-1)).toMatchObject({ id: '2', payload: [{ extensions: { code: 'SHUTTING_DOWN' } }] });
  release();
  expect(await client.next()).toMatchObject({ id: '1', payload: { data: { forever: 'released' } } });
  expect((await client.closed).code).toBe(1001);
  await closed;
});

test('subscriptions do not hold the server up', async () => {
  const fixture = await startFixture();
  const client = await connected(fixture.url);
  client.send({ id: '1', type: 'subscribe', payload: { query: 'subscription { silence }' } });
  await fixture.server.close(10_000);
  expect((await client.closed).code).toBe(1001);
});

test('what is still running when the grace is over is cut off', async () => {
  const fixture = await startFixture();
  const cut = expect(fixture.query('{ forever }')).rejects.toThrow();
  await released(fixture);
  await fixture.server.close(0);
  await cut;
});
