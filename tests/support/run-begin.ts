import { databasePrefix } from './fresh.js';

/** Names the databases of the run before its processes start. */
export default function begin(): void {
  databasePrefix();
}
