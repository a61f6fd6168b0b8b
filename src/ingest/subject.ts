import { LRUCache } from 'lru-cache';
import pRetry from 'p-retry';
import { RetryableError } from '../errors.js';
import type { SqlValue, Store } from '../store/store.js';
import type { Vault } from '../store/vault.js';

export type SubjectKind = 'person' | 'organization';

/** A subject as stored; the hash of its identifier in hex. */
interface Subject {
  readonly id: number;
  readonly hash: string;
}

/** Identifiers by their hashes, in hex. */
type Unknown = Map<string, string>;

/** Finds or registers the subjects that rows name. */
export interface SubjectRegistry {
  /** Surrogate ids of canonical identifiers, which are remembered as they are; unknown ones are registered. */
  resolve(kind: SubjectKind, identifiers: Iterable<string>): Promise<ReadonlyMap<string, number>>;
}

/** Subjects of a kind that are known without asking, about 100 bytes each. */
const REMEMBERED = 250_000;
const LOOKUP_SIZE = 5000;

/** The registries of persons and organizations over the store. */
export function createSubjectRegistry(deps: { store: Store; vault: Vault }): SubjectRegistry {
  const { store, vault } = deps;
  // Counted by size: with `max`, room for all of them would be taken at once.
  const memory = (): LRUCache<string, number> =>
    new LRUCache({ maxSize: REMEMBERED, sizeCalculation: () => 1 });
  const known = { person: memory(), organization: memory() };

  async function lookUp(kind: SubjectKind, unknown: Unknown): Promise<Subject[]> {
    const wanted = [...unknown.keys()];
    const found: Subject[] = [];
    for (let start = 0; start < wanted.length; start += LOOKUP_SIZE) {
      const hashes = wanted.slice(start, start + LOOKUP_SIZE).map((hash) => `X'${hash}'`);
      found.push(
        ...(await store.query<Subject>(
          `SELECT id, LOWER(HEX(id_hash)) AS hash FROM ${kind} WHERE id_hash IN (${hashes.join(',')})`,
        )),
      );
    }
    return found;
  }

  /** Returns what was registered since it began: those who were not there before, at the least. */
  async function register(kind: SubjectKind, unknown: Unknown): Promise<Subject[]> {
    const rows = [...unknown.keys()]
      .toSorted() // one order in all workers: no deadlocks
      .map((hash): SqlValue[] => [hash, vault.seal(unknown.get(hash) ?? '')]);
    const insert = (): Promise<Subject[]> =>
      store.transaction(async (transaction) => {
        const [last] = await transaction.query<{ id: number | null }>(`SELECT MAX(id) AS id FROM ${kind}`);
        await transaction.insertIgnore(kind, ['id_hash', 'identifier'], rows);
        return transaction.query<Subject>(
          `SELECT id, LOWER(HEX(id_hash)) AS hash FROM ${kind} WHERE id > ?`,
          [last?.id ?? 0],
        );
      });
    // Streams that register the same subjects at once may be in each other's way for a moment.
    return pRetry(insert, {
      retries: 5,
      minTimeout: 50,
      randomize: true,
      shouldRetry: ({ error }) => error instanceof RetryableError,
    });
  }

  return {
    async resolve(kind, identifiers) {
      const result = new Map<string, number>();
      const unknown: Unknown = new Map();
      for (const identifier of identifiers) {
        const id = known[kind].get(identifier);
        if (id === undefined) unknown.set(vault.identifierHash(identifier), identifier);
        else result.set(identifier, id);
      }
      const learn = (found: readonly Subject[]): void => {
        for (const { id, hash } of found) {
          const identifier = unknown.get(hash);
          if (identifier === undefined) continue;
          known[kind].set(identifier, id);
          result.set(identifier, id);
          unknown.delete(hash);
        }
      };
      if (unknown.size > 0) learn(await lookUp(kind, unknown));
      if (unknown.size > 0) learn(await register(kind, unknown));
      // Whom another stream registered in between.
      if (unknown.size > 0) learn(await lookUp(kind, unknown));
      return result;
    },
  };
}
