import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RetryableError } from '../../errors.js';
import type { FileTree, TreeEntry } from './tree.js';

const BLOCK = 256 * 1024;

/** A folder of this machine. A folder that is not there may be a mount that is coming. */
export function openFolder(folder: string): FileTree {
  return {
    async list() {
      const names = await readdir(folder).catch(() => {
        throw new RetryableError(
          'FILE_UNREACHABLE',
          'the folder of the department cannot be read; is it mounted?',
        );
      });
      const entries = names.map(async (name): Promise<TreeEntry | null> => {
        const found = await stat(join(folder, name)).catch(() => null); // gone since the listing
        return found?.isFile() ? { name, size: found.size, changed: found.mtimeMs } : null;
      });
      return (await Promise.all(entries)).filter((entry) => entry !== null);
    },
    open: async (name) => createReadStream(join(folder, name), { highWaterMark: BLOCK }),
    close: async () => undefined,
  };
}
