import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { ConfigError } from '../errors.js';
import type { DepartmentEndpoints } from '../sources/source.js';

type Environment = Readonly<Record<string, string | undefined>>;

const text = z.string('a text is expected').min(1, 'a text is expected');
const baseUrl = text
  .refine(
    (url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol),
    'http(s)://host/ is expected',
  )
  .transform((url) => url.replace(/\/+$/, ''));
const port = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], 'a port is expected')
  .pipe(z.number().int('a port is expected').min(1, 'a port is expected').max(65_535, 'a port is expected'));

const sftp = z
  .strictObject({
    host: text,
    port: port.default(22),
    username: text,
    password: text.optional(),
    privateKey: text.optional(),
    root: text,
  })
  .refine(({ password, privateKey }) => password !== undefined || privateKey !== undefined, {
    message: 'password or privateKey is expected',
  });

/** Shape of the file; folders and SQLite files are taken relative to `base`. */
function shape(base: string): z.ZodType<Record<string, DepartmentEndpoints>> {
  const viewUrl = text.transform((url, context) => {
    if (/^sqlite:./.test(url)) return `sqlite:${resolve(base, url.slice('sqlite:'.length))}`;
    if (URL.canParse(url) && new URL(url).protocol === 'mysql:') return url;
    context.addIssue('mysql://user:password@host:port/ or sqlite:path is expected');
    return z.NEVER;
  });
  const file = z
    .strictObject({ folder: text.optional(), sftp: sftp.optional() }, 'folder or sftp is expected')
    .transform(({ folder, sftp: account }, context) => {
      if (folder !== undefined && account === undefined) return { folder: resolve(base, folder) };
      if (account !== undefined && folder === undefined) return { sftp: account };
      context.addIssue('either folder or sftp is expected');
      return z.NEVER;
    });
  const department = z.strictObject(
    {
      view: z.strictObject({ url: viewUrl }, 'url is expected').optional(),
      api: z.strictObject({ baseUrl, clientId: text, clientSecret: text }).optional(),
      file: file.optional(),
      soap: z.strictObject({ baseUrl, appId: text, secret: text }).optional(),
      decryptionKey: text.regex(/^[0-9a-fA-F]{64}$/, '32 bytes in hex are expected').optional(),
    },
    'view, api, file, soap or decryptionKey is expected',
  );
  const name = z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'a department such as civil-affairs is expected');
  return z.record(name, department, 'departments and their endpoints are expected');
}

/** Puts the environment's values in place of `env:NAME`, and tells of those that are not set. */
function resolveEnvironment(value: unknown, env: Environment, path: string[], faults: string[]): unknown {
  if (typeof value === 'string' && value.startsWith('env:')) {
    const name = value.slice('env:'.length);
    const found = env[name];
    if (found) return found;
    faults.push(
      `${path.join('.')}: its environment variable ${/^\w+$/.test(name) ? `${name} ` : ''}is not set`,
    );
    return undefined;
  }
  if (Array.isArray(value))
    return value.map((item, index) => resolveEnvironment(item, env, [...path, String(index)], faults));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, resolveEnvironment(item, env, [...path, key], faults)]),
  );
}

function parse(path: string): unknown {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError('SOURCES_UNREADABLE', `the sources file ${path} cannot be read`);
  }
  const document = parseDocument(content);
  // A parser's message quotes the line, which may hold a secret.
  const places = document.errors.map((error) => `line ${error.linePos?.[0].line ?? '?'}: not valid YAML`);
  if (places.length > 0) throw invalid(path, places);
  return document.toJS();
}

const invalid = (path: string, faults: readonly string[]): ConfigError =>
  new ConfigError('SOURCES_INVALID', `the sources file ${path} must be changed:\n  ${faults.join('\n  ')}`);

/** A zod issue in our words: its path, and what is expected there; never what was found. */
function faultOf(issue: z.core.$ZodIssue): string {
  const place = issue.path.length > 0 ? issue.path.join('.') : 'the file';
  if (issue.code === 'unrecognized_keys') return `${place}: unknown ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_key') return `${place}: a department such as civil-affairs is expected`;
  return `${place}: ${issue.message}`;
}

/**
 * Where each department's systems are, from a YAML file; any value may be `env:NAME`.
 * @throws ConfigError `SOURCES_UNREADABLE`, `SOURCES_INVALID` with every fault's path, never a value
 */
export function loadSources(path: string, env: Environment): Readonly<Record<string, DepartmentEndpoints>> {
  const unset: string[] = [];
  const content = resolveEnvironment(parse(path), env, [], unset);
  const parsed = shape(dirname(resolve(path))).safeParse(content);
  const reported = new Set(unset.map((fault) => fault.split(':')[0]));
  const faults = (parsed.error?.issues ?? [])
    .filter((issue) => !reported.has(issue.path.join('.')))
    .map(faultOf);
  if (!parsed.success || unset.length > 0) throw invalid(path, [...unset, ...faults]);
  return parsed.data;
}
