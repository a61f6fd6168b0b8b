/** A set of row surrogates, one bit each: which live rows a full delivery has. Grows as needed. */
export interface Presence {
  /** False when it was in the set already. */
  add(id: number): boolean;
  has(id: number): boolean;
}

/** An empty set for surrogates up to about `expected`. */
export function createPresence(expected: number): Presence {
  let bits = new Uint8Array((expected >> 3) + 1024);
  return {
    add(id) {
      const at = Math.floor(id / 8);
      if (at >= bits.length) {
        const larger = new Uint8Array(at * 2);
        larger.set(bits);
        bits = larger;
      }
      const before = bits[at] ?? 0;
      bits[at] = before | (1 << (id % 8));
      return before !== bits[at];
    },
    has: (id) => ((bits[Math.floor(id / 8)] ?? 0) & (1 << (id % 8))) !== 0,
  };
}
