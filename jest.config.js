/** Tests run on what tsc compiled: swc and esbuild emit no decorator metadata. */
export default {
  roots: ['<rootDir>/dist/tests'],
  testEnvironment: 'node',
  transform: {},
  testMatch: ['**/*.test.js'],
  setupFiles: ['<rootDir>/dist/tests/setup.js'],
  reporters: ['default', '<rootDir>/dist/tests/support/count-reporter.js'],
  testTimeout: 60_000,
};
