/**
 * A double with about three digits that carry meaning: 1,234 · 0.0123 · 1.23e-9. Whole numbers below a million are
 * exact. A value that is not 1 never reads as 1.00, and a share below one never as 100 %.
 */
export const shortNumber = (value: number): string => {
  if (!Number.isFinite(value)) return notFinite(value);
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

/** A double as the shortest decimal of at most so many significant digits: 0.1235 · 1e−9 · 123500. */
export const inDigits = (value: number, digits: number): string =>
  Number.isFinite(value) ? sign(decimal(Number(value.toPrecision(digits)))) : notFinite(value);

/** The shortest decimal that reads back as a number; from ten million on with an exponent, so that no row of zeros is counted. */
export const decimal = (value: number): string =>
  (Math.abs(value) >= 1e7 ? value.toExponential() : String(value)).replace('e+', 'e');

const notFinite = (value: number): string => (Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞');

const grouped = new Intl.NumberFormat('en');
const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const sign = (text: string): string => text.replace('-', '−').replace('e-', 'e−');

/** A count with its noun: 1 rule, 2 rules; of "loss" it is 2 losses, of "unit in the last place" 2 units in the last place. */
export const plural = (count: number, noun: string): string => {
  const [head = '', ...rest] = noun.split(/(?= in the )/);
  const ending = count === 1 ? '' : /s$/.test(head) ? 'es' : 's';
  return `${count.toLocaleString('en')} ${head}${ending}${rest.join('')}`;
};

/** From here on a distance in units in the last place says no more than that it is no rounding. */
const mostUnits = 1e6;

/** A distance in units in the last place, in words; undefined where the number would say nothing. */
export const unitsInWords = (units: number): string | undefined => {
  if (!(units < mostUnits)) return undefined;
  const shown = units >= 1 ? Math.round(units) : Number(units.toPrecision(2));
  return plural(shown, 'unit in the last place');
};

/** A double in TeX with at most so many significant digits. */
export const texNumber = (x: number, digits = 4): string => {
  if (!Number.isFinite(x)) return '\\infty';
  const [shown, exponent] = String(Number(x.toPrecision(digits))).split('e');
  if (exponent === undefined) return shown!;
  return `${shown} \\cdot 10^{${exponent.replace('+', '')}}`;
};

/** A vector in TeX: its first six entries, and how many there are where that is not all. */
export const texVector = (x: Iterable<number>, digits = 4): string => {
  const all = [...x];
  const shown = all.slice(0, 6).map((entry) => texNumber(entry, digits));
  const more = all.length > shown.length;
  return `\\left( ${[...shown, ...(more ? ['\\dots'] : [])].join(',\\ ')} \\right)^{\\top}${more ? ` \\in \\mathbb{R}^{${all.length}}` : ''}`;
};
