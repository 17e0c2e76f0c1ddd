import { distance } from 'fastest-levenshtein';

/**
 * The end of an error line about an unknown name: the nearest known one where one is near, and where to see them all.
 *
 * @param known every valid name
 * @param listing what shows them, such as `natgrad-check list losses`
 */
export const suggest = (name: string, known: readonly string[], listing: string): string => {
  const [nearest] = [...known].sort((a, b) => distance(name, a) - distance(name, b));
  const near = nearest !== undefined && distance(name, nearest) <= Math.max(2, nearest.length / 3);
  return near ? `did you mean "${nearest}"? See "${listing}"` : `see "${listing}"`;
};
