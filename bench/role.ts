import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process with a role of its own, so that its memory is its own; it carries out one order after the other. */
export interface Role<Order, Done> {
  ask(order: Order): Promise<Done & Spent>;
  close(): void;
}

/** What an order took; the peak is that of the process so far. */
export interface Spent {
  readonly seconds: number;
  readonly peakMemoryMb: number;
}

/** Starts a module of this folder as a role; it ends when it is closed or the bench dies. */
export function openRole<Order, Done>(module: string): Role<Order, Done> {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)));
  return {
    async ask(order) {
      child.send(order as object);
      const ended = once(child, 'exit').then(([code]) => {
        throw new Error(`${module} ended with ${String(code)}`);
      });
      const [answer]: (Done & Spent)[] = await Promise.race([once(child, 'message'), ended]);
      if (!answer) throw new Error(`${module} gave no answer`);
      return answer;
    },
    close: () => void (child.connected && child.disconnect()),
  };
}

/** Makes this process a role. */
export function playRole<Order, Done extends object>(carryOut: (order: Order) => Promise<Done>): void {
  process.on('message', (order: Order) => {
    const started = performance.now();
    void carryOut(order).then((done) => {
      const seconds = (performance.now() - started) / 1000;
      process.send?.({ ...done, seconds, peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024) });
    });
  });
  process.on('disconnect', () => process.exit(0));
}

/** One digit after the point. */
export const rounded = (value: number): number => Math.round(value * 10) / 10;
