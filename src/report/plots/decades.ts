/** A power of ten as a tick: 10⁻³. Other values have none. */
export const power = (value: number): string => {
  const exponent = Math.log10(value);
  if (Math.abs(exponent - Math.round(exponent)) > 1e-9) return '';
  const digits = String(Math.round(exponent));
  return `10${[...digits].map((digit) => superscripts.get(digit) ?? '').join('')}`;
};

const superscripts = new Map([...'-0123456789'].map((digit, i) => [digit, [...'⁻⁰¹²³⁴⁵⁶⁷⁸⁹'][i] ?? '']));

/** Powers of ten that span the values, at most about seven, as the ticks of a logarithmic axis. */
export const decades = (values: readonly number[]): number[] => {
  const logs = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
  if (logs.length === 0) return [];
  const [from, to] = [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))];
  const stride = Math.max(1, Math.ceil((to - from) / 6));
  const first = Math.ceil(from / stride) * stride;
  const count = Math.floor((to - first) / stride) + 1;
  return Array.from({ length: count }, (_, i) => 10 ** (first + i * stride));
};
