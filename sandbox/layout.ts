import { join } from 'node:path';

/** Places of a district's data inside its folder. */
export function layout(directory: string) {
  return {
    district: join(directory, 'district.json'),
    truth: join(directory, 'truth.json'),
    exchange: join(directory, 'qzk.sqlite'),
    services: join(directory, 'services.sqlite'),
    files: join(directory, 'files'),
  };
}
