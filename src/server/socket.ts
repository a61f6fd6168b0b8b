import type { WebSocket as ServerSocket } from 'ws';
import { CloseCode, type WebSocket as Protocol } from 'graphql-ws';
import type { Log } from './client-error.js';

/** How often a silent peer is asked whether it is still there. */
const PING_MS = 15_000;

/** A peer that sends but does not read is cut off when this much waits for it. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/** Pings a socket and ends it when a ping stays unanswered; returns what stops that. */
export function keepAlive(socket: ServerSocket, everyMs = PING_MS): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, everyMs);
  return () => clearInterval(timer);
}

/** A ws socket as graphql-ws wants one; sends settle when flushed, so a slow reader slows its subscriptions. */
export function sendTo(socket: ServerSocket, log: Log): Protocol {
  return {
    protocol: socket.protocol,
    send: (data) =>
      new Promise((resolve, reject) => {
        if (socket.readyState !== socket.OPEN) return resolve();
        socket.send(data, (error) => (error ? reject(error) : resolve()));
      }),
    close: (code, reason) => socket.close(code, reason),
    onMessage: (receive) =>
      socket.on('message', (data) => {
        if (socket.bufferedAmount > MAX_WAITING_BYTES) return socket.terminate();
        receive(String(data)).catch((error: unknown) => {
          log.error(
            { class: error instanceof Error ? error.constructor.name : typeof error },
            'socket failed',
          );
          socket.close(CloseCode.InternalServerError, 'Internal server error');
        });
      }),
  };
}
