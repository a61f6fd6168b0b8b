import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

/** Nothing but this server's own files runs in the page, and it talks to nobody else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Tributary: GraphiQL</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/graphiql/graphiql.min.css" />
    <link rel="stylesheet" href="/graphiql/page.css" />
  </head>
  <body>
    <form id="token-form">
      <label for="token">Token</label>
      <input id="token" type="password" autocomplete="off" spellcheck="false" placeholder="the token printed at start" />
      <button type="submit">Use</button>
    </form>
    <div id="graphiql"></div>
    <script src="/graphiql/react.production.min.js"></script>
    <script src="/graphiql/react-dom.production.min.js"></script>
    <script src="/graphiql/graphiql.min.js"></script>
    <script type="module" src="/graphiql/boot.js"></script>
  </body>
</html>
`;

const CSS = `html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; font-family: system-ui, sans-serif; }
#token-form { display: flex; gap: 8px; align-items: center; padding: 6px 12px; background: #f4f4f6; font-size: 14px; }
#token { flex: 0 1 32em; padding: 4px 8px; }
#graphiql { flex: 1; min-height: 0; }
`;

/** The files of installed packages that the page needs; no others can be asked for. */
function assets(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));
  return {
    'graphiql.min.js': join(folderOf('graphiql'), 'graphiql.min.js'),
    'graphiql.min.css': join(folderOf('graphiql'), 'graphiql.min.css'),
    'react.production.min.js': join(folderOf('react'), 'umd/react.production.min.js'),
    'react-dom.production.min.js': join(folderOf('react-dom'), 'umd/react-dom.production.min.js'),
    'boot.js': fileURLToPath(new URL('boot.js', import.meta.url)),
  };
}

/** `/graphiql`: a static page without data, from installed packages, working offline. */
export function addGraphiql(app: FastifyInstance): void {
  const open = { config: { open: true } };
  app.get('/graphiql', open, (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', POLICY)
      .header('referrer-policy', 'no-referrer')
      .send(HTML),
  );
  const text = (name: string): string =>
    `text/${name.endsWith('.css') ? 'css' : 'javascript'}; charset=utf-8`;
  app.get('/graphiql/page.css', open, (_request, reply) => reply.type(text('page.css')).send(CSS));
  for (const [name, path] of Object.entries(assets()))
    app.get(`/graphiql/${name}`, open, (_request, reply) =>
      reply.type(text(name)).header('cache-control', 'max-age=3600').send(createReadStream(path)),
    );
}
