import type fc from 'fast-check';
import type { Loss, LossFamily } from '../types/loss.ts';
import type { Scenario } from '../types/scenario.ts';
import type { Random } from '../types/vector.ts';
import { assertDemand } from './assertDemand.ts';
import { integerBetween, oneOf, weightedOneOf } from './choose.ts';
import { directArbitrary, uniformOf } from './direct.ts';
import { builtMember, canonicalMember, type FamilyMember, stationaryPoints } from './familyMember.ts';
import { assertHyperparameterRanges, drawHyperparameters } from './hyperparameter.ts';
import type { ScenarioDemand } from './scenarioDemand.ts';
import { scenarioRank } from './scenarioRank.ts';
import { simplerScenarios } from './simplerScenario.ts';
import { simplestScenarios } from './simplestScenario.ts';
import { drawStart, drawStationaryStart } from './startingPoint.ts';
import { curvatureAt, drawStepSize } from './stepSize.ts';
import {
  type DimensionRange,
  type DimensionStratum,
  dimensionStrataWithin,
  drawDimension,
} from './strata.ts';

export type { ScenarioDemand };

/**
 * Scenarios: a loss, a starting point, a step size, a number of steps, a seed and hyperparameters, each stratified
 * so that small dimensions, exact zeros, kinks, saddles, minima and steps around the stability threshold are all
 * reached. Any scenario shrinks, stored ones too: towards simple families, few coordinates, few non-zero ones, few
 * steps, small integers, short decimals, default hyperparameters and seed 0, never out of the demand.
 *
 * @throws RangeError where the demand admits no scenario; TypeError where a part of it is not given
 * Cost: one build of the loss and at most two gradients a scenario.
 */
export const scenarios = (demand: ScenarioDemand): fc.Arbitrary<Scenario> => scenarioSource(demand).arbitrary;

/** A scenario with the loss that was built to draw it. */
export interface DrawnScenario {
  readonly scenario: Scenario;
  readonly loss: Loss;
}

/** The scenarios of a demand, drawn with their losses or as an arbitrary; both draw the same from the same source. */
export interface ScenarioSource {
  readonly arbitrary: fc.Arbitrary<Scenario>;
  draw(source: fc.Random): DrawnScenario;
}

/** As {@link scenarios}, for whoever runs a scenario at once and would build its loss again. */
export const scenarioSource = (demand: ScenarioDemand): ScenarioSource => {
  assertDemand('scenarios', demand, ['families', 'dimension', 'steps', 'start', 'domain', 'hyperparameters']);
  assertRanges(demand);
  const pool = familyPool(demand);
  return {
    draw: (source) => drawScenario(demand, pool, uniformOf(source)),
    arbitrary: directArbitrary<Scenario>({
      draw: (random) => drawScenario(demand, pool, random).scenario,
      isCase: isScenario,
      rank: (scenario) => scenarioRank(demand, scenario),
      simpler: (scenario) => simplerScenarios(demand, scenario),
      simplest: () => simplestScenarios(demand),
    }),
  };
};

interface PooledFamily {
  readonly family: LossFamily;
  readonly weight: number;
  readonly strata: readonly DimensionStratum[];
}

/** Networks are dear to run: together they get this share of the cases where other families fit too. */
const networkShare = 0.2;

const familyPool = ({ families, dimension, start }: ScenarioDemand): readonly PooledFamily[] => {
  const reaching = families.flatMap((family) => {
    const min = Math.max(dimension.min, family.dimensions.min);
    const max = Math.min(dimension.max, family.dimensions.max);
    return min <= max ? [{ family, strata: dimensionStrataWithin({ min, max }) }] : [];
  });
  if (reaching.length === 0) {
    const names = families.map(({ name, dimensions: { min, max } }) => `${name} (${min}..${max})`);
    throw new RangeError(
      `scenarios: some family must reach the dimensions, got dimension = ${dimension.min}..${dimension.max}, families = ${names.join(', ') || 'none'}`,
    );
  }
  const suited = start === 'stationary' ? reaching.filter(hasStationaryMember) : [];
  const pool = suited.length > 0 ? suited : reaching;
  const networks = pool.filter(({ family }) => family.facts.network).length;
  const others = pool.length - networks;
  return pool.map(({ family, strata }) => {
    const weight = family.facts.network
      ? (others > 0 ? networkShare : 1) / networks
      : (1 - networkShare) / others;
    return { family, strata, weight };
  });
};

