import { dropDatabases } from './fresh.js';

/** Leaves nothing of the run behind. */
export default (): Promise<void> => dropDatabases();
