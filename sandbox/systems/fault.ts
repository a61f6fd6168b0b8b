/** Makes a server misbehave: each fault set hits the next calls, in the order of setting. */
export interface FaultSwitch<F> {
  /** The next `times` calls meet `fault`; Infinity until cleared. */
  set(fault: F, times?: number): void;
  /** From now on every `every`-th call meets `fault`, until it is lifted; `name` tells it from others. */
  stand(name: string, fault: F, every: number): void;
  lift(name: string): void;
  clear(): void;
  /** The fault that the current call meets. */
  take(): F | undefined;
}

export function createFaultSwitch<F>(): FaultSwitch<F> {
  let pending: { fault: F; times: number }[] = [];
  const standing = new Map<string, { fault: F; every: number; calls: number }>();
  const due = (): F | undefined => {
    let met: F | undefined;
    for (const one of standing.values()) if (++one.calls % one.every === 0) met ??= one.fault;
    return met;
  };
  return {
    set(fault, times = 1) {
      pending.push({ fault, times });
    },
    stand: (name, fault, every) => void standing.set(name, { fault, every, calls: 0 }),
    lift: (name) => void standing.delete(name),
    clear() {
      pending = [];
      standing.clear();
    },
    take() {
      const first = pending[0];
      if (!first) return due();
      first.times -= 1;
      if (first.times <= 0) pending.shift();
      return first.fault;
    },
  };
}
