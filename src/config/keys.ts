import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../errors.js';
import type { Keys } from '../store/vault.js';

const LENGTH = 64;

/** Appears whole or not at all, and never in place of a file that is there: a new key would orphan all data. */
function makeOnce(path: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(draft, randomBytes(LENGTH), { mode: 0o600, flag: 'wx', flush: true });
    linkSync(draft, path);
  } catch (error) {
    // Another process may have been first.
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    // Windows has no such modes.
    if (process.platform !== 'win32' && (fstatSync(file).mode & 0o777) !== 0o600)
      throw new ConfigError('KEY_FILE_MODE', `only its owner may read and write ${path}: chmod 600 it`);
    const bytes = readFileSync(file);
    if (bytes.length !== LENGTH)
      throw new ConfigError('KEY_FILE_LENGTH', `${path} is damaged: restore it from a backup`);
    return bytes;
  } finally {
    closeSync(file);
  }
}

/**
 * The keys of an embedded installation: made once in the data folder, in the file `keys` with mode 0600.
 * @throws ConfigError `KEY_FILE_MODE`, `KEY_FILE_LENGTH`
 */
export function embeddedKeys(dataDir: string): Keys {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'keys');
  if (!existsSync(path)) makeOnce(path);
  const bytes = read(path);
  return { hashing: bytes.subarray(0, 32), encryption: bytes.subarray(32) };
}
