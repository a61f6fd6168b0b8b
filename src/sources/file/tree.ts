import type { Readable } from 'node:stream';

export interface TreeEntry {
  readonly name: string;
  readonly size: number;
  /** Last change, epoch milliseconds. */
  readonly changed: number;
}

/** One folder of files, wherever it is. Errors are HubErrors. */
export interface FileTree {
  list(): Promise<TreeEntry[]>;
  /** The file's bytes from its beginning. */
  open(name: string): Promise<Readable>;
  close(): Promise<void>;
}
