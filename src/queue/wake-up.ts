/** A message between the hub's processes: small JSON without personal data. */
export type Message = Readonly<Record<string, unknown>>;

/**
 * Messages that carry no truth, only 'look again' and progress: the in-process event target or Redis pub/sub.
 * One can get lost, so a reader also looks now and then by itself.
 */
export interface WakeUps {
  /** Best effort: a failure is logged, never thrown. */
  publish(channel: string, message: Message): Promise<void>;
  /**
   * Resolves once the subscription stands: every later message is seen. Ends when the signal aborts or the reader
   * stops. A slow reader loses the oldest beyond a bounded buffer.
   */
  subscribe(channel: string, signal: AbortSignal): Promise<AsyncIterable<Message>>;
  close(): Promise<void>;
}
