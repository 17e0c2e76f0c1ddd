import { decimal, inDigits, plural, shortNumber } from '../numbers.ts';
import type { HuntFind, HuntProblem } from '../types/hunt.ts';

/** What each goal measures. */
export const measureText = (problem: HuntProblem): string => {
  const { class: kind, window, steps } = problem;
  switch (problem.goal) {
    case 'rate':
      if (kind === 'smooth') return `min ‖∇L(θₖ)‖²/(β(L(θ₀) − L*)), k = 0 … ${steps}`;
      return kind === 'convex' ? '(L(θ_N) − L*)/(βR²)' : '‖θ_N − θ*‖/R';
    case 'rise':
      return `greatest (L(θ_{k+${window}}) − L(θₖ))/(L(θ₀) − L*)`;
    case 'angle':
      return 'greatest ψ between Δ and −∇L, in degrees';
    case 'metric':
      return 'steps in a row that no one metric explains';
    case 'unsettled':
      return 'greatest ‖θₖ − θ*‖/η, last half';
    case 'cycle':
      return 'greatest ‖∇L‖ of a period, of ‖∇L(θ₀)‖';
    default:
      return problem.goal satisfies never;
  }
};

/** A value as it is shown: the goal `metric` counts steps, and looks for the fewest. */
export const valueText = ({ goal }: HuntProblem, value: number): string => {
  if (value === Number.POSITIVE_INFINITY) return 'without bound: the run diverges';
  return goal === 'metric' ? String(-value) : inDigits(value, 6);
};

/** Where it was looked, in one line. */
export const problemText = (problem: HuntProblem): string => {
  const { class: kind, smoothness, strongConvexity, radius, steps, dimension, stepSize } = problem;
  const parts = [
    `${kind} functions of ${plural(dimension, 'coordinate')}`,
    `β = ${shortNumber(smoothness)}`,
    ...(strongConvexity > 0 ? [`μ = ${shortNumber(strongConvexity)}`] : []),
    `R = ${shortNumber(radius)}`,
    `N = ${steps}`,
    `η·β = ${shortNumber(stepSize * smoothness)}`,
  ];
  return parts.join(', ');
};

/** The pieces of a function, whatever it is made of. */
export const pieceCount = ({ genome }: HuntFind): number =>
  genome.vertices.length > 0
    ? genome.vertices.length
    : genome.axes.reduce((sum, { slopes }) => sum + slopes.length, 0);

const signed = (x: number): string => (x < 0 ? `− ${decimal(-x)}` : `+ ${decimal(x)}`);
const point = (values: readonly number[]): string => `(${values.map(decimal).join(', ')})`;

const multiple = (s: number, name: string): string => (s === 1 ? name : `${decimal(s)}·${name}`);

/** f′ of one axis: its lines from left to right. */
const axisLines = (
  { kinks, slopes }: HuntFind['genome']['axes'][number],
  name: string,
): readonly string[] => {
  if (kinks.length === 0) return [multiple(slopes[0]!, name)];
  const home = kinks.filter((kink) => kink <= 0).length;
  const offsets: number[] = new Array(slopes.length).fill(0);
  for (let j = home; j < kinks.length; j++) {
    offsets[j + 1] = offsets[j]! + (slopes[j]! - slopes[j + 1]!) * kinks[j]!;
  }
  for (let j = home; j > 0; j--) {
    offsets[j - 1] = offsets[j]! + (slopes[j]! - slopes[j - 1]!) * kinks[j - 1]!;
  }
  const lines = slopes.map((s, j) =>
    s === 0
      ? decimal(offsets[j]!)
      : `${multiple(s, name)}${offsets[j] === 0 ? '' : ` ${signed(offsets[j]!)}`}`,
  );
  const width = Math.max(...lines.map(({ length }) => length));
  return lines.map((line, j) => {
    const place = j === 0 ? `${name} ≤ ${decimal(kinks[0]!)}` : `${name} ≥ ${decimal(kinks[j - 1]!)}`;
    return `${line.padEnd(width)}  where ${place}${j > 0 && j < kinks.length ? `, ≤ ${decimal(kinks[j]!)}` : ''}`;
  });
};

/** The found function and its start, as lines that a person can work with. */
export const functionLines = (problem: HuntProblem, find: HuntFind): readonly string[] => {
  const { genome, scenario } = find;
  const { axes, turns, vertices } = genome;
  const start = `θ₀ = ${scenario.theta.length === 1 ? String(scenario.theta[0]) : `(${scenario.theta.join(', ')})`}, η = ${scenario.stepSize}`;
  if (vertices.length > 0) {
    const { smoothness: beta, strongConvexity: mu } = problem;
    return [
      `L(θ) = ${decimal(beta)}/2 ‖θ‖² − ${decimal(beta - mu)}/2 dist²(θ, C), C the polygon with the vertices`,
      ...vertices.map(({ x, y }) => `  ${point([x, y])}`),
      start,
    ];
  }
  const lines = axes.flatMap((axis, i) => {
    const name = axes.length === 1 ? 'θ' : `z${i + 1}`;
    const [first, ...rest] = axisLines(axis, name);
    const head = axes.length === 1 ? 'L′(θ) = ' : `∂L/∂z${i + 1} = `;
    return [`${head}${first}`, ...rest.map((line) => `${' '.repeat(head.length)}${line}`)];
  });
  if (axes.length === 1) return [...lines, start];
  const turned = turns.map(({ from, to }) => `(${from + 1}, ${to + 1})`).join(', then ');
  return [...lines, turns.length > 0 ? `z is θ turned by (3/5, 4/5) in the axes ${turned}` : 'z = θ', start];
};
