/** The text of what DuckDB threw; it may hold values, so it goes into no log, message or answer. */
export function driverText(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
}
