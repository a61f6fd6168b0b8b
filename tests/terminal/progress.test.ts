import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const module = fileURLToPath(new URL('../../src/terminal/progress.js', import.meta.url));

/** Runs progress in a process of its own whose standard output says that it is a terminal, or that it is none. */
function shown(isTTY: boolean, calls: string): string {
  const script = `
    import { createProgress } from ${JSON.stringify(module)};
    Object.assign(process.stdout, { isTTY: ${isTTY}, columns: 120, rows: 40 });
    for (const name of ['cursorTo', 'clearLine', 'moveCursor']) process.stdout[name] ??= () => true;
    const progress = createProgress(process.stdout);
    ${calls}
    progress.stop();`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
  return run.stdout;
}

test('elsewhere than in a terminal there is a plain line per tenth and one at the end', () => {
  const calls = `
    for (let rows = 0; rows <= 2000; rows += 50)
      progress.update('tax-summary', { rows, rowsPerSecond: 12345.6, share: rows / 4000 });
    progress.done('tax-summary', '2,000 rows written');`;
  expect(shown(false, calls).trimEnd().split('\n')).toEqual([
    'tax-summary: 0%, 0 rows, 12,346 rows/s',
    'tax-summary: 10%, 400 rows, 12,346 rows/s',
    'tax-summary: 20%, 800 rows, 12,346 rows/s',
    'tax-summary: 30%, 1,200 rows, 12,346 rows/s',
    'tax-summary: 40%, 1,600 rows, 12,346 rows/s',
    'tax-summary: 50%, 2,000 rows, 12,346 rows/s',
    'tax-summary: 2,000 rows written',
  ]);
});

test('a delivery of unknown size shows its rows without a share, once', () => {
  const calls = `
    for (const rows of [1, 2, 3]) progress.update('a', { rows, rowsPerSecond: 1, share: null });
    progress.done('a', 'failed: FILE_HASH_MISMATCH');`;
  expect(shown(false, calls)).toBe('a: 1 rows, 1 rows/s\na: failed: FILE_HASH_MISMATCH\n');
});

test('in a terminal every stream has a bar, which ends with its summary', () => {
  const calls = `
    progress.update('tax-summary', { rows: 500, rowsPerSecond: 100, share: 0.5 });
    progress.update('public-rental', { rows: 10, rowsPerSecond: 5, share: null });
    progress.done('tax-summary', '1,000 rows written');`;
  const text = stripVTControlCharacters(shown(true, calls));
  expect(text).toMatch(/tax-summary +[█░]+ 50% 1,000 rows written/);
  expect(text).toMatch(/public-rental +░+ 0% 10 rows, 5 rows\/s/);
});
