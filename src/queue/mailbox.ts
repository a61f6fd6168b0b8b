import type { Message } from './wake-up.js';

/** Messages that a slow reader may be behind; older ones are dropped, as a newer one says the same: look again. */
const CAPACITY = 1_000;

interface Mailbox extends AsyncIterable<Message> {
  put(message: Message): void;
  close(): void;
}

/** A bounded buffer between a publisher that does not wait and one reader; what it holds at its end is given up. */
function createMailbox(signal: AbortSignal, onClose: (mailbox: Mailbox) => void): Mailbox {
  const messages: Message[] = [];
  let wake: () => void = () => {};
  let closed = false;

  async function* read(): AsyncGenerator<Message, void, undefined> {
    try {
      while (!closed) {
        const message = messages.shift();
        if (message !== undefined) yield message;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      mailbox.close();
    }
  }

  const mailbox: Mailbox = {
    put(message) {
      messages.push(message);
      if (messages.length > CAPACITY) messages.shift();
      wake();
    },
    close() {
      if (closed) return;
      closed = true;
      signal.removeEventListener('abort', mailbox.close);
      onClose(mailbox);
      wake();
    },
    [Symbol.asyncIterator]: read,
  };
  signal.addEventListener('abort', mailbox.close);
  return mailbox;
}

/** The readers of this process, by channel. */
export interface Mailboxes {
  /** Messages from now on; ends with the signal, with the reader, or by `close`. */
  open(channel: string, signal: AbortSignal): AsyncIterable<Message>;
  put(channel: string, message: Message): void;
  close(): void;
}

/** Readers of many channels; `onUnread` is told when the last one of a channel ended. */
export function createMailboxes(onUnread: (channel: string) => void = () => {}): Mailboxes {
  const channels = new Map<string, Set<Mailbox>>();

  return {
    open(channel, signal) {
      const readers = channels.get(channel) ?? new Set();
      channels.set(channel, readers);
      const mailbox = createMailbox(signal, (ended) => {
        readers.delete(ended);
        if (readers.size > 0) return;
        channels.delete(channel);
        onUnread(channel);
      });
      readers.add(mailbox);
      // An abort that is over fires no event any more.
      if (signal.aborted) mailbox.close();
      return mailbox;
    },
    put(channel, message) {
      for (const mailbox of channels.get(channel) ?? []) mailbox.put(message);
    },
    close() {
      for (const readers of channels.values()) for (const mailbox of readers) mailbox.close();
    },
  };
}
