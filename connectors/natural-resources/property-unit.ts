import { PropertyUnit } from '../../schema/natural-resources/property-unit.js';
import { stream } from '../../src/sources/stream.js';

/** Planning and Natural Resources Bureau: real-estate registration. */
export const propertyUnit = stream({
  category: PropertyUnit,
  source: {
    kind: 'soap',
    path: '/services/BdcQueryService',
    namespace: 'urn:bdc:query:v1',
    operation: 'queryProperty',
    rowElement: 'bdc',
    pageSize: 1000,
    windowDays: 31,
  },
  mode: 'delta',
  cron: '0 4 * * 2',
  freshness: { warn: '9d', fail: '16d' },
  fields: {
    registrationNo: 'ywh',
    unitNo: 'bdcdyh',
    certificateNo: 'bdcqzh',
    address: 'zl',
    usage: 'fwyt',
    areaSqm: { name: 'jzmj', quirks: ['UNITSUFFIX'] },
    registrationKind: 'djlx',
    acquisition: 'qdfs',
    registeredAt: { name: 'djsj', format: 'yyyy-MM-dd HH:mm:ss' },
    rightStatus: 'qszt',
    endedAt: { name: 'zxsj', format: 'yyyy-MM-dd HH:mm:ss' },
    coOwnership: 'gyfs',
    owners: {
      name: 'qlrlb/qlr',
      of: {
        ownerKind: 'qlrlx',
        ownerId: { name: 'zjhm', quirks: ['USCCOLD'] },
        ownerName: 'qlrmc',
        shareRatio: 'qlbl',
      },
    },
  },
});
