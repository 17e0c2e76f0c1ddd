import { distance } from 'fastest-levenshtein';

/** The known name that is nearest to a mistyped one, where one is near: within two letters, or a third of it. */
const nearestName = (name: string, known: readonly string[]): string | undefined => {
  const [first] = [...known].sort((a, b) => distance(name, a) - distance(name, b));
  return first !== undefined && distance(name, first) <= Math.max(2, first.length / 3) ? first : undefined;
};

/** `did you mean "x"? `, ready to be followed by more, or nothing. */
export const nearest = (name: string, known: readonly string[]): string => {
  const found = nearestName(name, known);
  return found === undefined ? '' : `did you mean "${found}"? `;
};
