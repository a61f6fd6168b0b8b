import { LRUCache } from 'lru-cache';
import pRetry from 'p-retry';
import { RetryableError } from '../errors.js';
import type { SqlValue, Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';

export type SubjectKind = 'person' | 'organization';

/** Finds or registers the subjects that rows name. */
export interface SubjectRegistry {
  /** Surrogate ids of canonical identifiers; unknown ones are registered. */
  resolve(kind: SubjectKind, identifiers: ReadonlySet<string>): Promise<ReadonlyMap<string, number>>;
}

/** Subjects of a kind that are known without asking, about 100 bytes each. */
const REMEMBERED = 250_000;
const LOOKUP_SIZE = 5000;

/** A text cut from a file's block keeps the whole block in memory; a copy does not. */
const ownCopy = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');

/** The registries of persons and organizations over the store. */
export function createSubjectRegistry(deps: { store: Store; vault: Vault }): SubjectRegistry {
  const { store, vault } = deps;
  const known = {
    person: new LRUCache<string, number>({ max: REMEMBERED }),
    organization: new LRUCache<string, number>({ max: REMEMBERED }),
  };

  async function lookUp(
    kind: SubjectKind,
    hashes: ReadonlyMap<string, Buffer>,
  ): Promise<Map<string, number>> {
    const byHash = new Map([...hashes].map(([identifier, hash]) => [hash.toString('hex'), identifier]));
    const found = new Map<string, number>();
    const wanted = [...byHash.keys()];
    for (let start = 0; start < wanted.length; start += LOOKUP_SIZE) {
      const chunk = wanted.slice(start, start + LOOKUP_SIZE);
      const rows = await store.query<{ id: number; id_hash: Uint8Array }>(
        `SELECT id, id_hash FROM ${kind} WHERE id_hash IN (${chunk.map((hash) => `X'${hash}'`).join(',')})`,
      );
      for (const row of rows) {
        const identifier = byHash.get(Buffer.from(row.id_hash).toString('hex'));
        if (identifier !== undefined) found.set(identifier, row.id);
      }
    }
    return found;
  }

  async function register(kind: SubjectKind, missing: ReadonlyMap<string, Buffer>): Promise<void> {
    const rows = [...missing]
      .toSorted(([, a], [, b]) => Buffer.compare(a, b)) // one order in all workers: no deadlocks
      .map(([identifier, hash]): SqlValue[] => [hash, vault.seal(identifier)]);
    const insert = (): Promise<void> =>
      store.transaction((transaction) => transaction.insertIgnore(kind, ['id_hash', 'identifier'], rows));
    // Streams that register the same subjects at once may be in each other's way for a moment.
    await pRetry(insert, {
      retries: 5,
      minTimeout: 50,
      randomize: true,
      shouldRetry: ({ error }) => error instanceof RetryableError,
    });
  }

  return {
    async resolve(kind, identifiers) {
      const result = new Map<string, number>();
      const unknown = new Map<string, Buffer>();
      for (const identifier of identifiers) {
        const id = known[kind].get(identifier);
        if (id === undefined) unknown.set(identifier, vault.identifierHash(identifier));
        else result.set(identifier, id);
      }
      const learn = (found: ReadonlyMap<string, number>): void => {
        for (const [identifier, id] of found) {
          known[kind].set(ownCopy(identifier), id);
          result.set(identifier, id);
          unknown.delete(identifier);
        }
      };
      if (unknown.size > 0) learn(await lookUp(kind, unknown));
      if (unknown.size > 0) {
        await register(kind, unknown);
        learn(await lookUp(kind, unknown));
      }
      return result;
    },
  };
}
