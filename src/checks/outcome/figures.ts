import { decimal } from '../../numbers.ts';

/** Digits of a short figure, and those that tell any two doubles apart. */
const digits = { least: 4, most: 17 } as const;

/** A number in at most four significant digits, for a sentence; exact values are stored beside it. */
export const short = (value: number): string => rounded(value, digits.least);

/** An angle in degrees, for a sentence. @param angle radians */
export const degrees = (angle: number): string => `${short((angle * 180) / Math.PI)}°`;

/** Two different numbers in as few significant digits, at least four, as tell them apart; 17 digits always do. */
export const shortApart = (one: number, other: number): readonly [string, string] => {
  for (let count: number = digits.least; count < digits.most; count++) {
    const [a, b] = [rounded(one, count), rounded(other, count)];
    if (a !== b) return [a, b];
  }
  return [rounded(one, digits.most), rounded(other, digits.most)];
};

/** "a instead of b" for two different numbers, as {@link shortApart} writes them. */
export const contrast = (measured: number, due: number): string =>
  shortApart(measured, due).join(' instead of ');

const rounded = (value: number, count: number): string =>
  Object.is(value, -0) ? '0' : decimal(Number(value.toPrecision(count))).replaceAll('-', '−');
