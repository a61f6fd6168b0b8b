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
  readonly file: string;
  readonly rows: number;
  readonly size: number;
  readonly sha256: string;
  /** Fingerprint of the flag file itself. */
  readonly print: string;
}

/** Reads a stem of the category `name`; null for any other. */
export function readName(name: string, stem: string): FileName | null {
  const match = /^(.+)_(\d{8})_(QL|ZL)_(\d{2})$/.exec(stem);
  if (!match || match[1] !== name) return null;
  const [, , businessDate = '', kind, send = ''] = match;
  const sendNumber = Number(send);
  const version = fileVersion(businessDate, sendNumber, 0);
  return { stem, businessDate, kind: kind === 'QL' ? 'QL' : 'ZL', sendNumber, version };
}

/** Reads a flag file; null when it is not one. */
export function readFlag(text: string): Flag | null {
  const entries = new Map(
    text.split('\n').map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1).trim()]),
  );
  const [file, rows, size, sha256] = ['file', 'rows', 'size', 'sha256'].map((key) => entries.get(key) ?? '');
  if (!file || !/^\d+$/.test(rows ?? '') || !/^\d+$/.test(size ?? '') || !/^[0-9a-f]{64}$/.test(sha256 ?? ''))
    return null;
  const print = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { file, rows: Number(rows), size: Number(size), sha256: sha256 ?? '', print };
}
