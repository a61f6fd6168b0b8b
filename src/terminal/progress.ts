import { MultiBar, Presets, type SingleBar } from 'cli-progress';

/** How far the refresh of one stream is. */
export interface ProgressState {
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** Part done, from 0 to 1; null when the delivery does not say how much it holds. */
  readonly share: number | null;
}

/** The progress of any number of streams, for whoever started them. */
export interface Progress {
  update(stream: string, state: ProgressState): void;
  /** The stream has ended, well or not; `summary` says how. */
  done(stream: string, summary: string): void;
  /** Leaves the terminal as it was; called once, at the end. */
  stop(): void;
}

/** Width of a stream's name in front of its bar. */
const NAME_WIDTH = 24;

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

function figures({ rows, rowsPerSecond }: ProgressState): string {
  return `${whole.format(rows)} rows, ${whole.format(rowsPerSecond)} rows/s`;
}

function bars(stream: NodeJS.WriteStream): Progress {
  const options = {
    stream,
    format: '{name} {bar} {percentage}% {figures}',
    hideCursor: true,
    clearOnComplete: false,
    gracefulExit: false,
  };
  const screen = new MultiBar(options, Presets.shades_classic);
  const byStream = new Map<string, SingleBar>();

  function barOf(name: string): SingleBar {
    const known = byStream.get(name);
    if (known) return known;
    const bar = screen.create(100, 0, { name: name.padEnd(NAME_WIDTH), figures: '' });
    byStream.set(name, bar);
    return bar;
  }

  return {
    update(name, state) {
      barOf(name).update(Math.round((state.share ?? 0) * 100), { figures: figures(state) });
    },
    done(name, summary) {
      barOf(name).update({ figures: summary });
      barOf(name).stop();
    },
    stop: () => screen.stop(),
  };
}

/** A line per tenth of a delivery: a log that somebody reads later needs no more. */
function lines(stream: NodeJS.WriteStream): Progress {
  const tenths = new Map<string, number>();
  return {
    update(name, state) {
      const tenth = Math.floor((state.share ?? 0) * 10);
      if (tenth <= (tenths.get(name) ?? -1)) return;
      tenths.set(name, tenth);
      const share = state.share === null ? '' : `${Math.round(state.share * 100)}%, `;
      stream.write(`${name}: ${share}${figures(state)}\n`);
    },
    done: (name, summary) => void stream.write(`${name}: ${summary}\n`),
    stop: () => {},
  };
}

/** Shows progress as bars in a terminal, as plain lines elsewhere. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? bars(stream) : lines(stream);
}
