/** Writes a canonical date, datetime or month in a delivered form. */
export type Format = (value: string) => string;

const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  y: [0, 4],
  M: [5, 7],
  d: [8, 10],
  H: [11, 13],
  m: [14, 16],
  s: [17, 19],
};

type Piece = string | { readonly from: number; readonly to: number; readonly padded: boolean };

function piecesOf(format: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [token] of format.matchAll(/'[^']*'|([yMdHms])\1*|./gsu)) {
    const part = PARTS[token.charAt(0)];
    if (part) pieces.push({ from: part[0], to: part[1], padded: token.length > 1 });
    else pieces.push(token.startsWith("'") ? token.slice(1, -1) : token);
  }
  return pieces;
}

const compact: Format = (value) => value.slice(0, 4) + value.slice(5, 7) + value.slice(8, 10);

/** The forms that most fields have, without a walk over their pieces. */
const QUICK: Readonly<Record<string, Format>> = {
  'yyyy-MM-dd': (value) => value.slice(0, 10),
  'yyyy-MM': (value) => value,
  yyyyMM: (value) => value.slice(0, 4) + value.slice(5, 7),
  yyyyMMdd: compact,
  'yyyy-MM-dd HH:mm:ss': (value) => `${value.slice(0, 10)} ${value.slice(11, 19)}`,
  yyyyMMddHHmmss: (value) => compact(value) + value.slice(11, 13) + value.slice(14, 16) + value.slice(17, 19),
};

/**
 * Compiles a form of the catalogue: `yyyy MM dd HH mm ss` padded, `M d H` without padding, text in quotes literal.
 */
export function compileFormat(format: string): Format {
  const quick = QUICK[format];
  if (quick) return quick;
  const pieces = piecesOf(format);
  return (value) => {
    let text = '';
    for (const piece of pieces) {
      if (typeof piece === 'string') text += piece;
      else {
        const part = value.slice(piece.from, piece.to);
        text += piece.padded ? part : String(Number(part));
      }
    }
    return text;
  };
}

/** Zeros in the length of a form: how an unset value is written by some departments. */
export const zerosOf = (format: string): string => format.replace(/[yMdHms]/g, '0');
