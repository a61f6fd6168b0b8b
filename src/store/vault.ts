import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';

const NONCE = 12;

/** The two keys of an installation, 32 bytes each. */
export interface Keys {
  readonly hashing: Buffer;
  readonly encryption: Buffer;
}

/** Keyed hashing and authenticated encryption of identifiers and raw texts. */
export interface Vault {
  /** HMAC-SHA-256 of a canonical identifier, 32 bytes in hex: the look-up key of the subject registries. */
  identifierHash(canonical: string): string;
  /** Keyed hash, 16 bytes in hex, of anything compared for equality only (keys, contents). */
  shortHash(text: string): string;
  /** The same of bytes, as 16 characters of Latin-1, which cost half as much; `use` keeps hashes of different uses apart. */
  bytesHasher(use: string): (bytes: Buffer, start: number, end: number) => string;
  /** AES-256-GCM: 12-byte nonce, 16-byte tag, ciphertext. */
  seal(text: string): Buffer;
  /** @throws when the bytes were not sealed with this key */
  open(sealed: Uint8Array): string;
}

/** Random nonces, drawn from the system by the thousand: one call each would cost more than the encryption. */
function createNonces(): () => Buffer {
  let [pool, used] = [randomBytes(0), 0];
  return () => {
    if (used + NONCE > pool.length) [pool, used] = [randomBytes(NONCE * 1024), 0];
    used += NONCE;
    return pool.subarray(used - NONCE, used);
  };
}

const BLOCK = 64;

/** HMAC-SHA-256 (RFC 2104) as hex, of two one-shot hashes: an Hmac object for each text costs twice as much. */
function createHmac(key: Buffer): (text: string) => string {
  const padded = (byte: number): Buffer =>
    Buffer.from(Buffer.alloc(BLOCK, byte).map((pad, at) => pad ^ (key[at] ?? 0)));
  let inner = Buffer.concat([padded(0x36), Buffer.alloc(256)]);
  const outer = Buffer.concat([padded(0x5c), Buffer.alloc(32)]);
  return (text) => {
    const most = BLOCK + text.length * 3;
    if (most > inner.length) inner = Buffer.concat([inner], most);
    const end = BLOCK + inner.write(text, BLOCK, 'utf8');
    outer.write(hash('sha256', inner.subarray(0, end), 'hex'), BLOCK, 'hex');
    return hash('sha256', outer, 'hex');
  };
}

/** A vault over the installation's keys. */
export function createVault(keys: Keys): Vault {
  // A secret prefix keeps the short hashes useless to whoever lacks the key; equality is all they serve.
  const nextNonce = createNonces();
  const prefix = keys.hashing.toString('base64');
  return {
    identifierHash: createHmac(keys.hashing),
    shortHash: (text) => hash('sha256', prefix + text, 'hex').slice(0, 32),
    bytesHasher(use) {
      const secret = Buffer.from(`${prefix}\u0000${use}\u0000`);
      let message = Buffer.concat([secret, Buffer.alloc(4096)]);
      return (bytes, start, end) => {
        const length = secret.length + end - start;
        if (length > message.length) message = Buffer.concat([secret, Buffer.alloc(length)]);
        bytes.copy(message, secret.length, start, end);
        return hash('sha256', message.subarray(0, length), 'binary').slice(0, 16);
      };
    },
    seal(text) {
      const nonce = nextNonce();
      const cipher = createCipheriv('aes-256-gcm', keys.encryption, nonce);
      const body = cipher.update(text, 'utf8');
      cipher.final(); // of a stream cipher nothing is left
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
