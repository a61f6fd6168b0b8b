import type { CodeList } from '../field.js';
import { fold, trimBlanks } from './blank.js';
import { asDeclared, canonicalText, fault, mended, NOTHING, type Reader, type Reading } from './reading.js';

/** Reads a closed list of words; `declared` words are the form agreed upon, `also` those accepted besides. */
function wordReader<T>(
  declared: Iterable<readonly [string, T]>,
  also: Iterable<readonly [string, T]>,
): Reader<T> {
  const exact = new Map(declared);
  const lenient = new Map([...also, ...exact].map(([word, value]) => [fold(word), value]));
  return (text) => {
    const value = exact.get(text);
    if (value !== undefined) return asDeclared(value);
    const folded = trimBlanks(fold(text));
    if (folded === '') return NOTHING;
    const found = lenient.get(folded);
    return found === undefined ? fault('CODE_UNKNOWN') : mended(found);
  };
}

/** A closed code list, delivered by its codes, by its labels, or by one with some of the other (`mixed`). */
export function codeReader(list: CodeList, delivered: 'code' | 'label', mixed: boolean): Reader<string> {
  const entries = Object.entries(list.codes);
  const codes = entries.map(([code, [constant]]) => [code, constant] as const);
  const labels = entries.map(([, [constant, label]]) => [label, constant] as const);
  return delivered === 'label'
    ? wordReader(labels, mixed ? codes : [])
    : wordReader(codes, mixed ? labels : []);
}

/** True and false by the words of a stream. Fault: CODE_UNKNOWN. */
export const booleanReader = (words: Readonly<Record<string, boolean>>): Reader<boolean> =>
  wordReader(Object.entries(words), []);

/** A code of an open external list: the value itself. */
export const standardCode = (text: string): Reading<string> => canonicalText(text, trimBlanks(fold(text)));
