import { NotFound } from '../errors.js';
import { describe, type Category } from './category.js';

/** The registry of all data categories: the explicit list of `schema/index.ts`, described and checked. */
export interface Catalog {
  readonly categories: readonly Category[];
  /** @throws NotFound `CATEGORY_UNKNOWN` */
  get(id: string): Category;
}

/** Builds the catalog; two categories may share neither id nor plural nor table. */
export function createCatalog(records: readonly (abstract new () => object)[]): Catalog {
  const categories = records.map(describe);
  const byId = new Map(categories.map((category) => [category.id, category]));
  for (const name of ['id', 'plural', 'table', 'type'] as const) {
    if (new Set(categories.map((category) => category[name])).size !== categories.length)
      throw new Error(`two categories share one ${name}`);
  }
  return {
    categories,
    get(id) {
      const found = byId.get(id);
      if (!found) throw new NotFound('CATEGORY_UNKNOWN', `no category has the id ${JSON.stringify(id)}`);
      return found;
    },
  };
}
