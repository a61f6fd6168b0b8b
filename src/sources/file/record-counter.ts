const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BLANK = 0x20;

// Where the last byte left off.
const RECORD_START = 0;
const FIELD_START = 1;
const PLAIN = 2;
const QUOTED = 3;
/** Behind a quote inside a quoted value: its end, or the first half of a doubled one. */
const AFTER_QUOTE = 4;

/** Counts the records of a text file by its bytes; blank lines are none. */
export interface RecordCounter {
  add(bytes: Uint8Array): void;
  /** Records so far; a last one needs no line end. */
  total(): number;
}

/**
 * A counter that agrees with the parser without decoding: neither in GB18030 nor in UTF-8 does a byte of a
 * longer character equal a quote, a comma or a line end.
 * @param quoting whether quotes protect line ends, as in comma-separated files
 */
export function createRecordCounter(quoting: boolean): RecordCounter {
  let at = RECORD_START;
  let records = 0;
  return {
    add(bytes) {
      let state = at;
      for (let index = 0; index < bytes.length; index += 1) {
        const byte = bytes[index] ?? 0;
        if (byte > COMMA) {
          if (state !== QUOTED) state = state === AFTER_QUOTE ? QUOTED : PLAIN;
        } else if (byte === LINE_FEED) {
          if (state === QUOTED) continue;
          if (state !== RECORD_START) records += 1;
          state = RECORD_START;
        } else if (byte === CARRIAGE_RETURN) {
          if (!quoting) state = PLAIN;
        } else if (quoting && byte === QUOTE) {
          if (state === QUOTED) state = AFTER_QUOTE;
          else if (state !== PLAIN) state = QUOTED;
        } else if (quoting && byte === COMMA) {
          if (state !== QUOTED) state = FIELD_START;
        } else if (state !== QUOTED && !(state === AFTER_QUOTE && byte === BLANK))
          state = state === AFTER_QUOTE ? QUOTED : PLAIN;
      }
      at = state;
    },
    total: () => records + (at === RECORD_START ? 0 : 1),
  };
}
