import { takeCompareLease } from '../../src/alert/lease.js';
import { codeOf } from '../../src/errors.js';
import { checkKeys } from '../../src/store/installation.js';
import type { Store } from '../../src/store/store.js';
import { stores, type TestStore } from '../support/stores.js';
import { catalog, vault } from './parcel-desk.js';

describe.each(stores)('the lease of comparisons on %s', (_dialect, open) => {
  let opened: TestStore;
  let store: Store;
  beforeEach(async () => {
    opened = await open(catalog);
    ({ store } = opened);
    await checkKeys(store, vault);
  });
  afterEach(() => opened.remove());

  test('of many who ask at the same moment one gets it, and the others are told that it is taken', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        takeCompareLease({ store, now: () => new Date(), holder: `worker ${index}`, leaseMs: 60_000 }),
      ),
    );
    const refused = asked.flatMap((each) => (each.status === 'rejected' ? [codeOf(each.reason)] : []));
    expect(refused).toEqual(Array.from({ length: 7 }, () => 'COMPARE_BUSY'));
  });
});
