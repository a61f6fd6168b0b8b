import { createHash, timingSafeEqual } from 'node:crypto';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Sensitivity } from '../catalog/field.js';
import { ConfigError } from '../errors.js';

/** Who asks, with what all of the caller's roles together allow. */
export interface Caller {
  readonly name: string;
  readonly roles: readonly string[];
  /** Sensitivities shown in the clear besides `public` and `internal`. */
  readonly unmask: ReadonlySet<Sensitivity>;
  /** May start refreshes. */
  readonly operate: boolean;
  /** May run comparisons and decide about alerts. */
  readonly decide: boolean;
  /** May read quarantined rows as they were delivered. */
  readonly quarantine: boolean;
}

/** Roles and tokens of the installation. */
export interface Policy {
  /** The caller behind a bearer token; takes the same time whichever token it is. */
  authenticate(token: string): Caller | null;
  /** Adds a token that is not in the policy file. @throws ConfigError `POLICY_INVALID` for an unknown role */
  addToken(token: string, roles: readonly string[], name?: string): void;
}

const roleSchema = z.strictObject({
  unmask: z.array(z.enum(['personal', 'sensitive'])).default([]),
  operate: z.boolean().default(false),
  decide: z.boolean().default(false),
  quarantine: z.boolean().default(false),
});
type Role = z.infer<typeof roleSchema>;

const policySchema = z.strictObject({
  roles: z.record(z.string(), roleSchema).default({}),
  tokens: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the token, 64 lower-case hex digits'),
        roles: z.array(z.string()).min(1),
      }),
    )
    .default([]),
});

const DEFAULT_ROLES: Readonly<Record<string, Role>> = {
  viewer: { unmask: [], operate: false, decide: false, quarantine: false },
  analyst: { unmask: ['personal', 'sensitive'], operate: false, decide: true, quarantine: false },
  operator: { unmask: [], operate: true, decide: true, quarantine: false },
  admin: { unmask: ['personal', 'sensitive'], operate: true, decide: true, quarantine: true },
};

const invalid = (faults: readonly string[]): ConfigError =>
  new ConfigError('POLICY_INVALID', `correct the policy file: ${faults.join('; ')}`);

function read(text: string): z.infer<typeof policySchema> {
  let document: unknown;
  try {
    document = parse(text) ?? {};
  } catch {
    throw invalid(['it is not YAML']);
  }
  const result = policySchema.safeParse(document);
  if (result.success) return result.data;
  throw invalid(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}

const digestOf = (token: string) => createHash('sha256').update(token).digest();

function callerOf(name: string, names: readonly string[], roles: Readonly<Record<string, Role>>): Caller {
  const unknown = names.filter((role) => !Object.hasOwn(roles, role));
  if (unknown.length > 0) throw invalid([`token ${name} has unknown roles: ${unknown.join(', ')}`]);
  const held = names.flatMap((role) => roles[role] ?? []);
  return {
    name,
    roles: names,
    unmask: new Set(held.flatMap((role) => role.unmask)),
    operate: held.some((role) => role.operate),
    decide: held.some((role) => role.decide),
    quarantine: held.some((role) => role.quarantine),
  };
}

/**
 * Reads a policy file (YAML: `roles`, `tokens`). The roles viewer, analyst, operator and admin exist
 * unless the file redefines them; without a file there are no tokens.
 * @throws ConfigError `POLICY_INVALID` that names every fault
 */
export function loadPolicy(text: string | undefined): Policy {
  const document = read(text ?? '');
  const roles = { ...DEFAULT_ROLES, ...document.roles };
  const tokens = document.tokens.map((token) => ({
    digest: Buffer.from(token.sha256, 'hex'),
    caller: callerOf(token.name, token.roles, roles),
  }));
  return {
    authenticate(token) {
      const digest = digestOf(token);
      let found: Caller | null = null;
      // No early exit: the time taken must not tell which token it was.
      for (const known of tokens) if (timingSafeEqual(known.digest, digest)) found = known.caller;
      return found;
    },
    addToken(token, names, name = 'initial') {
      tokens.push({ digest: digestOf(token), caller: callerOf(name, names, roles) });
    },
  };
}
