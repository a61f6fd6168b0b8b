import type { Logger } from 'pino';
import { createApiSource } from './api/source.js';
import { createDepartmentBudget, type DepartmentBudget, type DepartmentLimits } from './budget.js';
import { createFileSource } from './file/source.js';
import { createSoapSource } from './soap/source.js';
import type { DepartmentEndpoints, Source } from './source.js';
import type { Stream } from './stream.js';
import { createViewSource } from './view/source.js';

export interface OpenSourceDeps {
  readonly endpoints: Readonly<Record<string, DepartmentEndpoints>>;
  readonly logger: Logger;
  readonly now: () => Date;
  /** In place of what the catalogue allows each client; for benches and tests only. */
  readonly limits?: DepartmentLimits;
}

/** Opens the source that a stream declares; streams of one department share its rate budget. */
export function createOpenSource({
  endpoints,
  logger,
  now,
  limits,
}: OpenSourceDeps): (stream: Stream) => Source {
  const budgets = new Map<string, DepartmentBudget>();
  return (stream) => {
    const { department } = stream.category;
    const budget = budgets.get(department) ?? createDepartmentBudget(limits);
    budgets.set(department, budget);
    const deps = { stream, endpoints: endpoints[department] ?? {}, logger, budget, now };
    switch (stream.source.kind) {
      case 'view':
        return createViewSource(deps);
      case 'api':
        return createApiSource(deps);
      case 'file':
        return createFileSource(deps);
      case 'soap':
        return createSoapSource(deps);
    }
  };
}
