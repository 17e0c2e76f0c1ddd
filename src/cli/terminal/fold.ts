/** Folds text at blanks to a width; lines after the first are indented. A word that is longer stays whole. */
export const fold = (text: string, width: number, indent: string): string => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const room = lines.length === 0 ? width : width - indent.length;
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((text_, i) => (i === 0 ? text_ : `${indent}${text_}`)).join('\n');
};

/** Text is folded to the terminal, within reason. */
export const textWidth = (columns: number): number => Math.max(40, Math.min(columns, 100));
