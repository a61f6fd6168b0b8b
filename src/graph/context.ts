import DataLoader from 'dataloader';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { Caller } from '../access/policy.js';

/** What one operation carries through its resolvers. */
export interface GraphContext {
  readonly caller: Caller;
  /** Ids of the categories that the answer was made from. */
  readonly touched: Set<string>;
}

/** Answers the keys of all parents at one place of a query, in the order of the keys. */
export type BatchRead<Value> = (keys: readonly number[]) => Promise<readonly Value[]>;

/**
 * Batches what a field is asked by many parents into one reading per place of a query. A place is known
 * by its field nodes, which the executors share between all parents; `plan` runs once for each place.
 */
export function createBatches<Value>() {
  const operations = new WeakMap<GraphContext, Map<readonly FieldNode[], DataLoader<number, Value>>>();
  return (
    context: GraphContext,
    info: GraphQLResolveInfo,
    key: number,
    plan: () => BatchRead<Value>,
  ): Promise<Value> => {
    let places = operations.get(context);
    if (!places) operations.set(context, (places = new Map()));
    let place = places.get(info.fieldNodes);
    if (!place) {
      const read = plan();
      place = new DataLoader<number, Value>((keys) => read(keys));
      places.set(info.fieldNodes, place);
    }
    return place.load(key);
  };
}
