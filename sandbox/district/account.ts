import { mix, textHash } from './random.js';

/** 64 hexadecimal digits that stand for one thing: a bank account, the content of a file, a machine. */
export function hashOf(seed: number, topic: string, index: number): string {
  const salt = mix(textHash(topic), seed);
  let text = '';
  for (let word = 0; word < 8; word++)
    text += (mix(mix(salt, word), index) >>> 0).toString(16).padStart(8, '0');
  return text;
}

/** Hash of the bank account of a person (`person`) or an organization (`firm`, `unit` ..): the same in every department. */
export const accountHash = (seed: number, owner: string, index: number): string =>
  hashOf(seed, `account of ${owner}`, index);

/** Yuan with two decimals of so many fen. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const whole = Math.abs(Math.round(fen));
  const cents = whole % 100;
  return `${sign}${(whole - cents) / 100}.${cents < 10 ? '0' : ''}${cents}`;
}

/** A share of so many millionths, with six decimals. */
export const ratio = (millionths: number): string => (millionths / 1_000_000).toFixed(6);
