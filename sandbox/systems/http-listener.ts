import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What a handler answers; `drop` cuts the connection instead. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly drop?: boolean;
}

export interface HttpCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A running server. */
export interface HttpListener {
  /** `http://127.0.0.1:port` */
  readonly baseUrl: string;
  close(): Promise<void>;
}

export interface ListenerDeps {
  /** 0 takes a free one. */
  readonly port?: number;
  /** 127.0.0.1 unless said otherwise. */
  readonly host?: string;
  /** The `Date` header follows it. */
  readonly clock: () => Date;
  readonly handle: (call: HttpCall) => Promise<HttpReply>;
}

const LARGEST_REQUEST = 64 * 1024;
const COMPRESSED_FROM = 1024;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_REQUEST) throw new Error('the request is too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function respond(response: ServerResponse, { status, headers, body }: HttpReply, gzip: boolean): void {
  const plain = Buffer.from(body, 'utf8');
  const compressed = gzip && plain.length > COMPRESSED_FROM;
  const bytes = compressed ? gzipSync(plain) : plain;
  response.writeHead(status, {
    ...headers,
    ...(compressed && { 'content-encoding': 'gzip' }),
    'content-length': bytes.length,
  });
  response.end(bytes);
}

/** Starts a small HTTP server around one function from call to reply. */
export async function listenHttp({
  port = 0,
  host = '127.0.0.1',
  clock,
  handle,
}: ListenerDeps): Promise<HttpListener> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const reply = await handle({
      method: request.method ?? 'GET',
      url: new URL(request.url ?? '/', `http://${host}`),
      headers: request.headers,
      body: await bodyOf(request),
    });
    if (reply.drop) {
      // Half of an answer: the other side must not take it for a whole one.
      response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
      response.write(reply.body.slice(0, reply.body.length / 2), () => request.socket.destroy());
      return;
    }
    const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    respond(response, { ...reply, headers: { date: clock().toUTCString(), ...reply.headers } }, gzip);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    baseUrl: `http://${host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
