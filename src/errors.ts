/** What every error of the hub carries: a stable code that a client or an operator may rely on. */
export class HubError extends Error {
  /**
   * @param code stable, upper-case, e.g. `FILE_HASH_MISMATCH`
   * @param message says what to do; never holds a raw value, an identity number or SQL
   */
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A wrong setting: the hub refuses to start, or a stream refuses to run, until somebody changes it. */
export class ConfigError extends HubError {}

/** Worth another try; `delayMs` is the least time to wait when the other side named one. */
export class RetryableError extends HubError {
  constructor(
    code: string,
    message: string,
    readonly delayMs?: number,
    options?: ErrorOptions,
  ) {
    super(code, message, options);
  }
}

/** Trying again would not help: the run fails, the last good data keep serving. */
export class FatalError extends HubError {}

/** One delivered row is at fault: it goes to quarantine under `code` and the run goes on. */
export class RejectedRow extends HubError {
  constructor(
    reason: string,
    readonly field: string | null,
    message = `row rejected: ${reason}${field === null ? '' : ` in ${field}`}`,
  ) {
    super(reason, message);
  }
}

/** The thing asked for does not exist (or the caller may not know that it does). */
export class NotFound extends HubError {}

/** The caller is known but may not do this. */
export class Forbidden extends HubError {}

/** The caller's request cannot be carried out as written. */
export class BadInput extends HubError {}

/** The hub's own code for whatever was thrown; unknown errors are `INTERNAL`, drivers' texts stay inside. */
export function codeOf(error: unknown): string {
  if (error instanceof HubError) return error.code;
  if (error instanceof Error && error.name === 'AbortError') return 'CANCELLED';
  return 'INTERNAL';
}
