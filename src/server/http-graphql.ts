import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { BadInput } from '../errors.js';
import type { Translate } from './client-error.js';
import type { Exchange, Executor } from './executor.js';
import { checkOperation, type Limits } from './limit.js';
import type { Metrics } from './metric.js';

/** What the HTTP transport needs. */
export interface HttpGraphqlDeps {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  readonly translate: Translate;
  readonly limits: Limits;
  readonly metrics: Metrics;
  exchangeOf(request: FastifyRequest, abort: AbortController): Exchange;
}

/** Apollo writes errors' texts to its log; ours keeps codes and frames only, see `client-error.ts`. */
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const STATUS: Readonly<Record<string, number>> = { INTERNAL: 500, QUERY_TIMEOUT: 504 };

/** Apollo answers 500 to whatever its hooks throw; a fault of the request is 400. */
function statusOf(code: string, apollo: number | undefined): number {
  return STATUS[code] ?? (apollo === undefined || apollo === 500 ? 400 : apollo);
}

function createWatch({ schema, limits, metrics }: HttpGraphqlDeps): ApolloServerPlugin<Exchange> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, request, operation }) => {
        if (operation?.operation === 'subscription')
          throw new BadInput(
            'SUBSCRIPTION_NEEDS_WEBSOCKET',
            'subscribe over WebSocket (graphql-transport-ws)',
          );
        checkOperation(schema, document, request.operationName, request.variables, limits);
      },
      willSendResponse: async ({ response, operation }) => {
        const result = response.body.kind === 'single' ? response.body.singleResult : {};
        const code = result.errors?.[0]?.extensions?.['code'];
        metrics.operation('http', operation?.operation ?? 'none', typeof code === 'string' ? code : 'OK');
        if (result.data === undefined && typeof code === 'string')
          response.http.status = statusOf(code, response.http.status);
      },
    }),
  };
}

/** `/graphql` over HTTP: POST, and GET for queries of clients that cannot be forged across sites. */
export async function createHttpGraphql(deps: HttpGraphqlDeps): Promise<{
  handler(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  stop(): Promise<void>;
}> {
  const { schema, executor, translate, limits } = deps;
  const apollo = new ApolloServer<Exchange>({
    // Apollo has no option for the executor; a gateway is the supported way to bring one.
    gateway: {
      onSchemaLoadOrUpdate: (loaded) => {
        loaded({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => {};
      },
      load: async () => ({
        executor: ({ document, operationName, request, context }) =>
          executor({
            document,
            operationName,
            variables: request.variables,
            exchange: { context: context['context'], abort: context['abort'] },
          }),
      }),
      stop: async () => {},
    },
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    formatError: (_formatted, error) => translate(error).toJSON(),
    logger: silent,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      createWatch(deps),
    ],
  });
  await apollo.start();
  const handle = fastifyApolloHandler(apollo, {
    context: async (request, reply) => {
      const abort = new AbortController();
      reply.raw.once('close', () => abort.abort());
      return deps.exchangeOf(request, abort);
    },
  });
  return {
    handler: async (request, reply) => handle.call(request.server, request, reply),
    stop: () => apollo.stop(),
  };
}
