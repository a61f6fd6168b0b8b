import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RetryableError } from '../../errors.js';
import type { FileTree, TreeEntry } from './tree.js';

const BLOCK = 256 * 1024;

const unreachable = (what: string): RetryableError =>
  new RetryableError('FILE_UNREACHABLE', `${what} of the department cannot be read; is it mounted?`);

/** A folder of this machine. A folder that is not there may be a mount that is coming. */
export function openFolder(folder: string): FileTree {
  return {
    async list() {
      const names = await readdir(folder).catch(() => {
        throw unreachable('the folder');
      });
      const entries = names.map(async (name): Promise<TreeEntry | null> => {
        const found = await stat(join(folder, name)).catch(() => null); // gone since the listing
        return found?.isFile() ? { name, size: found.size, changed: found.mtimeMs } : null;
      });
      return (await Promise.all(entries)).filter((entry) => entry !== null);
    },
    async *read(name) {
      const blocks = createReadStream(join(folder, name), { highWaterMark: BLOCK })[Symbol.asyncIterator]();
      const next = (): Promise<IteratorResult<Buffer>> =>
        blocks.next().catch(() => {
          throw unreachable('a file in the folder');
        });
      try {
        for (let block = await next(); !block.done; block = await next()) yield block.value;
      } finally {
        await blocks.return?.();
      }
    },
    close: async () => undefined,
  };
}
