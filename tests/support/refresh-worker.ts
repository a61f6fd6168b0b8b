import 'reflect-metadata';
import { createMysqlStore } from '../../src/store/mysql/mysql-store.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { catalog, refreshAll } from './hub.js';

/** A worker in a process of its own that refreshes everything once: for tests that kill it. */
const [location = '', endpoints = '', leaseMs = ''] = process.argv.slice(2);
const store = location.startsWith('mysql:')
  ? await createMysqlStore({ url: location, catalog })
  : await createSqliteStore({ file: location, catalog });
process.stdout.write('refreshing\n');
await refreshAll(store, JSON.parse(endpoints), { leaseMs: Number(leaseMs) });
await store.close();
