import { createDecipheriv } from 'node:crypto';
import { FatalError } from '../../errors.js';

const MAGIC = Buffer.from('QZK1');
const NONCE = 12;
const TAG = 16;

/** Plain bytes of a `csv-gb-enc` file (AES-256-GCM, the file's name as additional data). @throws FatalError `FILE_DECRYPTION` */
export async function* decrypted(
  source: AsyncIterable<Buffer>,
  key: Buffer,
  name: string,
): AsyncGenerator<Buffer> {
  const failed = (): FatalError =>
    new FatalError(
      'FILE_DECRYPTION',
      'the file cannot be decrypted: check the decryption key of the department',
    );
  let held: Buffer = Buffer.alloc(0);
  let decipher: ReturnType<typeof openDecipher> | null = null;
  for await (const chunk of source) {
    held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    if (!decipher) {
      if (held.length < MAGIC.length + NONCE + TAG) continue;
      if (!held.subarray(0, 4).equals(MAGIC)) throw failed();
      decipher = openDecipher(key, held.subarray(4, 4 + NONCE), name);
      held = held.subarray(4 + NONCE);
    }
    if (held.length > TAG) {
      yield decipher.update(held.subarray(0, -TAG));
      held = held.subarray(-TAG);
    }
  }
  if (!decipher || held.length !== TAG) throw failed();
  try {
    decipher.setAuthTag(held);
    decipher.final();
  } catch {
    throw failed();
  }
}

function openDecipher(key: Buffer, nonce: Buffer, name: string) {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(Buffer.from(name, 'ascii'));
  return decipher;
}

/** Encoding of a text file. */
export type Encoding = 'gb18030' | 'utf-8';

/** A decoder that refuses what is not in the encoding; a byte order mark is text like any other. */
export function strictDecoder(encoding: Encoding) {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  /** Without bytes: nothing may be left over from the ones before. @throws FatalError `FILE_ENCODING` */
  return (bytes?: Uint8Array, options?: { readonly stream: boolean }): string => {
    try {
      return decoder.decode(bytes, options);
    } catch {
      throw new FatalError('FILE_ENCODING', `the file is not ${encoding} throughout: it must be sent again`);
    }
  };
}
