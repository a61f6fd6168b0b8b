import { userInfo } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { storedInstant } from '../ingest/clock.js';
import { exportQuarantine } from '../quarantine/export.js';
import { replayQuarantine } from '../quarantine/replay.js';
import { interruptible, streamNamed, type CommandDeps } from './command-hub.js';

const LEASE_MS = 60_000;

interface ExportOptions {
  readonly out: string;
  readonly reason?: string;
  readonly since?: string;
  readonly until?: string;
}

/** A date or an instant, as the store keeps it. */
function instant(text: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const time = new Date(day ? `${text}T00:00:00+08:00` : text);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('a date or an instant is expected: 2025-03-01');
  return storedInstant(time);
}

/** `tributary quarantine export|replay`: for whoever has the keys of the installation, which open what is sealed. */
export function quarantineCommand({ streams, now, say, withHub }: CommandDeps): Command {
  const command = new Command('quarantine').description('rows that were set aside');
  command
    .command('export <category>')
    .description('writes the rows as delivered, in the clear, for the department that must correct them')
    .requiredOption('--out <file>', 'CSV file to write; only you may read it')
    .option('--reason <reason>', 'only rows with this reason, e.g. ID_CHECK')
    .option('--since <time>', 'only rows set aside at this time or later', instant)
    .option('--until <time>', 'only rows set aside before this time', instant)
    .action(async (category: string, { out, ...selection }: ExportOptions) => {
      const stream = streamNamed(streams, category);
      const by = userInfo().username;
      const rows = await withHub((hub) => exportQuarantine({ ...hub, stream, by }, selection, out));
      say(
        `${rows} rows of ${category} are in ${out}: they hold personal data, delete it when it is done with`,
      );
    });
  command
    .command('replay [category]')
    .description('maps the rows again after a mapping was mended, and applies those that pass')
    .action(async (category?: string) => {
      const wanted = category === undefined ? streams : [streamNamed(streams, category)];
      await withHub((hub) =>
        interruptible(async (signal) => {
          for (const stream of wanted) {
            const deps = { ...hub, stream, now, leaseMs: LEASE_MS };
            const { read, quarantined } = await replayQuarantine(deps, signal);
            if (read > 0)
              say(`${stream.id}: ${read} read, ${read - quarantined} settled, ${quarantined} stay`);
          }
        }),
      );
    });
  return command;
}
