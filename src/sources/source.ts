import type { Logger } from 'pino';
import type { Stream } from './stream.js';

/** Where a source goes on from; JSON, never holds personal data. Each kind of source has its own shape. */
export type Checkpoint = Readonly<Record<string, unknown>>;

/** One row as delivered. */
export interface RawRow {
  /** Delivered values in the order of the category's fields (`Stream.category.fields`); a missing one is null. A list is an array of such arrays, in the order of `of`. */
  readonly values: readonly unknown[];
  /** Where it stands in the delivery: `17` (line of a file, ordinal of a view reading), `3/17` (page/index). */
  readonly position: string;
  /** Later versions win; comparable within one stream. See `fileVersion` and `stampVersion`. */
  readonly version: number;
  /** A tombstone: only the key fields are filled. */
  readonly deleted: boolean;
  /** Set when the row cannot be split into values (reason COLUMN_COUNT): `values` is empty, `raw` its text. */
  readonly fault?: { readonly reason: string; readonly raw: string };
  /** Keyed hash of the bytes that it came as (see `Recogniser`), 16 bytes as Latin-1 text; absent where the source has no such bytes. */
  readonly print?: string;
}

/** Records that were left out of a batch because live rows were last delivered as the very same bytes. */
export interface Recognised {
  /** Surrogates of those live rows. */
  readonly ids: readonly number[];
  /** Records that only say again what an earlier one said. */
  readonly repeated: number;
  /** Highest version among all of them. */
  readonly highest: number;
}

/** What the ingest lends to a source that can tell records of a whole set by their bytes, before it decodes them. */
export interface Recogniser {
  /** Hashes the records of one layout: keyed, over their bytes and all that decides what they mean. Gives `RawRow.print`. */
  hasher(layout: string): (bytes: Buffer, start: number, end: number) => string;
  /** Whether a live row was last delivered just so. Then the record is seen to, and is left out of its batch. */
  takes(print: string, version: number): boolean;
  /** What was taken since the last call, for the batch that is handed out now. */
  taken(): Recognised;
}

/** Rows that are committed together, or a part of them. `checkpoint`, if given, is where a later run goes on once they are. */
export interface Batch {
  readonly rows: readonly RawRow[];
  /** These rows are committed with those that follow: a source that hands out few at a time has few in memory. No part of such a batch has a checkpoint. */
  readonly goesOn?: boolean;
  readonly recognised?: Recognised;
  readonly checkpoint?: Checkpoint;
}

/** What is known once a delivery was read to its end. */
export interface DeliveryEnd {
  readonly checkpoint: Checkpoint;
  /** Instant up to which the source is complete, UTC ISO; null when the source did not say. */
  readonly watermark: string | null;
  /** What the source says it holds (view: live rows and tombstones of the whole table), for reconciliation; absent when it makes no such statement or it does not apply now. */
  readonly holds?: { readonly live: number; readonly deleted: number };
  /** Names that were delivered and that the catalogue does not list: ignored, and counted as warnings. */
  readonly unlisted?: readonly string[];
}

/** One file, one walk of an API, one reading of a view, one SOAP window. */
export interface Delivery {
  /** File name, or `walk 2025-03-01T00:00:00+08:00` and the like: unique enough for a human to find it again. */
  readonly name: string;
  /** The whole set is delivered: keys that it lacks are deleted. */
  readonly complete: boolean;
  /** Version of a complete set without its rows: what is not newer and not in it is deleted, also when it is empty. */
  readonly version?: number;
  /** Rows to expect, for the progress; absent when unknown. */
  readonly size?: number;
  /** The source's clock when the delivery was opened: 'today' of its checks. */
  readonly clock: Date;
  /** The rows; a further call begins again from the first row. Rows that the recogniser takes are left out. */
  read(signal: AbortSignal, recogniser?: Recogniser): AsyncIterable<Batch>;
  /** Valid once `read` ran out. */
  end(): DeliveryEnd;
}

/** A delivery that is recorded and not applied: `rejected` fails the run with `code`, `outdated` does not. */
export interface Refusal {
  readonly name: string;
  readonly status: 'rejected' | 'outdated';
  readonly code: string;
  readonly message: string;
  readonly checkpoint: Checkpoint;
}

/** What a source found when it was checked. */
export interface Found {
  /** Delivered names that the catalogue does not list. */
  readonly unlisted: readonly string[];
  /** Listed names that no row looked at had, where absent means null (API, SOAP): a hint, no fault. */
  readonly absent?: readonly string[];
}

/** How one stream's rows are had from one department. */
export interface Source {
  /** Reaches the other side and checks that it is what the stream expects. @throws HubError */
  check(signal: AbortSignal): Promise<Found>;
  /** What is new since `checkpoint` (null: everything), in the order of applying. @throws HubError */
  deliveries(checkpoint: Checkpoint | null, signal: AbortSignal): AsyncIterable<Delivery | Refusal>;
  /** Checkpoint to keep when the delivery was held for a human's decision, so that it is not offered again; absent where it is simply read again. */
  hold?(delivery: Delivery, checkpoint: Checkpoint | null): Checkpoint;
  /** The checkpoint with held deliveries offered again, once a human accepted them. */
  release?(checkpoint: Checkpoint): Checkpoint;
  close(): Promise<void>;
}

/** How to reach the systems of one department: one entry of the sources file. */
export interface DepartmentEndpoints {
  /** Exchange database: `mysql://user:pass@host:port/` or `sqlite:/path/to/qzk.sqlite`. */
  readonly view?: { readonly url: string };
  readonly api?: { readonly baseUrl: string; readonly clientId: string; readonly clientSecret: string };
  readonly file?:
    | { readonly folder: string }
    | {
        readonly sftp: {
          readonly host: string;
          readonly port: number;
          readonly username: string;
          readonly password?: string;
          readonly privateKey?: string;
          /** Root of the department's tree on the server. */
          readonly root: string;
        };
      };
  readonly soap?: { readonly baseUrl: string; readonly appId: string; readonly secret: string };
  /** 32 bytes in hex, for `csv-gb-enc`. */
  readonly decryptionKey?: string;
}

export interface SourceDeps {
  readonly stream: Stream;
  readonly endpoints: DepartmentEndpoints;
  readonly logger: Logger;
}

/** Version of a file row: (business date, send number, line) as one comparable safe integer. `businessDate` is `yyyyMMdd`. */
export function fileVersion(businessDate: string, sendNumber: number, line: number): number {
  const day = Date.UTC(+businessDate.slice(0, 4), +businessDate.slice(4, 6) - 1, +businessDate.slice(6, 8));
  return ((day / 86_400_000) * 100 + sendNumber) * 1e8 + line;
}

/** Version of a row with a change stamp, local time `yyyy-MM-dd HH:mm:ss` (Asia/Shanghai): epoch seconds. */
export function stampVersion(local: string): number {
  return Date.parse(`${local.slice(0, 10)}T${local.slice(11, 19)}+08:00`) / 1000;
}
