interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Test files that could not be run at all. */
  readonly numRuntimeErrorTestSuites: number;
}

/** Ends a test run with one plain line that a script can read: `N passed, M failed`. */
export default class CountReporter {
  onRunComplete(_contexts: unknown, counts: Counts): void {
    const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
    process.stdout.write(`${counts.numPassedTests} passed, ${failed} failed\n`);
  }
}
