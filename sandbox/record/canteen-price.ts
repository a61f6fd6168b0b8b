import { createCanteens } from '../district/canteen.js';
import { DAY, isoDate } from '../district/calendar.js';
import type { RecordSource, SourceRecord } from './record.js';

/** Price boards of the canteens; the end of a price is entered with the next one, before it begins. */
export const canteenPrice: RecordSource = {
  category: 'canteen-price',
  *records(district): Generator<SourceRecord> {
    const canteens = createCanteens(district);
    for (const [index, canteen] of canteens.list.entries())
      for (const price of canteens.prices(index)) {
        const values = {
          canteenCode: canteen.code,
          operatorUscc: canteen.operator,
          setCode: price.setCode,
          setName: price.setName,
          mealKind: price.meal,
          agreedPrice: price.price,
          subsidyPerMeal: price.subsidy,
          validFrom: isoDate(price.from),
          validTo: null,
          boardVersion: price.version,
          approvedDate: isoDate(price.from - 15),
        };
        yield { values, at: (price.from - 15) * DAY + 15 * 3600 };
        if (price.to !== null)
          yield { values: { ...values, validTo: isoDate(price.to) }, at: (price.to - 14) * DAY + 15 * 3600 };
      }
  },
};
