import { createGraph, type Graph } from '../../src/graph/graph.js';
import { createInProcessWakeUps } from '../../src/queue/in-process/wake-up.js';
import { ask } from '../graph/asking.js';
import { stores, type TestStore } from '../support/stores.js';
import {
  catalog,
  FIRM,
  openParcelDesk,
  parcel,
  parcels,
  PERSONS,
  TODAY,
  vault,
  type ParcelDesk,
} from './parcel-desk.js';

describe.each(stores)('alerts of the %s store in the graph', (_name, open) => {
  let opened: TestStore;
  let desk: ParcelDesk;
  let graph: Graph;
  let enqueued: (readonly string[])[];
  beforeEach(async () => {
    opened = await open(catalog);
    desk = await openParcelDesk(opened.store);
    enqueued = [];
    graph = await createGraph({
      catalog,
      store: opened.store,
      vault,
      streams: [parcels],
      wakeUps: createInProcessWakeUps(),
      refresh: async () => undefined,
      desk,
      compare: async (modules) => void enqueued.push(modules),
      now: () => new Date(`${TODAY}T04:00:00Z`),
    });
    await desk.deliver([
      parcel({ no: 'A', version: 1, amount: '1500.00' }),
      parcel({ no: 'B', version: 2, person: PERSONS[1], amount: '200.25' }),
      parcel({ no: 'C', version: 3, person: PERSONS[2], amount: '1.00', active: false }),
    ]);
    await desk.run();
  });
  afterEach(async () => {
    await desk.close();
    await opened.remove();
  });

  const idOf = async (filter: string) => {
    const answer = await ask(graph, `{ alerts(filter: ${filter}) { nodes { id } } }`);
    return String(answer.at('alerts.nodes.0.id'));
  };
  const red = () => idOf('{ severity: { eq: RED } }');

  test('are filtered by module, severity, status, department, subject, period and amount, and paged', async () => {
    const found = async (filter: string, role: 'viewer' | 'analyst' = 'analyst') => {
      const answer = await ask(
        graph,
        `{ alerts(filter: ${filter}, orderBy: [{ field: amount, direction: DESC }]) { totalCount nodes { amount } } }`,
        role,
      );
      return answer.codes.length > 0 ? answer.codes : answer.at('alerts.nodes.*.amount');
    };
    expect(await found('{ module: { eq: "costly-parcel" } }')).toEqual(['1500.00', '200.25']);
    expect(await found('{ severity: { in: [RED, BLUE] } }')).toEqual(['1500.00', '0.00']);
    expect(await found('{ departments: { eq: "other-department" } }')).toHaveLength(3);
    expect(await found('{ period: { eq: "2025-03" }, amount: { lt: "1000" } }')).toEqual(['200.25']);
    expect(await found(`{ subjects: { citizenId: { eq: "${PERSONS[1]}" } } }`)).toEqual(['200.25']);
    expect(await found(`{ subjects: { uscc: { eq: "${FIRM}" } } }`)).toEqual(['0.00']);
    expect(await found('{ status: { eq: CONFIRMED } }')).toEqual([]);
    expect(await found(`{ subjects: { citizenId: { eq: "${PERSONS[1]}" } } }`, 'viewer')).toEqual([
      'FIELD_FORBIDDEN',
    ]);
    const page = await ask(
      graph,
      '{ alerts(first: 2, orderBy: [{ field: amount }]) { nodes { amount } pageInfo { hasNextPage endCursor } } }',
    );
    const next = await ask(
      graph,
      `{ alerts(first: 2, after: "${String(page.at('alerts.pageInfo.endCursor'))}", orderBy: [{ field: amount }]) { nodes { amount } } }`,
    );
    expect([page.at('alerts.nodes.*.amount'), next.at('alerts.nodes.*.amount')]).toEqual([
      ['0.00', '200.25'],
      ['1500.00'],
    ]);
  });

  test('show evidence, subjects and reasons in the clear to analysts and masked to viewers', async () => {
    const query = `{ alert(id: "${await red()}") {
      severity status amount judgedDate period division departments
      subjects { kind subject citizenId person { citizenId } }
      facts { name value } parameters { name value } testedInFavour { en }
      freshness { category watermark } version { number status } comparison { id zh serves }
      evidence { category department delivery position asOf replaced values { field value } }
      events { from to by } } }`;
    const clear = await ask(graph, query, 'analyst');
    expect(clear.codes).toEqual([]);
    expect(clear.at('alert')).toMatchObject({
      severity: 'RED',
      status: 'OPEN',
      amount: '1500.00',
      period: '2025-03',
      departments: ['test-department', 'other-department'],
      subjects: [{ kind: 'person', citizenId: PERSONS[0], person: { citizenId: PERSONS[0] } }],
      facts: [
        { name: 'parcels', value: '1' },
        { name: 'dearest', value: '1500.00' },
      ],
      parameters: [
        { name: 'limit', value: '100.00' },
        { name: 'redAbove', value: '1000.00' },
      ],
      testedInFavour: [{ en: 'small amounts' }],
      freshness: [{ category: 'test-parcel', watermark: '2025-03-10T08:00:00+08:00' }],
      version: { number: 1, status: 'LIVE' },
      comparison: { id: 'costly-parcel', serves: ['test-department', 'other-department'] },
      events: [{ from: null, to: 'OPEN', by: 'comparison' }],
    });
    expect(clear.at('alert.evidence')).toEqual([
      {
        category: 'test-parcel',
        department: 'test-department',
        delivery: 'd0',
        position: '1',
        asOf: TODAY,
        replaced: false,
        values: [
          { field: 'parcelNo', value: 'A' },
          { field: 'citizenId', value: PERSONS[0] },
          { field: 'unitUscc', value: FIRM },
          { field: 'amount', value: '1500.00' },
          { field: 'date', value: '2025-03-01' },
          { field: 'holders.0.holderKind', value: 'ENTERPRISE' },
          { field: 'holders.0.holderId', value: FIRM },
          { field: 'holders.0.shareRatio', value: '1.000000' },
        ],
      },
    ]);
    const masked = await ask(graph, query, 'viewer');
    expect(masked.at('alert.subjects.0.citizenId')).toBe('190102********0015');
    expect(JSON.stringify(masked.data)).not.toContain(PERSONS[0]);
    expect(JSON.stringify(masked.data)).not.toContain('1.000000');
  });

  test('hide figures that are no numbers from viewers', async () => {
    const query = '{ alerts(filter: { severity: { eq: BLUE } }) { nodes { facts { name value } } } }';
    const fact = async (role: 'viewer' | 'analyst') =>
      (await ask(graph, query, role)).at('alerts.nodes.0.facts.0.value');
    expect([await fact('viewer'), await fact('analyst')]).toEqual(['***', '2025-03-02']);
  });

  test('hang on persons and organizations, and are found by their global id', async () => {
    const answer = await ask(
      graph,
      `{ person(citizenId: "${PERSONS[0]}") { alerts { totalCount nodes { amount } } }
         organization(uscc: "${FIRM}") { alerts(filter: { severity: { eq: RED } }) { totalCount } }
         node(id: "${await red()}") { id ... on Alert { amount } } }`,
    );
    expect(answer.data).toMatchObject({
      person: { alerts: { totalCount: 1, nodes: [{ amount: '1500.00' }] } },
      organization: { alerts: { totalCount: 0 } },
      node: { amount: '1500.00' },
    });
  });

  test('are counted and added up by any of their properties', async () => {
    const groups = async (groupBy: string, fields: string, filter = '{}') =>
      (
        await ask(
          graph,
          `{ alertAggregate(groupBy: [${groupBy}], filter: ${filter}) { ${fields} count amount } }`,
        )
      ).at('alertAggregate');
    expect(await groups('MODULE, SEVERITY', 'module severity')).toEqual([
      { module: 'costly-parcel', severity: 'RED', count: 1, amount: '1500.00' },
      { module: 'costly-parcel', severity: 'YELLOW', count: 1, amount: '200.25' },
      { module: 'idle-parcel', severity: 'BLUE', count: 1, amount: '0.00' },
    ]);
    expect(await groups('DEPARTMENT', 'department', '{ amount: { gt: "0" } }')).toEqual([
      { department: 'other-department', count: 2, amount: '1700.25' },
      { department: 'test-department', count: 2, amount: '1700.25' },
    ]);
    expect(await groups('', '')).toEqual([{ count: 3, amount: '1700.25' }]);
    expect(await groups('SUBJECT, STATUS', 'subject status')).toHaveLength(4);
  });

  test('are acted on by analysts and operators, not by viewers; every act is attributed', async () => {
    const id = await red();
    const act = (mutation: string, role: 'viewer' | 'analyst' | 'operator') =>
      ask(graph, `mutation { ${mutation} }`, role);
    const resolve = `resolveAlert(id: "${id}", decision: FALSE_POSITIVE, reason: "张三已核实") { status }`;
    for (const mutation of [
      resolve,
      `triageAlert(id: "${id}") { status }`,
      `assignAlert(id: "${id}", assignee: "wang") { status }`,
      'suppress(module: "costly-parcel", reason: "r", expires: "2025-04-01") { id }',
      'runComparison(ids: ["costly-parcel"]) { id }',
      'activateComparison(id: "costly-parcel", version: 1) { number }',
    ])
      expect((await act(mutation, 'viewer')).codes).toEqual(['FORBIDDEN']);
    expect((await act(`triageAlert(id: "${id}") { status }`, 'operator')).at('triageAlert.status')).toBe(
      'TRIAGED',
    );
    expect(
      (await act(`assignAlert(id: "${id}", assignee: "wang") { status assignee }`, 'operator')).data,
    ).toEqual({ assignAlert: { status: 'ASSIGNED', assignee: 'wang' } });
    expect((await act(resolve, 'analyst')).at('resolveAlert.status')).toBe('FALSE_POSITIVE');
    expect((await act(resolve, 'analyst')).codes).toEqual(['ALERT_TRANSITION']);
    const events = `{ alert(id: "${id}") { events { from to reason } } }`;
    expect((await ask(graph, events, 'analyst')).at('alert.events.3')).toEqual({
      from: 'ASSIGNED',
      to: 'FALSE_POSITIVE',
      reason: '张三已核实',
    });
    expect((await ask(graph, events, 'viewer')).at('alert.events.3.reason')).toBeNull();
  });

  test('are suppressed with a reason and an end', async () => {
    const answer = await ask(
      graph,
      'mutation { suppress(module: "costly-parcel", reason: "试点", expires: "2025-04-01") { alerts } }',
    );
    expect(answer.at('suppress.alerts')).toBe(2);
    const told = '{ suppressions { module subject reason expires } }';
    const suppression = { module: 'costly-parcel', subject: null, expires: '2025-04-01' };
    expect((await ask(graph, told)).at('suppressions')).toEqual([{ ...suppression, reason: '试点' }]);
    expect((await ask(graph, told, 'viewer')).at('suppressions')).toEqual([{ ...suppression, reason: null }]);
    const unknown = await ask(
      graph,
      'mutation { suppress(module: "nothing", reason: "r", expires: "2025-04-01") { id } }',
    );
    expect(unknown.codes).toEqual(['COMPARISON_UNKNOWN']);
  });

  test('a comparison tells its parameters, versions, confirmed rate and last runs', async () => {
    await ask(
      graph,
      `mutation { resolveAlert(id: "${await red()}", decision: CONFIRMED) { id } }`,
      'operator',
    );
    const answer = await ask(
      graph,
      `{ comparison(id: "costly-parcel") { zh no reads { category fields } parameters { name unit value }
         versions { number status confirmedRate decisions { confirmed falsePositive } }
         lastRuns(first: 1) { status findings raised reasons { code } } } comparisons { id } }`,
      'viewer',
    );
    expect(answer.codes).toEqual([]);
    expect(answer.data).toMatchObject({
      comparison: {
        no: 'M99',
        parameters: [
          { name: 'limit', unit: 'yuan', value: '100.00' },
          { name: 'redAbove', unit: 'yuan', value: '1000.00' },
        ],
        versions: [{ number: 1, status: 'LIVE', confirmedRate: 1, decisions: { confirmed: 1 } }],
        lastRuns: [{ status: 'EVALUATED', findings: 2, raised: 2, reasons: [] }],
      },
      comparisons: [{ id: 'costly-parcel' }, { id: 'idle-parcel' }],
    });
    const run = await ask(graph, 'mutation { runComparison(ids: ["idle-parcel"]) { id } }', 'operator');
    expect([run.codes, enqueued]).toEqual([[], [['idle-parcel']]]);
  });
});
