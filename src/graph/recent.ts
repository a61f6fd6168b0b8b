/** Reads what is asked for often and changes slowly: one reading serves everybody for `forMs`. */
export function createRecent<Value>(deps: {
  readonly read: () => Promise<Value>;
  readonly forMs: number;
  readonly now: () => Date;
}): () => Promise<Value> {
  let latest: { readonly at: number; readonly value: Promise<Value> } | null = null;
  return () => {
    const at = deps.now().getTime();
    if (latest && Math.abs(at - latest.at) < deps.forMs) return latest.value;
    const started = { at, value: deps.read() };
    latest = started;
    // A failure is told to whoever waits for it, and tried again by the next.
    started.value.catch(() => {
      if (latest === started) latest = null;
    });
    return started.value;
  };
}
