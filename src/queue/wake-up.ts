/** Messages that carry no truth, only 'look again' and progress: the in-process event target or Redis pub/sub. */
export interface WakeUps {
  publish(channel: string, message: Readonly<Record<string, unknown>>): Promise<void>;
  /** Messages from now on; ends when the signal aborts. A slow reader loses the oldest beyond a bounded buffer. */
  subscribe(channel: string, signal: AbortSignal): AsyncIterable<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}
