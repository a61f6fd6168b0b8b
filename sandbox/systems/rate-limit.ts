/** What a department allows one client; Infinity switches a limit off. */
export interface RateLimits {
  readonly calls: number;
  /** Length of the sliding window that holds `calls`. */
  readonly perMs: number;
  readonly parallel: number;
}

/** Counts the calls of all clients of one server. */
export interface RateLimit {
  /** Seconds to wait when the call is one too many, else null and the call has begun. */
  begin(client: string): number | null;
  end(client: string): void;
}

interface Usage {
  recent: number[];
  running: number;
}

/** A sliding window per client, by elapsed time: the district's clock may stand still. */
export function createRateLimit({ calls, perMs, parallel }: RateLimits): RateLimit {
  const usages = new Map<string, Usage>();
  const usageOf = (client: string): Usage => {
    const usage = usages.get(client) ?? { recent: [], running: 0 };
    usages.set(client, usage);
    return usage;
  };
  return {
    begin(client) {
      const usage = usageOf(client);
      const now = performance.now();
      usage.recent = usage.recent.filter((at) => at > now - perMs);
      if (usage.running >= parallel) return 1;
      const [oldest = now] = usage.recent;
      if (usage.recent.length >= calls) return Math.max(1, Math.ceil((oldest + perMs - now) / 1000));
      usage.recent.push(now);
      usage.running += 1;
      return null;
    },
    end(client) {
      usageOf(client).running -= 1;
    },
  };
}
