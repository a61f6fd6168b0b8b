import type { HubError } from '../errors.js';
import type { Stream } from '../sources/stream.js';
import type { Survey } from './survey.js';

/** Why a delivery waits for a human's decision. */
export type Held = Pick<HubError, 'code' | 'message'>;

export const TOO_MANY: Held = {
  code: 'DELIVERY_HELD',
  message: 'the delivery would delete or reject too many rows; look at it, then refresh again accepting it',
};

/** Rows below which a share says nothing: so few deletions, rejections or faulty values hold nothing. */
export const HOLD_FLOOR = 20;

/** Whether a complete set that would remove `removals` of `liveRows` live rows is for a human to decide on. */
export function isHeld(stream: Stream, liveRows: number, found: Survey, removals: number): boolean {
  if (found.read === 0) return true; // an empty set where there was one is for a human to believe
  const limit = stream.category.holdAbove;
  return (
    (removals > HOLD_FLOOR && removals > limit * liveRows) ||
    (found.rejected > HOLD_FLOOR && found.rejected > limit * found.read)
  );
}
