import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigError } from '../errors.js';
import {
  classText,
  className,
  fixtureText,
  listed,
  streamName,
  streamText,
  type Outline,
} from './template.js';

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

function check(root: string, { department, id, key, fields }: Outline, files: readonly string[]): void {
  const refuse = (what: string): never => {
    throw new ConfigError('SCAFFOLD_REFUSED', what);
  };
  if (!ID.test(department) || !ID.test(id)) refuse(`${department}/${id}: kebab-case names are expected`);
  for (const list of ['schema/index.ts', 'connectors/index.ts'])
    if (!existsSync(join(root, list))) refuse(`${list} is not here: run this in the project's folder`);
  for (const file of files) if (existsSync(join(root, file))) refuse(`${file} exists already`);
  if (new Set(fields.map(({ name }) => name)).size !== fields.length) refuse('two fields have one name');
  for (const name of key)
    if (!fields.some((field) => field.name === name && !field.nullable))
      refuse(`the key needs a field ${name} that is never missing`);
}

/**
 * Writes a category class, its stream and a fixture with sample rows, and enters them in the lists.
 * @returns what was written, relative to `root`
 * @throws ConfigError `SCAFFOLD_REFUSED`, before anything is written
 */
export async function scaffold(root: string, outline: Outline): Promise<string[]> {
  const { department, id } = outline;
  const place = `${department}/${id}`;
  const texts: Readonly<Record<string, string>> = {
    [`schema/${place}.ts`]: classText(outline),
    [`connectors/${place}.ts`]: streamText(outline),
    [`tests/connectors/fixture/${place}.ts`]: fixtureText(outline),
  };
  check(root, outline, Object.keys(texts));
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  const lists = { 'schema/index.ts': className(id), 'connectors/index.ts': streamName(id) };
  for (const [list, name] of Object.entries(lists)) {
    const index = await readFile(join(root, list), 'utf8');
    await writeFile(join(root, list), listed(index, name, `./${place}.js`));
  }
  return [...Object.keys(texts), ...Object.keys(lists)];
}
