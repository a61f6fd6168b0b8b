import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for what happens elsewhere; fails after `ms` so that a test ends with its reason. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  ms = 15_000,
): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await sleep(10);
  }
}

/** A promise that the test resolves. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

/** A gate for handlers to wait at. */
export function gate(): Gate {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
