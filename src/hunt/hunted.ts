import { piecewiseFunction } from '../losses/piecewise/pieces.ts';
import { type Turn, turnBack, turnForward } from '../losses/piecewise/turns.ts';
import type { Genome, HuntedValue, HuntProblem } from '../types/hunt.ts';
import type { Loss, LossFamily } from '../types/loss.ts';
import type { Scenario } from '../types/scenario.ts';
import type { Json, Vector } from '../types/vector.ts';

/** A function that is built, with a start at distance R. */
export interface Hunted extends Pick<HuntSetting, 'watchers'> {
  readonly loss: Loss;
  readonly scenario: Scenario;
  /** The distance of θ from the minimisers. */
  distance(theta: Vector): number;
}

/** A run on one function, or what the code of the rule did. */
export type Measured = { readonly measured: HuntedValue | undefined } | { readonly fault: string };

/** The families by name, and what else every scenario of a hunt has. */
export interface HuntSetting {
  readonly families: ReadonlyMap<string, LossFamily>;
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** How often the watchers of a rule read the step in each call. */
  readonly watchers: number;
}

/** The function that a genome describes; undefined where it describes none, or one without a start at distance R. */
export const huntedFrom = (
  problem: HuntProblem,
  genome: Genome,
  setting: HuntSetting,
): Hunted | undefined => {
  const theta = startOf(problem, genome);
  const reference = referenceOf(problem, genome);
  if (!theta?.every(Number.isFinite)) return undefined;
  try {
    const loss = setting.families.get(reference.family)!.build(reference.parameters);
    const { stepSize, steps, seed } = problem;
    const { hyperparameters, watchers } = setting;
    const scenario = { loss: reference, theta: [...theta], stepSize, steps, seed, hyperparameters };
    return { loss, scenario, watchers, distance: distanceOf(genome) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

const referenceOf = (
  { class: kind, smoothness, strongConvexity, dimension }: HuntProblem,
  { axes, turns, vertices }: Genome,
): { readonly family: string; readonly parameters: Json } => {
  if (vertices.length > 0) {
    return {
      family: 'distance-to-polygon',
      parameters: { smoothness, strongConvexity, vertices: vertices.map(({ x, y }) => [x, y]) },
    };
  }
  const plain = axes.every(({ kinks }) => kinks.length === 0) && turns.length === 0;
  if (plain && axes.every(({ slopes }) => slopes[0]! > 0)) {
    const spectrum = axes.map(({ slopes }) => slopes[0]!);
    return { family: 'quadratic', parameters: { spectrum, rotation: null, centre: null } };
  }
  const one = kind === 'smooth' ? 'non-convex-piecewise-quadratic' : 'piecewise-quadratic';
  const terms = axes.map(({ kinks, slopes }) => ({ kinks, slopes }));
  return {
    family: dimension === 1 ? one : 'rotated-piecewise-quadratic',
    parameters: { terms, rotation: turns.length > 0 ? turnsOf(turns) : null },
  };
};

const turnsOf = (turns: Genome['turns']): readonly Turn[] => turns.map(({ from, to }) => [from, to]);

/** The minimisers along each axis: a point, or where f′ is 0 about 0 an interval. */
const minimisersOf = ({ axes }: Genome) => axes.map((axis) => piecewiseFunction(axis).minimisers);

/** θ₀ at distance R from the minimisers. */
const startOf = ({ radius }: HuntProblem, genome: Genome): Vector | undefined => {
  const { start, turns, vertices } = genome;
  const size = Math.hypot(...start);
  if (!(size > 0)) return undefined;
  const theta = Float64Array.from(start, (u) => (radius * u) / size);
  if (vertices.length > 0) return theta;
  for (const [i, { least, greatest }] of minimisersOf(genome).entries()) {
    theta[i] = theta[i]! + (theta[i]! > 0 ? greatest : least);
  }
  turnBack(turnsOf(turns), theta);
  return theta;
};

const distanceOf = (genome: Genome): Hunted['distance'] => {
  if (genome.vertices.length > 0) return (theta) => Math.hypot(...theta);
  const minimisers = minimisersOf(genome);
  const turns = turnsOf(genome.turns);
  return (theta) => {
    const z = theta.slice();
    turnForward(turns, z);
    for (const [i, { least, greatest }] of minimisers.entries()) {
      z[i] = Math.max(0, z[i]! - greatest, least - z[i]!);
    }
    return Math.hypot(...z);
  };
};
