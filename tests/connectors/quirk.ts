import type { Stream } from '../../src/sources/stream.js';
import type { Delivered } from '../support/delivering.js';
import { openDepartments, type Departments } from '../support/department.js';
import type { EventQuirk, Fixture, ValueQuirk, Variation } from './standard.js';

interface Trial {
  readonly departments: Departments;
  readonly stream: Stream;
  readonly first: Delivered;
  readonly canonical: Readonly<Record<string, unknown>>;
  readonly change: Variation;
}

const refreshed = async ({ departments, stream }: Trial, rows: readonly Delivered[]) => {
  await departments.deliver(stream.id, rows);
  return departments.refresh(stream.id);
};

const held = ({ departments, stream }: Trial) => departments.rows(stream.id);

const columnsOf = ({ stream }: Trial): string[] => stream.mappings.map(({ name }) => name);

/** The same key twice in one delivery, in whatever way the department delivers. */
async function deliverTwice(trial: Trial, rows: readonly Delivered[]): Promise<void> {
  const { departments, stream } = trial;
  if (stream.source.kind === 'file') return departments.deliver(stream.id, rows);
  departments.put(
    stream.id,
    rows.map((body, at) => ({ key: String(at), body })),
  );
}

/** Quirks that are no value: what happens, and what must come of it. */
const EVENTS: Readonly<Record<string, (trial: Trial) => Promise<void>>> = {
  async DUPKEY(trial) {
    const { departments, stream, first, canonical, change } = trial;
    await deliverTwice(trial, [first, { ...first, ...change.delivered }]);
    const { counts } = await departments.refresh(stream.id);
    expect(counts).toMatchObject({ read: 2, written: 1, superseded: 1 });
    expect(await held(trial)).toMatchObject([{ ...canonical, ...change.canonical }]);
  },
  async LATECORR(trial) {
    const { first, canonical, change } = trial;
    await refreshed(trial, [first]);
    const [before] = await held(trial);
    const { counts } = await refreshed(trial, [{ ...first, ...change.delivered }]);
    expect(counts).toMatchObject({ written: 1 });
    expect(await held(trial)).toMatchObject([{ ...canonical, ...change.canonical, id: before?.['id'] }]);
  },
  async ORPHAN(trial) {
    // Nothing that the row refers to is there.
    expect((await refreshed(trial, [trial.first])).counts).toMatchObject({ read: 1, written: 1 });
    expect(await held(trial)).toMatchObject([trial.canonical]);
  },
  async REVIVE(trial) {
    const { departments, stream, first, canonical } = trial;
    await refreshed(trial, [first]);
    await departments.deliver(stream.id, [first], { deleted: true });
    await departments.refresh(stream.id);
    expect(await held(trial)).toEqual([]);
    await refreshed(trial, [first]);
    expect(await held(trial)).toMatchObject([canonical]);
  },
  async WITHDRAWN(trial) {
    const { departments, stream, first } = trial;
    await refreshed(trial, [first]);
    await departments.deliver(stream.id, [first], { deleted: true });
    expect((await departments.refresh(stream.id)).counts).toMatchObject({ deleted: 1 });
    expect(await held(trial)).toEqual([]);
  },
  async RELOAD(trial) {
    const { departments, first } = trial;
    await refreshed(trial, [first]);
    const before = await held(trial);
    expect((await refreshed(trial, [first])).counts).toMatchObject({ read: 1, written: 0, unchanged: 1 });
    expect(await held(trial)).toEqual(before);
    expect(await departments.feed()).toHaveLength(1);
  },
  async EMPTY(trial) {
    const { departments, first, canonical } = trial;
    const watermark = async () =>
      (await departments.store.query<{ watermark: string }>('SELECT watermark FROM stream_state'))[0]
        ?.watermark;
    await refreshed(trial, [first]);
    const before = await watermark();
    expect(await refreshed(trial, [])).toMatchObject({ status: 'succeeded', counts: { read: 0 } });
    expect(await held(trial)).toMatchObject([canonical]);
    expect(String(await watermark()) > String(before)).toBe(true);
  },
  async BOM(trial) {
    await refreshed(trial, [trial.first]);
    expect(await held(trial)).toMatchObject([trial.canonical]);
  },
  async COLORDER(trial) {
    const { departments, stream, first, canonical } = trial;
    await departments.deliver(stream.id, [first], { columns: columnsOf(trial).toReversed() });
    await departments.refresh(stream.id);
    expect(await held(trial)).toMatchObject([canonical]);
  },
  async EXTRACOL(trial) {
    const { departments, stream, first, canonical } = trial;
    const columns = ['序列', ...columnsOf(trial)];
    await departments.deliver(stream.id, [{ ...first, 序列: '1' }], { columns });
    expect(await departments.refresh(stream.id)).toMatchObject({ status: 'succeeded' });
    expect(await held(trial)).toMatchObject([canonical]);
  },
};

async function tryValue(trial: Trial, quirk: ValueQuirk): Promise<void> {
  const { departments, stream, first, canonical } = trial;
  const { counts } = await refreshed(trial, [{ ...first, ...quirk.delivered }]);
  if ('quarantined' in quirk) {
    expect(counts).toMatchObject({ read: 1, written: 0, quarantined: 1 });
    expect(await departments.quarantine()).toEqual([{ reason: quirk.quarantined, field: quirk.field }]);
    expect(await departments.rows(stream.id)).toEqual([]);
    return;
  }
  expect(await departments.quarantine()).toEqual([]);
  expect(await held(trial)).toMatchObject([{ ...canonical, ...quirk.canonical }]);
  expect(await departments.warnings()).toEqual(quirk.warning === undefined ? null : { [quirk.warning]: 1 });
}

/** The quirks of one stream as its fixture shows them, each through the real source. */
export function quirkSuite(stream: Stream, fixture: Fixture): void {
  const [first, canonical] = [fixture.delivered[0], fixture.canonical[0]];
  const change = fixture.change;
  if (!first || !canonical || !change) throw new Error(`the fixture of ${stream.id} has no row or no change`);

  const trying = async (attempt: (trial: Trial) => Promise<void>): Promise<void> => {
    const departments = await openDepartments(undefined, { streams: [stream] });
    try {
      await attempt({ departments, stream, first, canonical, change });
    } finally {
      await departments.close();
    }
  };
  const values = (fixture.quirks ?? []).filter((quirk): quirk is ValueQuirk => 'quirk' in quirk);
  const events = (fixture.quirks ?? []).filter((quirk): quirk is EventQuirk => 'event' in quirk);
  const title = ({ quirk, field, ...rest }: ValueQuirk): string =>
    `${quirk}: ${field} ${'quarantined' in rest ? 'sets the row aside' : 'comes out as the catalogue says'}`;

  for (const quirk of values) test(title(quirk), () => trying((trial) => tryValue(trial, quirk)));
  for (const { event } of events) {
    const attempt = EVENTS[event];
    if (!attempt) throw new Error(`nobody knows how to show ${event}`);
    test(event, () => trying(attempt));
  }
}
