/** Words as a shell splits them: blanks separate, quotes and backslashes keep together. Undefined where a quote is open. */
export const shellWords = (line: string): readonly string[] | undefined => {
  const words: string[] = [];
  let word: string | undefined;
  for (let rest = line; rest !== ''; ) {
    const match = /^(?:\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+))/s.exec(rest);
    if (!match) return undefined;
    const [all, single, double, escaped, plain] = match;
    const part = single ?? double?.replace(/\\(.)/gs, '$1') ?? escaped ?? plain;
    if (part !== undefined) word = (word ?? '') + part;
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
    rest = rest.slice(all.length);
  }
  return word === undefined ? words : [...words, word];
};

/** A word that a shell takes as it is, quoted where it has to be. */
export const quotedWord = (word: string): string =>
  /^[\w./@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
