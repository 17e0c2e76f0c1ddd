/** A number in at most four significant digits, for a sentence; exact values are stored beside it. */
export const short = (value: number): string => rounded(value, 4);

const rounded = (value: number, digits: number): string => {
  if (Object.is(value, -0)) return '0';
  return String(Number(value.toPrecision(digits))).replaceAll('-', '−');
};

/**
 * Two different numbers in as few significant digits, at least four, as tell them apart; 17 digits always do.
 */
export const shortApart = (one: number, other: number): readonly [string, string] => {
  for (let digits = 4; digits < 17; digits++) {
    const [a, b] = [rounded(one, digits), rounded(other, digits)];
    if (a !== b) return [a, b];
  }
  return [rounded(one, 17), rounded(other, 17)];
};

/** An angle in degrees, for a sentence. @param angle radians */
export const degrees = (angle: number): string => `${short((angle * 180) / Math.PI)}°`;
