/** What was learnt last, by text. */
export interface Memory<Value> {
  get(key: string): Value | undefined;
  /** Learns what is not known yet; the oldest is forgotten for it when there are too many. */
  set(key: string, value: Value): void;
}

/** A memory of at most `most` entries. It takes room for those that there are, not for all that there may be. */
export function createMemory<Value>(most: number): Memory<Value> {
  const known = new Map<string, Value>();
  const oldest = known.keys(); // goes on behind what was deleted: each key is passed once
  return {
    get: (key) => known.get(key),
    set(key, value) {
      if (known.size === most && !known.has(key)) known.delete(oldest.next().value ?? '');
      known.set(key, value);
    },
  };
}
