import { randomOf, type Random } from '../../sandbox/district/random.js';
import type { FaultControl } from '../../sandbox/fault/control.js';
import { changesData, FAULTS, type Fault } from '../../sandbox/fault/fault.js';

/** Faults that come and go at random in every department, the same for the same seed. */
export interface Weather {
  /** Draws anew which faults are on. */
  change(step: number): Promise<void>;
  /** Ends the faults that spoil data (time cannot pass with them), or all of them. */
  clear(which: 'data' | 'all'): Promise<void>;
  /** Steps during which a fault was on, over all departments. */
  readonly suffered: ReadonlyMap<Fault, number>;
}

/** Share of steps with a fault on: those that spoil data shut a stream, so there must be room between them. */
const shareOf = (fault: Fault): number => (changesData(fault) ? 0.15 : 0.4);

/** In an order of its own at each step: faults must bear one another. */
function shuffledFaults(random: Random): Fault[] {
  return FAULTS.map((fault) => ({ fault, place: random.real() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ fault }) => fault);
}

/** The weather over a sandbox's departments. */
export function createWeather(deps: {
  readonly control: FaultControl;
  readonly departments: readonly string[];
  readonly seed: number;
}): Weather {
  const { control, departments, seed } = deps;
  const suffered = new Map<Fault, number>(FAULTS.map((fault) => [fault, 0]));
  const isOn = (department: string, fault: Fault): boolean =>
    control.active()[department]?.includes(fault) ?? false;
  return {
    suffered,
    async change(step) {
      for (const department of departments) {
        const random = randomOf(seed, `weather ${department}`, step);
        for (const fault of shuffledFaults(random)) {
          const wanted = random.chance(shareOf(fault));
          if (wanted) suffered.set(fault, (suffered.get(fault) ?? 0) + 1);
          if (wanted !== isOn(department, fault)) await control.set({ department, fault }, wanted);
        }
      }
    },
    async clear(which) {
      for (const [department, faults] of Object.entries(control.active()))
        for (const fault of faults)
          if (which === 'all' || changesData(fault)) await control.set({ department, fault }, false);
    },
  };
}
