/** Every fault that can be switched on for a department. */
export const FAULTS = [
  'latency',
  'rate-limit',
  'server-error',
  'dropped-connection',
  'expired-token',
  'truncated-page',
  'no-flag',
  'wrong-checksum',
  're-sent',
  'out-of-order',
  'renamed-column',
  'missing-column',
  'changed-type',
  'mass-deletion',
  'clock-skew',
] as const;

/** A fault by its name. */
export type Fault = (typeof FAULTS)[number];

/** Faults after which a second try helps: on the way, not in the data. */
const ON_THE_WAY: readonly Fault[] = [
  'latency',
  'rate-limit',
  'server-error',
  'dropped-connection',
  'expired-token',
  'truncated-page',
];

/** Whether a fault changes what a department holds until it is switched off. */
export const changesData = (fault: Fault): boolean =>
  ['renamed-column', 'missing-column', 'changed-type', 'mass-deletion'].includes(fault);

/** A fault of one department. */
export interface DepartmentFault {
  readonly department: string;
  readonly fault: Fault;
}

/** Something that can be made to fail. */
export interface Faulty {
  /** Switches a fault on or off; nothing happens when the system cannot have it. */
  set(fault: Fault, on: boolean): void | Promise<void>;
}

/** Whether a text names a fault. */
export const isFault = (text: string): text is Fault => FAULTS.some((fault) => fault === text);

/**
 * Reads `department:fault,department:fault` or `all`, which means every fault of the way for every department.
 * @throws Error that says what is known
 */
export function parseFaults(text: string, departments: readonly string[]): DepartmentFault[] {
  if (text === '') return [];
  if (text === 'all')
    return departments.flatMap((department) => ON_THE_WAY.map((fault) => ({ department, fault })));
  return text.split(',').map((entry) => {
    const [department = '', fault = ''] = entry.trim().split(':');
    if (!departments.includes(department))
      throw new Error(`${department} is none of ${departments.join(', ')}`);
    if (!isFault(fault)) throw new Error(`${fault} is none of ${FAULTS.join(', ')}`);
    return { department, fault };
  });
}
