import { shortNumber } from '../../numbers.ts';

/** A power of ten as a tick: 10⁻³. Other values have none. */
export const power = (value: number): string => {
  const exponent = Math.log10(value);
  if (Math.abs(exponent - Math.round(exponent)) > 1e-9) return '';
  const digits = String(Math.round(exponent));
  return `10${[...digits].map((digit) => superscripts.get(digit)).join('')}`;
};

const superscripts = new Map([...'-0123456789'].map((digit, i) => [digit, [...'⁻⁰¹²³⁴⁵⁶⁷⁸⁹'][i]]));

/** Options of a logarithmic axis. */
export interface LogAxis {
  readonly type: 'log';
  readonly ticks: number | number[];
  readonly tickFormat: (value: number) => string;
}

/** A logarithmic axis over the values: ticks at powers of ten, at most about seven; at any values within a decade. */
export const logAxis = (values: readonly number[]): LogAxis => {
  const logs = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
  const from = Math.ceil(Math.min(...logs) - 1e-9);
  const to = Math.floor(Math.max(...logs) + 1e-9);
  if (!(to > from)) return { type: 'log', ticks: 5, tickFormat: shortNumber };
  const stride = Math.ceil((to - from) / 6);
  const first = Math.ceil(from / stride) * stride;
  const count = Math.floor((to - first) / stride) + 1;
  return {
    type: 'log',
    ticks: Array.from({ length: count }, (_, i) => 10 ** (first + i * stride)),
    tickFormat: power,
  };
};
