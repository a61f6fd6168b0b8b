/** Makes a server misbehave: each fault set hits the next calls, in the order of setting. */
export interface FaultSwitch<F> {
  /** The next `times` calls meet `fault`; Infinity until cleared. */
  set(fault: F, times?: number): void;
  clear(): void;
  /** The fault that the current call meets. */
  take(): F | undefined;
}

export function createFaultSwitch<F>(): FaultSwitch<F> {
  let pending: { fault: F; times: number }[] = [];
  return {
    set(fault, times = 1) {
      pending.push({ fault, times });
    },
    clear() {
      pending = [];
    },
    take() {
      const first = pending[0];
      if (!first) return undefined;
      first.times -= 1;
      if (first.times <= 0) pending.shift();
      return first.fault;
    },
  };
}
