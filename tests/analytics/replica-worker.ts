import { openReplicaDatabase } from '../../src/analytics/replica/database.js';
import { layoutOf } from '../../src/analytics/replica/layout.js';
import { createReplica } from '../../src/analytics/replica/replica.js';
import { createMysqlStore } from '../../src/store/mysql/mysql-store.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { oddCatalog } from './odd-record.js';

/** A process of its own that brings a replica up to date once, or holds it open: for tests that kill it. */
const [location = '', file = '', hold] = process.argv.slice(2);
const store = location.startsWith('mysql:')
  ? await createMysqlStore({ url: location, catalog: oddCatalog })
  : await createSqliteStore({ file: location, catalog: oddCatalog });
const layout = layoutOf(oddCatalog, new Set(['odd-record.author']));
const database = await openReplicaDatabase({ file, folder: `${file}.passing`, layout });
process.stdout.write('catching up\n');
if (hold !== undefined) await new Promise((resolve) => setTimeout(resolve, 60_000));
await createReplica({ store, database, layout }).catchUp();
await database.close();
await store.close();
