import { createMailboxes } from '../mailbox.js';
import type { WakeUps } from '../wake-up.js';

/** Wake-ups among the parts of one process. */
export function createInProcessWakeUps(): WakeUps {
  const mailboxes = createMailboxes();

  return {
    publish: async (channel, message) => mailboxes.put(channel, message),
    subscribe: async (channel, signal) => mailboxes.open(channel, signal),
    close: async () => mailboxes.close(),
  };
}
