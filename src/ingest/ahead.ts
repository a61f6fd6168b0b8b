/** Starts on the next item while the current one is worked on. */
export async function* ahead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      // Not at once: first the current item's statement must be on its way to the database.
      next = new Promise((resolve) => setImmediate(resolve)).then(() => iterator.next());
      next.catch(() => undefined); // seen when it is awaited
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}
