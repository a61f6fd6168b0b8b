import type { ExecutionResult } from 'graphql';
import type { Translate } from './client-error.js';

/**
 * The results of a subscription, one for each event of `source`, pulled one at a time. A source that fails ends with
 * one last result that says so; `return` ends a source that is waiting, too.
 */
export function presentEvents(deps: {
  readonly source: AsyncIterable<unknown>;
  readonly abort: AbortController;
  readonly translate: Translate;
  run(event: unknown): Promise<ExecutionResult>;
}): AsyncIterableIterator<ExecutionResult> {
  const events = deps.source[Symbol.asyncIterator]();
  let ended = false;
  const end = (): void => {
    ended = true;
    deps.abort.abort();
  };
  // Not a generator: its return() would wait for the next event, which may never come.
  return {
    async next() {
      if (ended) return { done: true, value: undefined };
      try {
        const event = await events.next();
        if (!event.done) return { done: false, value: await deps.run(event.value) };
        end();
        return { done: true, value: undefined };
      } catch (error) {
        if (ended) return { done: true, value: undefined };
        end();
        return { done: false, value: { errors: [deps.translate(error)] } };
      }
    },
    async return() {
      end();
      // Not awaited for the same reason; the abort signal is what wakes a waiting source.
      events.return?.().catch(() => {});
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
