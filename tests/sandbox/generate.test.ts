import { catalogue } from '../../sandbox/catalogue/catalogue.js';
import { streams } from '../../connectors/index.js';
import { generateDistrict } from '../../sandbox/generate.js';
import { keyOf } from '../../sandbox/render/planter.js';
import { scenarios } from '../../sandbox/scenario/list.js';
import { play } from '../../sandbox/scenario/stage.js';
import { layout } from '../../sandbox/layout.js';
import { readSummary, showcaseOrganization, type Summary } from '../../sandbox/summary.js';
import { freshFolder, type FreshFolder } from '../support/fresh.js';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { contents, deliveredRows, fileNames, streamOf, verdicts, type DeliveredRow } from './delivered.js';

const ASOF = '2025-03-04';
const RESIDENTS = 2000;

const truthSchema = z.object({
  quirks: z.array(
    z.object({ category: z.string(), quirk: z.string(), rows: z.number(), keys: z.array(z.string()) }),
  ),
});

describe('the generator of the sandbox', () => {
  let folder: FreshFolder;
  let other: FreshFolder;
  let summary: Summary;
  beforeAll(async () => {
    folder = await freshFolder();
    other = await freshFolder();
    summary = await generateDistrict({ directory: folder.path, residents: RESIDENTS, seed: 7, asof: ASOF });
  });
  afterAll(async () => {
    await folder.remove();
    await other.remove();
  });

  const rowsOf = (id: string): Promise<DeliveredRow[]> => deliveredRows(folder.path, streamOf(id));
  const live = async (id: string) =>
    (await rowsOf(id)).filter(({ deleted }) => !deleted).map(({ values }) => values);
  const planted = async (category: string, quirk: string) => {
    const truth = truthSchema.parse(JSON.parse(await readFile(layout(folder.path).truth, 'utf8')));
    return truth.quirks.find((entry) => entry.category === category && entry.quirk === quirk)?.rows ?? 0;
  };

  /** Quirks that spoil rows, by the verdict of whoever reads them. */
  function spoiling(id: string): [verdict: string, quirk: string][] {
    const spec = catalogue.find((candidate) => candidate.id === id);
    const reasons: Record<string, string> = {
      IDCHECK: 'ID_CHECK',
      USCCCHECK: 'USCC_CHECK',
      KEYNULL: 'KEY_NULL',
      USCCOLD: 'USCC_OLD_FORM',
      DATEBAD: 'DATE_INVALID',
    };
    return (spec?.quirks ?? [])
      .filter(({ outcome }) => outcome === 'quarantine')
      .flatMap(({ id: quirk, fields }) =>
        fields.map((name): [string, string] => {
          const type = spec?.fields.find(({ as }) => as === name)?.type;
          const reason = quirk === 'SCI' ? (type === 'citizenId' ? 'ID_FORMAT' : 'PATTERN') : reasons[quirk];
          return [`${reason} ${name}`, quirk];
        }),
      );
  }

  test('the same seed gives the same bytes, another seed does not', async () => {
    const first = await contents(folder.path);
    await generateDistrict({ directory: other.path, residents: RESIDENTS, seed: 7, asof: ASOF });
    const same = await contents(other.path);
    expect([...same.keys()]).toEqual([...first.keys()]);
    for (const [path, bytes] of first) expect([path, same.get(path)?.equals(bytes)]).toEqual([path, true]);

    await generateDistrict({ directory: other.path, residents: RESIDENTS, seed: 8, asof: ASOF });
    const different = await contents(other.path);
    for (const path of ['qzk.sqlite', 'services.sqlite', 'truth.json'])
      expect(different.get(path)?.equals(first.get(path) ?? Buffer.alloc(0))).toBe(false);
  });

  test('the hub sets aside the rows that a quirk spoils, and accepts every other one', async () => {
    for (const stream of streams.filter(({ id }) => (summary.rows[id] ?? 0) > 0)) {
      const { accepted, ...rejected } = await verdicts(folder.path, stream, ASOF);
      const expected = spoiling(stream.id).map(async ([verdict, quirk]) => [
        verdict,
        await planted(stream.id, quirk),
      ]);
      const shown = (await Promise.all(expected)).filter(([, rows]) => rows !== 0);
      expect([stream.id, rejected]).toEqual([stream.id, Object.fromEntries(shown)]);
      expect(accepted).toBeGreaterThan(0);
    }
  });

  test('every quirk that can be seen in rows is there, at about its rate', async () => {
    const rates: readonly (readonly [string, string, number])[] = [
      ['household-resident', 'MIDDOT', 0.004],
      ['household-resident', 'PUANAME', 0.0005],
      ['household-resident', 'DATEZERO', 0.6],
      ['social-assistance', 'DATEEND', 0.7],
      ['social-assistance', 'IDX', 0.02],
      ['social-assistance', 'TRIM', 0.03],
      ['social-assistance', 'REVIVE', 0.002],
      ['care-home-attendance', 'UTC', 0.1],
      ['care-home-attendance', 'DUPKEY', 0.005],
      ['care-home-attendance', 'LATECORR', 0.01],
      ['care-home-attendance', 'RARENAME', 0.001],
      ['bed-subsidy-claim', 'THOUSANDS', 0.2],
      ['bed-subsidy-claim', 'CODETEXT', 0.05],
      ['bed-subsidy-claim', 'IDX', 0.03],
      ['bed-subsidy-claim', 'IDCHECK', 0.001],
      ['inpatient-stay', 'IDX', 0.02],
      ['inpatient-stay', 'IDCHECK', 0.001],
      ['inpatient-stay', 'DATEZERO', 0.01],
      ['enterprise-registration', 'HTML', 0.003],
      ['enterprise-registration', 'KEYNULL', 0.0005],
      ['enterprise-registration', 'USCCCHECK', 0.001],
      ['tax-summary', 'NULLTOKEN', 0.6],
      ['tax-summary', 'PAREN', 0.005],
      ['tax-summary', 'THOUSANDS', 0.3],
      ['tax-summary', 'USCCOLD', 0.003],
      ['property-unit', 'SHARE', 0.1],
      ['property-unit', 'UNITSUFFIX', 0.02],
      ['property-unit', 'ID15', 0.04],
      ['property-unit', 'USCCOLD', 0.005],
      ['public-rental', 'EXCELSERIAL', 0.3],
      ['public-rental', 'FILLDOWN', 0.65],
      ['public-rental', 'TOTALROW', 0],
      ['public-rental', 'SCI', 0.001],
    ];
    for (const [category, quirk, rate] of rates) {
      const expected = rate * (summary.rows[category] ?? 0);
      const rows = await planted(category, quirk);
      expect([category, quirk, rows > 0, rows <= expected * 1.5 + 5, rows >= expected * 0.6 - 5]).toEqual([category, quirk, true, true, true]); // prettier-ignore
    }
  });

  test('volumes are those of the catalogue for the number of residents, but for what was planted', () => {
    const played = play(scenarios, { residents: RESIDENTS, seed: 7, asof: ASOF, catalogue });
    const specOf = (id: string) => {
      const spec = catalogue.find((candidate) => candidate.id === id);
      if (!spec) throw new Error(`no ${id}`);
      return spec;
    };
    const million: Record<string, number> = {
      'household-resident': 1_100_000,
      'social-assistance': 25_000,
      'care-home-attendance': 4_400_000,
      'bed-subsidy-claim': 144_000,
      'inpatient-stay': 360_000,
      'enterprise-registration': 120_000,
      'tax-summary': 3_000_000,
      'property-unit': 600_000,
      'public-rental': 15_000,
    };
    for (const [category, rows] of Object.entries(million)) {
      const added = new Set(played.rows(category).map(({ values }) => keyOf(specOf(category))(values))).size;
      const share = ((summary.rows[category] ?? 0) - added) / ((rows * RESIDENTS) / 1_000_000);
      expect([category, share > 0.85 && share < 1.15]).toEqual([category, true]);
    }
  });

  test('what the departments say of persons and firms fits together', async () => {
    const residents = new Map((await live('household-resident')).map((row) => [row['sfzh'], row['xm']]));
    const ids = [
      ...(await live('care-home-attendance')).map((row) => row['idNo']),
      ...(await live('public-rental'))
        .map((row) => row['成员身份证号'])
        .filter((id) => typeof id === 'string'),
      ...(await live('enterprise-registration')).map((row) => row['legalRepIdNo'] ?? null),
    ].filter((id) => id !== null);
    expect(ids.filter((id) => !residents.has(id))).toEqual([]);
    const stayed = (await live('inpatient-stay')).map((row) => String(row['sfzh']).replace(/[xＸ]$/, 'X'));
    expect(stayed.filter((id) => !residents.has(id))).toHaveLength(
      await planted('inpatient-stay', 'IDCHECK'),
    );

    const attended = new Set((await live('care-home-attendance')).map((row) => `${row['homeUscc']} ${row['residentName']} ${String(row['attDate']).slice(0, 7)}`)); // prettier-ignore
    const claims = (await live('bed-subsidy-claim')).map((row) => `${row['机构信用代码']} ${row['入住人姓名']} ${row['申报月份']}`); // prettier-ignore
    // What is planted outside the background is wrong on purpose.
    const isPlanted = (text: string): boolean => text.slice(8, 10) === 'MX';
    expect(claims.filter((claim) => !isPlanted(claim) && !attended.has(claim))).toEqual([]);
    const firms = new Set((await live('enterprise-registration')).map((row) => row['uscc']));
    const employers = (await live('tax-summary')).map((row) => row['扣缴单位信用代码']).filter((code) => code !== null && code !== '-'); // prettier-ignore
    const unknown = new Set(employers.filter((code) => !isPlanted(String(code)) && !firms.has(code)));
    expect(unknown.size).toBeLessThanOrEqual(await planted('enterprise-registration', 'USCCCHECK'));
  });

  test('one organization leads to rows of seven departments', async () => {
    const home = await showcaseOrganization(folder.path);
    const registered = (await live('enterprise-registration')).filter((row) => row['uscc'] === home);
    const attendance = (await live('care-home-attendance')).filter((row) => row['homeUscc'] === home);
    const claims = (await live('bed-subsidy-claim')).filter((row) => row['机构信用代码'] === home);
    const taxes = (await live('tax-summary')).filter((row) => row['纳税人识别号'] === home);
    const owned = (await live('property-unit')).filter((row) => JSON.stringify(row).includes(home));
    const residents = new Set(attendance.map((row) => row['idNo']));
    const stays = (await live('inpatient-stay')).filter((row) => residents.has(row['sfzh']));
    const households = (await live('household-resident')).filter((row) => residents.has(row['sfzh']));
    const rentals = (await live('public-rental')).filter((row) => residents.has(row['成员身份证号']));
    const assisted = (await live('social-assistance')).filter((row) => row['gyjgdm'] === home);
    expect(registered).toHaveLength(1);
    expect(taxes).toHaveLength(23);
    expect(households).toHaveLength(residents.size);
    for (const rows of [attendance, claims, owned, stays, rentals, assisted])
      expect(rows.length).toBeGreaterThan(0);
  });

  test('nothing lies in the future of the present moment', async () => {
    expect(await readSummary(folder.path)).toMatchObject({
      asof: ASOF,
      now: '2025-03-04T00:00:00.000Z',
      live: false,
    });
    for (const stream of streams.filter(({ source }) => source.kind !== 'file'))
      for (const { stamp } of await rowsOf(stream.id))
        if (stamp !== null) expect(stamp <= `${ASOF} 08:00:00`).toBe(true);
  });

  test('a full file stands before the file of changes of the newest month', async () => {
    const names = (await fileNames(folder.path))
      .filter((name) => /^(MZ_CWBT|SW_SBZY|ZJ_GZF).*ok$/.test(name))
      .sort();
    expect(names).toEqual([
      'MZ_CWBT_20241231_QL_01.ok',
      'MZ_CWBT_20250131_ZL_01.ok',
      'SW_SBZY_20241231_QL_01.ok',
      'SW_SBZY_20250131_ZL_01.ok',
      'ZJ_GZF_20250131_QL_01.ok',
    ]);
    const changes = (await rowsOf('tax-summary')).map(({ change }) => change);
    expect(new Set(changes)).toEqual(new Set([null, 'U', 'D', 'I']));
  });

  test('too few residents and an impossible day are refused', async () => {
    const make = (residents: number, asof: string) =>
      generateDistrict({ directory: other.path, residents, seed: 1, asof });
    await expect(make(10, ASOF)).rejects.toThrow('at least 200');
    await expect(make(RESIDENTS, '2025-02-30')).rejects.toThrow('2025-02-30');
  });
});
