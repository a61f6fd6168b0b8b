import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of random draws. */
export interface Random {
  /** Between 0 (inclusive) and 1 (exclusive). */
  real(): number;
  /** Whole number, both ends inclusive. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
}

const WORD = 2 ** 32;

/** Mixes a number into a 32-bit hash (finaliser of MurmurHash3). */
export function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** 32-bit hash of a text (FNV-1a). */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** A hash as a draw between 0 and 1: one draw that depends on its inputs only, without a stream. */
export function draw(hash: number): number {
  return (mix(hash, 0x9e3779b9) >>> 0) / WORD;
}

/** An independent stream for one thing (`topic`, `index`) of one district: the order of asking does not matter. */
export function randomOf(seed: number, topic: string, index = 0): Random {
  const generator = xoroshiro128plus(mix(mix(textHash(topic), seed), index));
  const real = () => (generator.next() >>> 0) / WORD;
  return {
    real,
    int: (min, max) => min + Math.floor(real() * (max - min + 1)),
    chance: (probability) => real() < probability,
    pick: (list) => list[Math.floor(real() * list.length)] ?? list[0],
  };
}

/** How often something of the given mean frequency happens (Poisson, by inversion; for small means). */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.real(); product > limit; product *= random.real()) count++;
  return count;
}

/** Log-normal draw with the given median. */
export function logNormal(random: Random, median: number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.real())) * Math.cos(2 * Math.PI * random.real());
  return median * Math.exp(sigma * normal);
}

/** Numbers 0 .. size-1 in random order (Fisher-Yates). */
export function shuffled(random: Random, size: number): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, at) => at);
  for (let at = size - 1; at > 0; at--) {
    const other = random.int(0, at);
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

/** Draws items by weight. */
export function weighted<T>(items: readonly (readonly [T, number])[]): (random: Random) => T {
  const [first] = items;
  if (!first) throw new Error('nothing to draw from');
  const total = items.reduce((sum, [, weight]) => sum + weight, 0);
  return (random) => {
    let left = random.real() * total;
    return (items.find(([, weight]) => (left -= weight) < 0) ?? first)[0];
  };
}
