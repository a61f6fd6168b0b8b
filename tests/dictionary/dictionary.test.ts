import { readFile, writeFile } from 'node:fs/promises';
import { streams } from '../../connectors/index.js';
import { dictionaryOf } from '../../src/dictionary/dictionary.js';
import { dictionaryMarkdown } from '../../src/dictionary/markdown.js';
import { catalog } from '../support/hub.js';

/** Relative to the package: tests run from there. */
const FILE = 'docs/data-dictionary.md';

test('docs/data-dictionary.md is what the catalog and the connectors declare; UPDATE_DICTIONARY=1 writes it anew', async () => {
  const document = dictionaryMarkdown(dictionaryOf(catalog, streams));
  if (process.env['UPDATE_DICTIONARY'] === '1') await writeFile(FILE, document);
  expect(await readFile(FILE, 'utf8')).toBe(document);
});

test('every field is named in both languages, typed, and knows how it is delivered', () => {
  for (const { fields, source } of dictionaryOf(catalog, streams)) {
    expect(source).toMatchObject({
      kind: expect.stringMatching(/^(view|api|file|soap)$/),
      tz: 'Asia/Shanghai',
    });
    for (const field of fields)
      expect(field).toMatchObject({
        name: expect.stringMatching(/^[a-z][A-Za-z0-9]*$/),
        zh: expect.stringMatching(/\p{Script=Han}|IP|MAC/u),
        deliveredAs: expect.any(String),
      });
  }
});
