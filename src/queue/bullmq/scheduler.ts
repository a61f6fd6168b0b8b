import { isDeepStrictEqual } from 'node:util';
import type { JobSchedulerJson, Queue as BullQueue } from 'bullmq';
import * as z from 'zod';
import type { JobSchedule } from '../queue.js';

/**
 * Name of the jobs that a schedule makes. Such a job only enqueues the scheduled one under the schedule's id: so a
 * schedule's next turn, which waits in Redis all the time, is no obstacle to enqueueing that id by hand.
 */
export const TURN = 'turn of a schedule';

const turn = z.object({ id: z.string(), name: z.string(), data: z.record(z.string(), z.unknown()) });

/** What a schedule's turn enqueues. */
export type Turn = z.infer<typeof turn>;

/** Reads the data of a TURN job. */
export const readTurn = (data: unknown): Turn => turn.parse(data);

function unchanged(existing: JobSchedulerJson | undefined, schedule: JobSchedule, data: Turn): boolean {
  return (
    existing?.pattern === schedule.cron &&
    existing.tz === schedule.tz &&
    isDeepStrictEqual(existing.template?.data, data)
  );
}

/** Makes `schedules` the whole set of job schedulers. */
export async function replaceSchedules(queue: BullQueue, schedules: readonly JobSchedule[]): Promise<void> {
  const existing = new Map((await queue.getJobSchedulers()).map((scheduler) => [scheduler.key, scheduler]));
  for (const schedule of schedules) {
    const { id, name, data, cron, tz } = schedule;
    const turnData: Turn = { id, name, data };
    // Writing a schedule anew would drop a turn that fell due while no worker was there.
    if (!unchanged(existing.get(id), schedule, turnData))
      await queue.upsertJobScheduler(id, { pattern: cron, tz }, { name: TURN, data: turnData });
    existing.delete(id);
  }
  for (const id of existing.keys()) await queue.removeJobScheduler(id);
}
