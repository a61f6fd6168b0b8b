import { z } from 'zod';
import { FatalError } from '../../errors.js';
import { parseStamp } from '../local-time.js';
import type { Checkpoint } from '../source.js';

/** Where the next walk starts: 14 digits, local, inclusive; absent: from the beginning. */
const shape = z.object({
  updatedSince: z
    .string()
    .regex(/^\d{14}$/)
    .optional(),
});

/** `updatedSince` of a checkpoint; null: everything. @throws FatalError `CHECKPOINT_UNREADABLE` */
export function sinceOf(checkpoint: Checkpoint | null): string | null {
  const parsed = shape.safeParse(checkpoint ?? {});
  const since = parsed.data?.updatedSince ?? null;
  if (!parsed.success || (since !== null && !parseStamp(since)))
    throw new FatalError('CHECKPOINT_UNREADABLE', 'reset the stream: its checkpoint is none of an API');
  return since;
}
