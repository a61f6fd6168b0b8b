/** Private-use code points of old GBK fonts and the characters that Unicode has for them since. */
const GBK_FONT: ReadonlyMap<string, string> = new Map([
  ['\ue863', '\u4dae'],
  ['\ue81e', '\u9fb4'],
  ['\ue826', '\u9fb5'],
  ['\ue82b', '\u9fb6'],
  ['\ue82c', '\u9fb7'],
  ['\ue832', '\u9fb8'],
  ['\ue843', '\u9fb9'],
  ['\ue854', '\u9fba'],
  ['\ue864', '\u9fbb'],
]);
const GBK_FONT_CHARACTERS = /[\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue863\ue864]/g;
const DOT = /[\u2022\u30fb\uff0e.]/;
const DOTS_BETWEEN_HAN = /(?<=\p{Script=Han})[\u2022\u30fb\uff0e.](?=\p{Script=Han})/gu;

/** Nine characters that old GBK fonts had at private-use code points. */
export const mendGbkFont = (text: string): string =>
  text.replace(GBK_FONT_CHARACTERS, (character) => GBK_FONT.get(character) ?? character);

/** The dot of transcribed names, between two Han characters, is U+00B7. */
export const mendMiddleDot = (text: string): string =>
  DOT.test(text) ? text.replace(DOTS_BETWEEN_HAN, '\u00b7') : text;
