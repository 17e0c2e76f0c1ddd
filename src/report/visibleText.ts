/**
 * Text from a rule as something safe to show: control characters, lone surrogates and marks that reorder or hide
 * text become visible signs, so that the text can neither steer a terminal nor be illegal in XML; what is longer than
 * the limit is cut and says how long it was. Line breaks and tabs stay.
 * @param limit characters (UTF-16 code units) that are kept
 */
export const visibleText = (text: string, limit: number): string => {
  const whole = text.length <= limit;
  const kept = whole ? text : text.slice(0, limit);
  const shown = kept
    .replace(/\p{Surrogate}/gu, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)))
    .replace(/\u007f/g, '\u2421')
    .replace(hidden, '\ufffd');
  return whole ? shown : `${shown}… (${text.length.toLocaleString('en')} characters)`;
};

/** C1 controls, direction overrides and isolates, line and paragraph separators, byte order marks, non-characters. */
const hidden = /[\u0080-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/g;

/** The same on one line: every run of white space is one space. */
export const visibleLine = (text: string, limit: number): string =>
  visibleText(text, limit).replace(/\s+/g, ' ');
