import { createHash } from 'node:crypto';
import { fileVersion } from '../source.js';

/** What a file's name says: `CZ_JKD_20250228_ZL_01.txt`. */
export interface FileName {
  /** Without extension. */
  readonly stem: string;
  /** `yyyyMMdd` */
  readonly businessDate: string;
  readonly kind: 'QL' | 'ZL';
  readonly sendNumber: number;
  /** Order among the files of a category: (business date, send number). */
  readonly version: number;
}

/** What a flag file says of its data file. */
export interface Flag {
  readonly rows: number;
  /** Bytes as stored. */
  readonly size: number;
  readonly sha256: string;
}

const isDay = (digits: string): boolean => {
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
};

/** Reads a stem of the category `name`; null for any other. */
export function readName(name: string, stem: string): FileName | null {
  const match = /^(.+)_(\d{8})_(QL|ZL)_(\d{2})$/.exec(stem);
  if (!match || match[1] !== name) return null;
  const [, , businessDate = '', kind, send = ''] = match;
  const sendNumber = Number(send);
  if (!isDay(businessDate) || sendNumber === 0) return null;
  const version = fileVersion(businessDate, sendNumber, 0);
  return { stem, businessDate, kind: kind === 'QL' ? 'QL' : 'ZL', sendNumber, version };
}

/** Reads the flag file of the data file `file`; null when it is not one. */
export function readFlag(text: string, file: string): Flag | null {
  const match = /^file=(.+?)\r?\nrows=(\d+)\r?\nsize=(\d+)\r?\nsha256=([0-9a-f]{64})\s*$/.exec(text);
  if (!match || match[1] !== file) return null;
  return { rows: Number(match[2]), size: Number(match[3]), sha256: match[4] ?? '' };
}

/** Tells a flag file from another of the same name, or read with another key. */
export const fingerprint = (text: string, decryptionKey: string): string =>
  createHash('sha256').update(decryptionKey).update(text).digest('hex').slice(0, 16);
