import { Cron } from 'croner';
import { ConfigError } from '../errors.js';
import type { JobSchedule } from './queue.js';

function readable(schedule: JobSchedule): boolean {
  try {
    return (
      new Cron(schedule.cron, { timezone: schedule.tz, mode: '5-part', paused: true }).nextRun() !== null
    );
  } catch {
    return false;
  }
}

/** Checks a whole set before any of it is taken. @throws ConfigError `SCHEDULE_INVALID`, naming every faulty one */
export function checkSchedules(schedules: readonly JobSchedule[]): void {
  const faulty = schedules.filter((schedule) => !readable(schedule)).map((schedule) => schedule.id);
  if (faulty.length > 0)
    throw new ConfigError(
      'SCHEDULE_INVALID',
      `these schedules need a five-field cron that comes true and an IANA time zone: ${faulty.join(', ')}`,
    );
  const ids = schedules.map((schedule) => schedule.id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0)
    throw new ConfigError('SCHEDULE_INVALID', `these schedule ids are taken twice: ${twice.join(', ')}`);
}
