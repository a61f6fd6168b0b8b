import { createHmac } from 'node:crypto';
import { createVault } from '../../src/store/vault.js';

describe('a vault', () => {
  const keys = { hashing: Buffer.from('3a'.repeat(32), 'hex'), encryption: Buffer.alloc(32, 2) };
  const vault = createVault(keys);

  test.each(['', '190102195607150015', '91190102MA000000E0', '港澳居民证', 'x'.repeat(500)])(
    'knows %p by its HMAC-SHA-256 (RFC 2104)',
    (text) => {
      const expected = createHmac('sha256', keys.hashing).update(text).digest('hex');
      expect(vault.identifierHash(text)).toEqual(expected);
      expect(vault.identifierHash(text)).toEqual(expected); // nothing of the text before is left
    },
  );
});
