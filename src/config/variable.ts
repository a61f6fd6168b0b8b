import * as z from 'zod';

const url = (accepts: (url: URL) => boolean): z.ZodType<string> =>
  z.string().refine((text) => URL.canParse(text) && accepts(new URL(text)));

const integer = (least: number, most: number): z.ZodType<number> =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

function keyBytes(text: string): Buffer | null {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  return /^[A-Za-z0-9+/]{43}=$/.test(text) ? Buffer.from(text, 'base64') : null;
}

const key = z.string().transform((text, context) => {
  const bytes = keyBytes(text);
  if (bytes) return bytes;
  context.addIssue('not a key');
  return z.NEVER;
});

/** What each variable accepts, in the words of the refusal. Values never appear in it. */
export const ACCEPTED = {
  TRIBUTARY_DATABASE_URL: 'mysql://user:password@host:3306/database; leave it out for the embedded mode',
  TRIBUTARY_REDIS_URL: 'redis://host:6379 or rediss://host:6379; leave it out for the embedded mode',
  TRIBUTARY_DATA_DIR: 'a folder for the embedded store and its keys; ./data if left out',
  TRIBUTARY_SOURCES: 'path of the YAML file that tells where the departments are; the sandbox if left out',
  TRIBUTARY_POLICY: 'path of the YAML file that tells which token may do what',
  TRIBUTARY_ADMIN_TOKEN: 'at least 16 visible ASCII characters; one is made if left out',
  TRIBUTARY_HASHING_KEY: '32 bytes in hex or base64, to be had from: openssl rand -hex 32',
  TRIBUTARY_ENCRYPTION_KEY: '32 bytes in hex or base64, to be had from: openssl rand -hex 32',
  TRIBUTARY_HOST: 'a host name or address to listen on; 127.0.0.1 if left out',
  TRIBUTARY_PORT: 'a port from 0 (any free one) to 65535; 4000 if left out',
  TRIBUTARY_LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent; info if left out',
  TRIBUTARY_WORKER_CONCURRENCY: 'a whole number from 1 to 64; 2 if left out',
  TRIBUTARY_QUEUE_PREFIX: '1 to 64 letters, digits, _ or -; tributary if left out',
} as const;

/** Name of a variable that the hub reads. */
export type Variable = keyof typeof ACCEPTED;

/** Each variable by itself; what they owe each other is checked in `config.ts`. */
export const variables = z.object({
  TRIBUTARY_DATABASE_URL: url(
    ({ protocol, hostname, pathname }) =>
      protocol === 'mysql:' && hostname !== '' && /^\/[^/]+$/.test(pathname),
  ).optional(),
  TRIBUTARY_REDIS_URL: url(
    ({ protocol, hostname }) => /^rediss?:$/.test(protocol) && hostname !== '',
  ).optional(),
  TRIBUTARY_DATA_DIR: z.string().default('./data'),
  TRIBUTARY_SOURCES: z.string().optional(),
  TRIBUTARY_POLICY: z.string().optional(),
  TRIBUTARY_ADMIN_TOKEN: z
    .string()
    .regex(/^[!-~]{16,}$/)
    .optional(),
  TRIBUTARY_HASHING_KEY: key.optional(),
  TRIBUTARY_ENCRYPTION_KEY: key.optional(),
  TRIBUTARY_HOST: z.string().regex(/^\S+$/).default('127.0.0.1'),
  TRIBUTARY_PORT: integer(0, 65_535).default(4000),
  TRIBUTARY_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRIBUTARY_WORKER_CONCURRENCY: integer(1, 64).default(2),
  TRIBUTARY_QUEUE_PREFIX: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .default('tributary'),
} satisfies Record<Variable, z.ZodType>);

/** Whether the hub reads a variable of this name. */
export const isVariable = (name: string): name is Variable => Object.hasOwn(ACCEPTED, name);
