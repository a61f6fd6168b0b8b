import { table } from '../../src/terminal/table.js';

test('columns are as wide as their widest cell, wide characters counted twice, numbers on the right', () => {
  expect(
    table(
      ['name', 'count'],
      [
        ['床位', 7],
        ['a long name', 1200],
      ],
    ),
  ).toBe(['name         count', '───────────  ─────', '床位             7', 'a long name   1200'].join('\n'));
});

test('a table without rows is its headings', () => {
  expect(table(['a', 'b'], [])).toBe('a  b\n─  ─');
});
