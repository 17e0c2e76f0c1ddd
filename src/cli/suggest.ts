import { nearest } from '../fuzz/nearest.ts';

/**
 * The end of an error line about an unknown name: the nearest known one where one is near, and where to see them all.
 *
 * @param known every valid name
 * @param listing what shows them, such as `natgrad-check list losses`
 */
export const suggest = (name: string, known: readonly string[], listing: string): string => {
  const hint = nearest(name, known);
  return hint === '' ? `see "${listing}"` : `${hint}See "${listing}"`;
};
