import { booleanReader, codeReader, standardCode } from '../../../src/catalog/canonical/code.js';
import { codeList } from '../../../src/catalog/field.js';

const list = codeList('Grade', { '0': ['INTACT', '能力完好'], IN: ['PRESENT', '重度失能Ⅰ级'] });

test('codes are codes and labels are labels unless both are accepted', () => {
  expect(codeReader(list, 'code', false)('0')).toEqual({ reason: null, value: 'INTACT', changed: false });
  expect(codeReader(list, 'code', false)('能力完好').reason).toBe('CODE_UNKNOWN');
  expect(codeReader(list, 'code', true)('能力完好')).toEqual({
    reason: null,
    value: 'INTACT',
    changed: true,
  });
  expect(codeReader(list, 'label', false)('能力完好')).toEqual({
    reason: null,
    value: 'INTACT',
    changed: false,
  });
  expect(codeReader(list, 'label', false)('0').reason).toBe('CODE_UNKNOWN');
});

test('blanks, case and full-width forms do not matter', () => {
  expect(codeReader(list, 'code', false)(' ｉn ')).toEqual({ reason: null, value: 'PRESENT', changed: true });
  expect(codeReader(list, 'label', false)('重度失能I级').value).toBe('PRESENT');
});

test('a code of an open list is itself in upper case', () => {
  expect(standardCode(' i10.x00 ').value).toBe('I10.X00');
});

test('words for true and false are those of the stream', () => {
  const read = booleanReader({ '1': true, '0': false });
  expect([read('1').value, read('0').value, read('２').reason]).toEqual([true, false, 'CODE_UNKNOWN']);
});
