import { DAY, isoDate } from '../district/calendar.js';
import type { District } from '../district/district.js';
import type { Ownership } from '../district/vehicle.js';
import type { RecordSource, Values } from './record.js';

function ownerOf({ population, organizations }: District, { owner }: Ownership): Values {
  if (owner.kind === 'ENTERPRISE') {
    const { uscc, name } = organizations.firm(owner.firm);
    return { ownerKind: 'ENTERPRISE', ownerId: uscc, ownerName: name };
  }
  const { person } = owner;
  return { ownerKind: 'PERSON', ownerId: population.citizenId(person), ownerName: population.name(person) };
}

/** Owners of vehicles; the end of an ownership is a new version. */
export const vehicleOwnership: RecordSource = {
  category: 'vehicle-ownership',
  *records(district, since = 0) {
    const { vehicles } = district;
    for (let index = 0; index < vehicles.count; index++) {
      const vehicle = vehicles.vehicle(index);
      const second = 9 * 3600 + (index % 28_000);
      for (const ownership of vehicle.owners) {
        const { from, to, scrapped } = ownership;
        if ((to ?? from) * DAY + second + 60 <= since) continue;
        const values: Values = {
          vehicleNo: vehicle.vehicleNo,
          plateKind: vehicle.plateKind,
          plateNo: vehicle.plateNo,
          ...ownerOf(district, ownership),
          vehicleClass: vehicle.vehicleClass,
          useNature: vehicle.useNature,
          disabilityAdapted: vehicle.adapted,
          displacementMl: vehicle.displacement,
          firstRegisteredDate: isoDate(vehicle.registered),
          acquiredDate: isoDate(from),
          releasedDate: null,
          statusLetters: vehicle.letters,
        };
        yield { values, at: from * DAY + second };
        if (to !== null)
          yield {
            values: { ...values, releasedDate: isoDate(to), statusLetters: scrapped ? 'E' : vehicle.letters },
            at: to * DAY + second + 60,
          };
      }
    }
  },
};
