import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedKeys } from '../../src/config/keys.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';

let folder: FreshFolder;
beforeEach(async () => {
  folder = await freshFolder();
});
afterEach(() => folder.remove());

test('keys are made once, for their owner only, and stay the same', () => {
  const dataDir = join(folder.path, 'new', 'data');
  const keys = embeddedKeys(dataDir);
  expect([keys.hashing.length, keys.encryption.length]).toEqual([32, 32]);
  expect(keys.hashing.equals(keys.encryption)).toBe(false);
  expect(embeddedKeys(dataDir)).toEqual(keys);
  expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(['keys']);
});

test('two installations have different keys', () => {
  const [one, other] = ['a', 'b'].map((name) => embeddedKeys(join(folder.path, name)));
  expect(one).not.toEqual(other);
});

test.each([0o644, 0o640, 0o400, 0o660])('a key file of mode %o is refused', (mode) => {
  embeddedKeys(folder.path);
  chmodSync(join(folder.path, 'keys'), mode);
  expect(() => embeddedKeys(folder.path)).toThrow(expect.objectContaining({ code: 'KEY_FILE_MODE' }));
});

test.each([0, 63, 65])('a key file of %i bytes is refused and left alone', (length) => {
  const path = join(folder.path, 'keys');
  writeFileSync(path, Buffer.alloc(length), { mode: 0o600 });
  expect(() => embeddedKeys(folder.path)).toThrow(expect.objectContaining({ code: 'KEY_FILE_LENGTH' }));
  expect(statSync(path).size).toBe(length);
});
