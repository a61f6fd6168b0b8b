import { WasteHaul } from '../../schema/urban-management/waste-haul.js';
import { stream } from '../../src/sources/stream.js';

/** Urban Management Commission: construction-waste haul. */
export const wasteHaul = stream({
  category: WasteHaul,
  source: { kind: 'api', path: '/api/v1/waste-hauls', paging: 'cursor', pageSize: 500 },
  mode: 'delta',
  cron: '10 4 * * *',
  freshness: { warn: '30h', fail: '54h' },
  fields: {
    haulNo: 'haulNo',
    permitNo: 'permitNo',
    carrierUscc: 'carrierUscc',
    plateNo: 'plateNo',
    loadedAt: { name: 'loadedAt', format: 'yyyy-MM-dd HH:mm:ss', altFormats: ["yyyy-MM-dd'T'HH:mm:ss'Z'"] },
    unloadedAt: {
      name: 'unloadedAt',
      format: 'yyyy-MM-dd HH:mm:ss',
      altFormats: ["yyyy-MM-dd'T'HH:mm:ss'Z'"],
    },
    volume: 'volume',
    disposalSite: 'disposalSite',
  },
});
