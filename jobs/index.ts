export { createRefresh, PROGRESS_CHANNEL, type Refresh, type RefreshProgress } from './refresh.js';
