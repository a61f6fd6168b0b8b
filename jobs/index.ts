export { createCompareJob, type CompareJob } from './compare.js';
export { createRefresh, type Refresh } from './refresh.js';
