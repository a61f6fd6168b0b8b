import { createServer, type RequestListener, type Server } from 'node:http';
import { RetryableError } from '../../src/errors.js';
import { clockOf, send } from '../../src/sources/http.js';
import { open } from './service-fixture.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = started.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
}

test('a server that never answers is given up when the time is over', async () => {
  const url = await serve(() => {});
  const sent = send({ url, timeoutMs: 20 }, open());
  await expect(sent).rejects.toMatchObject({ constructor: RetryableError, code: 'HTTP_TIMEOUT' });
});

test('an answer that begins and never ends is given up when the time is over', async () => {
  const url = await serve((_, response) => {
    response.write('a');
  });
  await expect(send({ url, timeoutMs: 50 }, open())).rejects.toMatchObject({ code: 'HTTP_TIMEOUT' });
});

test('an answer cut off in the middle is no answer', async () => {
  const url = await serve((request, response) => {
    response.writeHead(200, { 'content-length': 10 });
    response.write('half', () => request.socket.destroy());
  });
  await expect(send({ url, timeoutMs: 5000 }, open())).rejects.toMatchObject({ code: 'HTTP_UNREACHABLE' });
});

test('an abort ends a call with its own reason', async () => {
  const url = await serve(() => controller.abort(new Error('shutting down')));
  const controller = new AbortController();
  await expect(send({ url, timeoutMs: 5000 }, controller.signal)).rejects.toThrow('shutting down');
});

test('a redirect is an answer, it is not followed', async () => {
  let calls = 0;
  const url = await serve((_, response) => {
    calls += 1;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  const { status } = await send({ url, headers: { authorization: 'Bearer t' }, timeoutMs: 5000 }, open());
  expect([status, calls]).toEqual([302, 1]);
});

test("the clock is the other side's, or ours where it tells none", async () => {
  const url = await serve((request, response) => {
    if (request.url === '/none') response.sendDate = false;
    response.writeHead(200, request.url === '/none' ? {} : { date: 'Mon, 03 Mar 2025 20:00:00 GMT' }).end();
  });
  expect(clockOf(await send({ url, timeoutMs: 5000 }, open())).toISOString()).toBe(
    '2025-03-03T20:00:00.000Z',
  );
  const ours = clockOf(await send({ url: `${url}none`, timeoutMs: 5000 }, open()));
  expect(ours.getTime()).toBeGreaterThan(Date.UTC(2025, 2, 4));
});
