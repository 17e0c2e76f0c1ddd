/** A document with this text between its marks, `<!-- NAME:start -->` and `<!-- NAME:end -->`; throws where they are missing. */
export const withMarked = (document, name, text) => {
  const marks = new RegExp(`(<!-- ${name}:start -->\\n)[\\s\\S]*(<!-- ${name}:end -->)`);
  if (!marks.test(document)) throw new Error(`the marks ${name}:start and ${name}:end must be there`);
  return document.replace(marks, (_, start, end) => `${start}${text}\n${end}`);
};
