/** A number in at most four significant digits, for a sentence; exact values are stored beside it. */
export const short = (value: number): string => {
  if (Object.is(value, -0)) return '0';
  return String(Number(value.toPrecision(4))).replaceAll('-', '−');
};

/** An angle in degrees, for a sentence. @param angle radians */
export const degrees = (angle: number): string => `${short((angle * 180) / Math.PI)}°`;
