import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { streams } from '../../connectors/index.js';
import { catalogue } from '../../sandbox/catalogue/catalogue.js';
import { quirkSuite } from './quirk.js';
import type { Fixture } from './standard.js';

/** Connectors whose quirks have tests of their own beside this file, `quirk-*.test.ts`. */
const BY_HAND = new Set([
  'household-resident',
  'social-assistance',
  'care-home-attendance',
  'bed-subsidy-claim',
  'inpatient-stay',
  'enterprise-registration',
  'tax-summary',
  'property-unit',
  'public-rental',
]);

for (const stream of streams.filter(({ id }) => !BY_HAND.has(id))) {
  const url = new URL(`./fixture/${stream.category.department}/${stream.id}.js`, import.meta.url);
  if (!existsSync(fileURLToPath(url))) throw new Error(`${stream.id} has no fixture`);
  const { fixture }: { fixture: Fixture } = await import(url.href);

  describe(stream.id, () => {
    test('every quirk of the catalogue has a case for each of its fields', () => {
      const { quirks = [] } = catalogue.find(({ id }) => id === stream.id) ?? {};
      const shown = (fixture.quirks ?? []).map((each) =>
        'event' in each ? each.event : `${each.quirk} ${each.field}`,
      );
      const missing = quirks.flatMap(({ id, fields }) =>
        shown.includes(id)
          ? []
          : fields.map((field) => `${id} ${field}`).filter((each) => !shown.includes(each)),
      );
      expect(missing).toEqual([]);
    });
    quirkSuite(stream, fixture);
  });
}
