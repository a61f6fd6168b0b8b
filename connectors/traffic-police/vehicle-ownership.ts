import { VehicleOwnership } from '../../schema/traffic-police/vehicle-ownership.js';
import { stream } from '../../src/sources/stream.js';

/** Traffic Police Division: motor vehicle ownership. */
export const vehicleOwnership = stream({
  category: VehicleOwnership,
  source: {
    kind: 'soap',
    path: '/services/VehicleQueryService',
    namespace: 'urn:jj:vehicle:v1',
    operation: 'queryVehicle',
    rowElement: 'VEHICLE',
    pageSize: 1000,
    windowDays: 7,
  },
  mode: 'delta',
  cron: '0 4 * * 3',
  freshness: { warn: '9d', fail: '16d' },
  fields: {
    vehicleNo: 'XH',
    plateKind: 'HPZL',
    plateNo: 'HPHM',
    ownerKind: 'SYRLB',
    ownerId: 'SFZMHM',
    ownerName: 'SYR',
    vehicleClass: 'CLLX',
    useNature: 'SYXZ',
    disabilityAdapted: { name: 'CJRZY', booleans: { '0': false, '1': true } },
    displacementMl: 'PL',
    firstRegisteredDate: { name: 'CCDJRQ', format: 'yyyyMMdd' },
    acquiredDate: { name: 'DJRQ', format: 'yyyyMMdd' },
    releasedDate: { name: 'ZYRQ', format: 'yyyyMMdd', quirks: ['DATEZERO'] },
    statusLetters: 'ZT',
  },
});
