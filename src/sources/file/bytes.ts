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

/** Whether a byte may be the second of a pair; all pairs are characters. */
const closesPair = (byte: number): boolean => byte >= 0x40 && byte !== 0x7f && byte !== 0xff;

/**
 * Checks a file's bytes, block by block and then without one. Text of single bytes and pairs, which GB18030 nearly always is,
 * is not decoded for that: from the first byte on that is neither, the file is.
 * @throws FatalError `FILE_ENCODING`
 */
export function encodingCheck(encoding: Encoding): (block?: Buffer) => void {
  const decode = strictDecoder(encoding);
  let decodes = encoding !== 'gb18030';
  let lead = 0;

  /** Place of the first byte that only a decoder can judge; the length when there is none. */
  const judged = (block: Buffer): number => {
    for (let at = 0; at < block.length; at += 1) {
      const byte = block[at] ?? 0;
      if (lead > 0) {
        if (!closesPair(byte)) return at;
        lead = 0;
      } else if (byte >= 0x80) {
        if (byte === 0x80 || byte === 0xff) return at;
        lead = byte;
      }
    }
    return block.length;
  };

  return (block) => {
    const left = block && !decodes ? block.subarray(judged(block)) : block;
    if (block && !decodes && left?.length === 0) return;
    if (!decodes && lead > 0) decode(Uint8Array.of(lead), { stream: true });
    decodes = true;
    decode(left, { stream: left !== undefined });
  };
}
