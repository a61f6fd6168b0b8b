import 'reflect-metadata';
import { catalog, openParcelDesk } from '../alert/parcel-desk.js';
import { createMysqlStore } from '../../src/store/mysql/mysql-store.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';

/** A process that runs the comparisons and hangs after the first one: for tests that kill it. */
const [location = '', today = '', leaseMs = ''] = process.argv.slice(2);
const store = location.startsWith('mysql:')
  ? await createMysqlStore({ url: location, catalog })
  : await createSqliteStore({ file: location, catalog });
const desk = await openParcelDesk(store, undefined, { now: () => new Date(), leaseMs: Number(leaseMs) });
await desk.compare.run(
  {
    asOf: today,
    cause: 'manual',
    onOutcome: () => {
      process.stdout.write('settled one\n');
      // Busy, so that not even the lease is renewed.
      for (;;);
    },
  },
  new AbortController().signal,
);
