import { z } from 'zod';
import { FatalError } from '../../errors.js';
import type { Checkpoint } from '../source.js';

const outcome = z.object({
  status: z.enum(['applied', 'rejected', 'outdated', 'held']),
  /** As its flag file said; empty when that could not be read. */
  sha256: z.string(),
  /** Fingerprint of the flag file and the key, size and time of the data file: another one is looked at again. */
  flag: z.string(),
  size: z.number(),
  changed: z.number(),
});

const state = z.object({
  /** By stem; files that are gone from the folder are forgotten. */
  files: z.record(z.string(), outcome),
  /** Version of the last full set that was applied. */
  base: z.number().nullable(),
  /** Business date of the newest applied file, `yyyyMMdd`. */
  newest: z.string().nullable(),
});

/** What became of a file. */
export type Outcome = Readonly<z.infer<typeof outcome>>;
export type State = z.infer<typeof state>;

/** The state that a checkpoint holds, free to be changed. @throws FatalError `CHECKPOINT_INVALID` */
export function stateOf(checkpoint: Checkpoint | null): State {
  const { success, data } = state.safeParse(checkpoint ?? { files: {}, base: null, newest: null });
  if (!success)
    throw new FatalError(
      'CHECKPOINT_INVALID',
      'the checkpoint is not that of a file stream: reset the stream',
    );
  return data;
}

/** The checkpoint that offers held deliveries again, once a human accepted them. */
export function releaseHeld(checkpoint: Checkpoint): Checkpoint {
  const { files, ...rest } = stateOf(checkpoint);
  return {
    ...rest,
    files: Object.fromEntries(Object.entries(files).filter(([, { status }]) => status !== 'held')),
  };
}
