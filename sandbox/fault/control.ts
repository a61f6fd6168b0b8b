import { listenHttp, type HttpListener, type HttpReply } from '../systems/http-listener.js';
import { isFault, type DepartmentFault, type Fault, type Faulty } from './fault.js';

/** Switches the faults of all departments. */
export interface FaultControl {
  set(fault: DepartmentFault, on: boolean): Promise<void>;
  /** Faults that are on, by department. */
  active(): Record<string, Fault[]>;
}

/** @param systems what can fail, by department */
export function createFaultControl(systems: ReadonlyMap<string, readonly Faulty[]>): FaultControl {
  const on = new Map<string, Set<Fault>>();
  return {
    async set({ department, fault }, wanted) {
      const active = on.get(department) ?? new Set();
      on.set(department, active);
      if (wanted) active.add(fault);
      else active.delete(fault);
      for (const system of systems.get(department) ?? []) await system.set(fault, wanted);
    },
    active: () =>
      Object.fromEntries(
        [...on]
          .filter(([, faults]) => faults.size > 0)
          .map(([department, faults]) => [department, [...faults]]),
      ),
  };
}

const json = (status: number, content: object): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: `${JSON.stringify(content)}\n`,
});

/**
 * The control endpoint, on the loopback address only: `GET /faults`, `PUT` and `DELETE /faults/<department>/<fault>`,
 * `POST /advance?days=1`.
 */
export function createControlServer(deps: {
  readonly control: FaultControl;
  readonly departments: readonly string[];
  readonly advance: (days: number) => Promise<object>;
  readonly clock: () => Date;
  readonly port: number;
}): Promise<HttpListener> {
  const { control, departments, advance } = deps;
  return listenHttp({
    clock: deps.clock,
    port: deps.port,
    async handle({ method, url }) {
      const [, place, department = '', fault = ''] = url.pathname.split('/');
      if (place === 'advance' && method === 'POST') {
        const days = Number(url.searchParams.get('days') ?? 1);
        return advance(days).then(
          (summary) => json(200, summary),
          (error: unknown) => json(409, { error: error instanceof Error ? error.message : 'unknown' }),
        );
      }
      if (place !== 'faults') return json(404, { error: 'faults or advance is expected' });
      if (method === 'PUT' || method === 'DELETE') {
        if (!departments.includes(department) || !isFault(fault))
          return json(404, { error: 'a department and a fault are expected' });
        await control.set({ department, fault }, method === 'PUT');
      }
      return json(200, control.active());
    },
  });
}
