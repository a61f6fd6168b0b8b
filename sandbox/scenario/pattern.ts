/** A text that fits a pattern of the catalogue (literals, `\d`, classes, `{n}`, `{m,n}`), numbered by `serial`. */
export function textFor(pattern: string, serial: number): string {
  const digits = String(serial);
  const pieces: string[] = [];
  for (const [, one = '', from] of pattern.matchAll(/(\[[^\]]*\]|\\.|[^\\[\]{}^$])(?:\{(\d+)(?:,\d*)?\})?/g))
    for (let times = Number(from ?? 1); times > 0; times--) pieces.push(one);
  // The serial number fills the places of digits from the right.
  let left = digits.length;
  return pieces
    .reverse()
    .map((piece) => {
      if (piece === '\\d' || piece.startsWith('[\\d') || piece.startsWith('[0-9'))
        return left > 0 ? digits.charAt(--left) : '0';
      if (piece.startsWith('[')) return piece.charAt(1);
      return piece.startsWith('\\') ? piece.slice(1) : piece;
    })
    .reverse()
    .join('');
}
