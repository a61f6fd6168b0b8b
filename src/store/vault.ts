import { createCipheriv, createDecipheriv, createHmac, hash, randomBytes } from 'node:crypto';

/** The two keys of an installation, 32 bytes each. */
export interface Keys {
  readonly hashing: Buffer;
  readonly encryption: Buffer;
}

/** Keyed hashing and authenticated encryption of identifiers and raw texts. */
export interface Vault {
  /** HMAC-SHA-256 of a canonical identifier, 32 bytes: the look-up key of the subject registries. */
  identifierHash(canonical: string): Buffer;
  /** Keyed hash, 16 bytes, of anything compared for equality only (keys, contents). */
  shortHash(text: string): Buffer;
  /** AES-256-GCM: 12-byte nonce, 16-byte tag, ciphertext. */
  seal(text: string): Buffer;
  /** @throws when the bytes were not sealed with this key */
  open(sealed: Uint8Array): string;
}

/** A vault over the installation's keys. */
export function createVault(keys: Keys): Vault {
  // A secret prefix keeps the short hashes useless to whoever lacks the key; equality is all they serve.
  const prefix = keys.hashing.toString('base64');
  return {
    identifierHash: (canonical) => createHmac('sha256', keys.hashing).update(canonical).digest(),
    shortHash: (text) => hash('sha256', prefix + text, 'buffer').subarray(0, 16),
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keys.encryption, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', keys.encryption, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}
