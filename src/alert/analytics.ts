import { join } from 'node:path';
import { createComparisonEngine } from '../analytics/engine.js';
import type { ComparisonLibrary } from '../analytics/library.js';
import {
  openReplicaDatabase,
  type DatabaseSettings,
  type ReplicaDatabase,
} from '../analytics/replica/database.js';
import { layoutOf } from '../analytics/replica/layout.js';
import { createReplica } from '../analytics/replica/replica.js';
import type { Catalog } from '../catalog/catalog.js';
import { RetryableError } from '../errors.js';
import type { Store } from '../store/store.js';
import type { Analytics } from './compare.js';

export interface AnalyticsDeps {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly library: ComparisonLibrary;
  /** The process's data folder; the replica's file is kept there. */
  readonly folder: string;
}

/** One process at a time has the kept file open: another one on the same machine makes a replica of its own in memory. */
async function openDatabase(settings: DatabaseSettings): Promise<ReplicaDatabase> {
  try {
    return await openReplicaDatabase(settings);
  } catch (error) {
    if (!(error instanceof RetryableError)) throw error;
    return openReplicaDatabase({
      ...settings,
      file: ':memory:',
      folder: `${settings.folder}-${process.pid}`,
    });
  }
}

/** The replica and the engine of a process, opened when they are first asked for. */
export function createAnalytics({ store, catalog, library, folder }: AnalyticsDeps) {
  let opening: Promise<{ analytics: Analytics; database: ReplicaDatabase }> | null = null;

  async function open() {
    const layout = layoutOf(catalog, library.read);
    const database = await openDatabase({
      file: join(folder, 'replica.duckdb'),
      folder: join(folder, 'replica-passing'),
      layout,
    });
    const analytics = {
      replica: createReplica({ store, database, layout }),
      engine: createComparisonEngine({ database, library }),
    };
    return { analytics, database };
  }

  return {
    async get(): Promise<Analytics> {
      opening ??= open().catch((error: unknown) => {
        opening = null;
        throw error;
      });
      return (await opening).analytics;
    },
    async close(): Promise<void> {
      const opened = await opening?.catch(() => null);
      await opened?.database.close();
    },
  };
}
