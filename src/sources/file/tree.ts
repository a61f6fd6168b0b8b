/** A file of a department's folder. */
export interface TreeEntry {
  readonly name: string;
  readonly size: number;
  /** Last change, epoch milliseconds. */
  readonly changed: number;
}

/** One folder of files, wherever it is, read-only. */
export interface FileTree {
  /** @throws HubError */
  list(): Promise<TreeEntry[]>;
  /** The file's bytes from its beginning, block by block. @throws HubError */
  read(name: string): AsyncIterable<Buffer>;
  close(): Promise<void>;
}
