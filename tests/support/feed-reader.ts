import { feedAfter } from '../../src/store/feed.js';
import type { Store } from '../../src/store/store.js';
import { catalog } from './hub.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A reader that knows of rows only what the feed told it. */
export interface FeedReader {
  /** Content hashes by category and key hash. */
  readonly live: ReadonlyMap<string, string>;
  /** Reads on to the end of the feed; the sequences seen. */
  follow(): Promise<number[]>;
}

/** A reader at the beginning of a store's feed. */
export function createFeedReader(store: Store): FeedReader {
  const live = new Map<string, string>();
  let cursor = 0;
  return {
    live,
    async follow() {
      const seen: number[] = [];
      for (;;) {
        const entries = await feedAfter({ store, catalog }, cursor, 50);
        if (entries.length === 0) return seen;
        for (const { sequence, category, changed, deleted } of entries) {
          seen.push(sequence);
          cursor = sequence;
          for (const id of changed) {
            const sql = `SELECT key_hash, content_hash FROM ${catalog.get(category).table} WHERE id = ?`;
            const [row] = await store.query<{ key_hash: Uint8Array; content_hash: Uint8Array }>(sql, [id]);
            if (row) live.set(category + hex(row.key_hash), hex(row.content_hash));
          }
          for (const key of deleted) live.delete(category + key);
        }
      }
    },
  };
}
