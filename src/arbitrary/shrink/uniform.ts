import type { Random } from '../../types/vector.ts';

/** The uniform source on [0, 1) that draws 53 bits at each call. @param next 32 random bits, as a signed integer */
export const uniformOf =
  (next: () => number): Random =>
  () =>
    ((next() >>> 5) * 0x4000000 + (next() >>> 6)) * 2 ** -53;
