export { createRefresh, type Refresh } from './refresh.js';
