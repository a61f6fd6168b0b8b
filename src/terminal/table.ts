/** Columns that a character takes on a terminal: two for those of East Asian scripts. */
const width = (text: string): number =>
  [...text].reduce(
    (total, char) =>
      total +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        char,
      )
        ? 2
        : 1),
    0,
  );

const padded = (text: string, size: number, right: boolean): string => {
  const space = ' '.repeat(Math.max(0, size - width(text)));
  return right ? space + text : text + space;
};

/** Rows under headings as text; columns of numbers stand on the right. */
export function table(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map(String));
  const sizes = headings.map((heading, index) =>
    Math.max(width(heading), ...cells.map((row) => width(row[index] ?? ''))),
  );
  const numeric = headings.map((_, index) => rows.every((row) => /^[+-]?[\d.,]+$/.test(String(row[index]))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => padded(cell, sizes[index] ?? 0, rows.length > 0 && numeric[index] === true))
      .join('  ')
      .trimEnd();
  return [line(headings), sizes.map((size) => '─'.repeat(size)).join('  '), ...cells.map(line)].join('\n');
}
