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

/** Text of the bytes, block by block; a byte order mark is dropped. @throws FatalError `FILE_ENCODING` */
export async function* decoded(
  source: AsyncIterable<Buffer>,
  encoding: 'gb18030' | 'utf-8',
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (block?: Buffer): string => {
    try {
      return decoder.decode(block, { stream: block !== undefined });
    } catch {
      throw new FatalError('FILE_ENCODING', `the file is not ${encoding} throughout: it must be sent again`);
    }
  };
  for await (const block of source) yield decode(block);
  yield decode();
}
