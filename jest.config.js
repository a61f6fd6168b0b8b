/** Tests run on what tsc compiled: swc and esbuild emit no decorator metadata. */
export default {
  roots: ['<rootDir>/dist/tests'],
  testEnvironment: 'node',
  transform: {},
  testMatch: ['**/*.test.js'],
  globalSetup: '<rootDir>/dist/tests/support/run-begin.js',
  globalTeardown: '<rootDir>/dist/tests/support/run-end.js',
  setupFiles: ['<rootDir>/dist/tests/setup.js'],
  reporters: ['default', '<rootDir>/dist/tests/support/count-reporter.js'],
  testTimeout: 60_000,
  // The databases work on the same cores: one process less would leave them idle.
  maxWorkers: 2,
};
