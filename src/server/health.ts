import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

/** What the hub depends on, each with whether it can be reached now. */
export interface Health {
  /** Must settle within a second or two; names only, no addresses. */
  ready(): Promise<Readonly<Record<string, boolean>>>;
}

/** `/health` (the process lives), `/ready` (it can serve) for everybody, `/metrics` for callers with a token. */
export function addHealthRoutes(
  app: FastifyInstance,
  deps: { readonly health: Health; readonly registry: Registry; isClosing(): boolean },
): void {
  const open = { config: { open: true } };
  app.get('/health', open, () => ({ status: 'ok' }));
  app.get('/ready', open, async (_request, reply) => {
    const checks = await deps.health.ready().catch(() => ({ health: false }));
    const ready = !deps.isClosing() && Object.values(checks).every(Boolean);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'unavailable', checks });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(deps.registry.contentType).send(await deps.registry.metrics()),
  );
}
