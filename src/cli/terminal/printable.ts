/** Signs that steer a terminal, reorder or hide text, or break a line, with the blanks around them; halves of signs too. */
const unseen = /\s*[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+(?:\s|[\p{Cc}\p{Cf}\p{Cs}])*/gu;

/** Text of a user, or of a file that somebody sent, on one line: nothing in it steers the terminal, and it is not long. */
export const printable = (text: string, longest: number): string => {
  // Far more than is shown need not be looked at.
  const plain = text.slice(0, 4 * longest).replace(unseen, ' ');
  return plain.length > longest || text.length > 4 * longest
    ? `${plain.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…`
    : plain;
};
