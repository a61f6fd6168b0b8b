import { ConfigError } from '../../errors.js';
import type { DepartmentBudget } from '../budget.js';
import { compactStamp, shifted } from '../local-time.js';
import { sleep as realSleep, type Sleep } from '../retry.js';
import type { Source, SourceDeps } from '../source.js';
import { sinceOf } from './checkpoint.js';
import { createApiClient } from './client.js';
import { createRowReader } from './row.js';
import { createWalk, SETTLE_MS } from './walk.js';

export interface ApiSourceDeps extends SourceDeps {
  /** Shared by all streams of the department. */
  readonly budget: DepartmentBudget;
  /** How to wait between repeats; the clock's own unless a test says otherwise. */
  readonly sleep?: Sleep;
}

/** Tombstones stay so long; a walk from before would miss deletions. */
const TOMBSTONES_MS = 180 * 86_400_000;

/** The HTTP JSON source: one complete walk of a query is one delivery. @throws ConfigError `SOURCE_MISSING` */
export function createApiSource({
  stream,
  endpoints,
  logger,
  budget,
  sleep = realSleep,
}: ApiSourceDeps): Source {
  const { source: spec } = stream;
  const endpoint = endpoints.api;
  if (spec.kind !== 'api' || !endpoint)
    throw new ConfigError('SOURCE_MISSING', `stream ${stream.id} needs the api entry of its department`);
  const client = createApiClient({ endpoint, path: spec.path, budget, sleep });
  const reader = createRowReader(stream);

  return {
    async check(signal) {
      const page = await client.page({ pageSize: spec.pageSize }, signal);
      page.list.forEach((object, i) => reader.row(object, `1/${i + 1}`));
      reader.checkTypes(page.list);
      const names = new Set(page.list.flatMap(Object.keys));
      const absent = stream.mappings.map(({ name }) => name).filter((name) => !names.has(name));
      return {
        unlisted: [...new Set(page.list.flatMap(reader.unlisted))],
        ...(page.list.length > 0 && { absent }),
      };
    },
    async *deliveries(checkpoint, signal) {
      const since = sinceOf(checkpoint);
      const opening = await client.page(
        { ...(since !== null && { updatedSince: since }), pageSize: 1 },
        signal,
      );
      const { clock: opened, total: size } = opening;
      const outlived = since !== null && since < compactStamp(shifted(opened, -TOMBSTONES_MS));
      const start = outlived || stream.mode === 'full' ? null : since;
      if (spec.paging === 'page' && start !== null && start >= compactStamp(shifted(opened, -SETTLE_MS)))
        return;
      yield createWalk(
        { stream, spec, client, reader, logger },
        { since: start, opened, size, origin: checkpoint ?? {}, resumable: start === since },
      );
    },
    async close() {},
  };
}