const hasStationaryMember = ({ family, strata }: Omit<PooledFamily, 'weight'>): boolean => {
  const member = canonicalMember(family, strata[0]!.min);
  return member !== undefined && stationaryPoints(member.loss).length > 0;
};

const drawScenario = (
  demand: ScenarioDemand,
  pool: readonly PooledFamily[],
  random: Random,
): DrawnScenario => {
  const { member, theta } = drawMemberAndStart(demand, pool, random);
  const { loss, family, parameters } = member;
  const max = demand.maxStepSize?.(loss) ?? Number.POSITIVE_INFINITY;
  const scenario: Scenario = {
    loss: { family: family.name, parameters },
    theta,
    stepSize: drawStepSize(curvatureAt(loss, new Float64Array(theta)), max, random),
    steps: drawSteps(demand.steps, random),
    seed: random() < 0.5 ? integerBetween(random, 0, 9) : Math.floor((random() - 0.5) * 2 ** 32),
    hyperparameters: drawHyperparameters(demand.hyperparameters, random),
  };
  return { scenario, loss };
};

const drawMemberAndStart = (
  demand: ScenarioDemand,
  pool: readonly PooledFamily[],
  random: Random,
): { readonly member: FamilyMember; readonly theta: readonly number[] } => {
  const { family, strata } = weightedOneOf(random, pool);
  const dimension = drawDimension(strata, random);
  const drawn = drawMember(family, dimension, demand.dimension, random);
  if (demand.start === 'any') return { member: drawn, theta: drawStart(drawn, demand.domain, random) };
  for (const member of [drawn, canonicalMember(family, dimension)]) {
    const theta = member && drawStationaryStart(member, demand.domain, random);
    if (theta) return { member, theta };
  }
  return { member: drawn, theta: drawStart(drawn, demand.domain, random) };
};

/** A member of the demanded dimension: families whose shapes are coarse may overshoot, and are then asked for less. */
const drawMember = (
  family: LossFamily,
  dimension: number,
  { min, max }: DimensionRange,
  random: Random,
): FamilyMember => {
  for (let wanted = dimension; ; wanted--) {
    const member = builtMember(family, family.draw(wanted, random));
    if (!member) throw new Error(`scenarios: ${family.name} rejects parameters that it drew itself`);
    const fits = member.loss.dimension >= min && member.loss.dimension <= max;
    if (fits || wanted <= Math.max(min, family.dimensions.min)) return member;
  }
};

/** The ends of the range, half of the time few steps, otherwise any number. */
const drawSteps = ({ min, max }: ScenarioDemand['steps'], random: Random): number => {
  const kind = random();
  if (kind < 0.1) return oneOf(random, [min, max]);
  return integerBetween(random, min, kind < 0.55 ? Math.min(max, min + 7) : max);
};

const assertRanges = ({ steps, dimension, hyperparameters }: ScenarioDemand): void => {
  dimensionStrataWithin(dimension);
  if (
    !(Number.isInteger(steps.min) && Number.isInteger(steps.max) && steps.min >= 1 && steps.max >= steps.min)
  ) {
    throw new RangeError(
      `scenarios: steps must be integers with 1 ≤ min ≤ max, got min = ${steps.min}, max = ${steps.max}`,
    );
  }
  assertHyperparameterRanges(hyperparameters);
};

/** Whether a value has the form of a scenario, wherever it comes from. */
export const isScenario = (value: unknown): value is Scenario =>
  isObject(value) &&
  isObject(value.loss) &&
  typeof value.loss.family === 'string' &&
  'parameters' in value.loss &&
  Array.isArray(value.theta) &&
  value.theta.length > 0 &&
  value.theta.every((x) => typeof x === 'number') &&
  typeof value.stepSize === 'number' &&
  value.stepSize > 0 &&
  Number.isInteger(value.steps) &&
  Number.isInteger(value.seed) &&
  isObject(value.hyperparameters) &&
  Object.values(value.hyperparameters).every((x) => typeof x === 'number');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
