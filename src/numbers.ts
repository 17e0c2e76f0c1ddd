/**
 * A double with about three digits that carry meaning: 1,234 · 0.0123 · 1.23e-9. Whole numbers below a million are
 * exact. A value that is not 1 never reads as 1.00, and a share below one never as 100 %.
 */
export const shortNumber = (value: number): string => {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return sign(grouped.format(value));
  if (size >= 1e6 || size < 1e-3)
    return sign(
      value
        .toExponential(2)
        .replace(/\.?0+e/, 'e')
        .replace('e+', 'e'),
    );
  return sign(threeDigits.format(value));
};

/** A double with every digit that is needed to read it back. */
export const exactNumber = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** A share in per cent, rounded towards neither 0 nor 100: only none is `0`, only all is `100`. */
export const percent = (share: number): string => {
  if (!(share >= 0 && share <= 1)) return '–';
  const value = share * 100;
  if (value > 0 && value < 0.1) return '<0.1';
  if (value < 100 && value > 99.9) return '>99.9';
  return value === 0 || value === 100 ? String(value) : value.toFixed(1);
};

/** An angle in degrees that shows how far it is from a right angle: 89.99999 is not 90. */
export const degrees = (angle: number): string => {
  if (!Number.isFinite(angle)) return '–';
  const gap = Math.abs(90 - angle);
  if (gap === 0) return '90°';
  const digits = gap < 1 ? Math.min(12, Math.ceil(-Math.log10(gap)) + 1) : 1;
  return `${Number(angle.toFixed(digits))}°`;
};

const grouped = new Intl.NumberFormat('en');
const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const sign = (text: string): string => text.replace('-', '−').replace('e-', 'e−');
