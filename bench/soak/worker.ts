import 'reflect-metadata';
import { createMysqlStore } from '../../src/store/mysql/mysql-store.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { catalog } from '../../tests/support/hub.js';
import { CONCURRENCY, createSoakRefresh } from './refreshing.js';

/** A worker in a process of its own that refreshes some streams once, at a moment that stands still: it is made to be killed. */
const [location = '', endpoints = '', moment = '', ids = ''] = process.argv.slice(2);
const store = location.startsWith('mysql:')
  ? await createMysqlStore({ url: location, catalog })
  : await createSqliteStore({ file: location, catalog });
const refresh = createSoakRefresh({ store, endpoints: JSON.parse(endpoints), now: () => new Date(moment) });
const tell = (): void => void process.stdout.write('.');
await refresh.refreshAll(ids.split(','), new AbortController().signal, {
  concurrency: CONCURRENCY,
  onProgress: tell,
  onEnd: tell,
});
await store.close();
