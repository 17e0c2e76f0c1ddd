import { roundAll } from '../../linalg/precision.ts';
import type { Loss, LossFamily } from '../../types/loss.ts';
import type { DimensionRange, Scenario } from '../../types/scenario.ts';
import type { Random } from '../../types/vector.ts';
import { integerBetween, oneOf, weightedOneOf } from '../choose.ts';
import { type DimensionStratum, dimensionStrataWithin, drawDimension } from '../coverage/strata.ts';
import type { DirectGenerator } from '../shrink/simplerValues.ts';
import {
  inStorage,
  isStorable,
  leastResolvedStepSize,
  needsResolution,
  type StoredIn,
  startsAtZero,
} from './coarse.ts';
import { builtMember, canonicalMember, type FamilyMember, stationaryPoints } from './familyMember.ts';
import { assertHyperparameterRanges, drawHyperparameters } from './hyperparameter.ts';
import type { ScenarioDemand } from './scenarioDemand.ts';
import { scenarioRank } from './scenarioRank.ts';
import { simplerScenarios } from './simplerScenario.ts';
import { simplestScenarios } from './simplestScenario.ts';
import { drawStart, drawStationaryStart, ordinaryStrata } from './startingPoint.ts';
import { curvatureAt, drawStepSize } from './stepSizeStrata.ts';

/** A scenario with the loss that was built to draw it. */
export interface DrawnScenario {
  readonly scenario: Scenario;
  readonly loss: Loss;
}

/** The scenarios of a demand: drawn with their losses for a caller that runs each at once, or as a generator. */
export interface ScenarioSource extends DirectGenerator<Scenario> {
  drawWithLoss(random: Random): DrawnScenario;
}

/**
 * Scenarios as plain functions.
 *
 * @throws RangeError where the demand admits no scenario
 * Cost: one build of the loss and at most two gradients a scenario.
 */
export const scenarioSource = (demand: ScenarioDemand): ScenarioSource => {
  assertRanges(demand);
  const pool = familyPool(demand);
  return {
    drawWithLoss: (random) => drawScenario(demand, pool(), random),
    draw: (random) => drawScenario(demand, pool(), random).scenario,
    isCase: isScenario,
    rank: (scenario) => scenarioRank(demand, scenario),
    simpler: (scenario) => simplerScenarios(demand, scenario),
    simplest: () => simplestScenarios(demand),
  };
};

interface PooledFamily {
  readonly family: LossFamily;
  readonly weight: number;
  readonly strata: readonly DimensionStratum[];
}

/** Networks are expensive to run: together they get this share of the cases where other families fit too. */
const networkShare = 0.2;

/**
 * The families that are drawn from, known once one is asked for: which of them rest somewhere is only found by building them.
 *
 * @throws RangeError at once, where no family reaches the dimensions
 */
const familyPool = ({ families, dimension, start }: ScenarioDemand): (() => readonly PooledFamily[]) => {
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
  let pool: readonly PooledFamily[] | undefined;
  return () => {
    pool ??= weighted(start === 'stationary' ? resting(reaching) : reaching);
    return pool;
  };
};

type Reaching = Omit<PooledFamily, 'weight'>;

/** Those with a point where the gradient is zero; all where none has one. */
const resting = (reaching: readonly Reaching[]): readonly Reaching[] => {
  const suited = reaching.filter(hasStationaryMember);
  return suited.length > 0 ? suited : reaching;
};

const weighted = (pool: readonly Reaching[]): readonly PooledFamily[] => {
  const networks = pool.filter(({ family }) => family.facts.network).length;
  const others = pool.length - networks;
  return pool.map(({ family, strata }) => {
    const weight = family.facts.network
      ? (others > 0 ? networkShare : 1) / networks
      : (1 - networkShare) / others;
    return { family, strata, weight };
  });
};

const hasStationaryMember = ({ family, strata }: Reaching): boolean => {
  const member = canonicalMember(family, strata[0]!.min);
  return member !== undefined && stationaryPoints(member.loss).length > 0;
};

const drawScenario = (
  demand: ScenarioDemand,
  pool: readonly PooledFamily[],
  random: Random,
): DrawnScenario => {
  const { member, theta, stepSize } = drawStartAndStep(demand, pool, random);
  const { loss, family, parameters } = member;
  const scenario: Scenario = {
    loss: { family: family.name, parameters },
    theta,
    stepSize,
    steps: drawSteps(demand.steps, random),
    seed: random() < 0.5 ? integerBetween(random, 0, 9) : Math.floor((random() - 0.5) * 2 ** 32),
    hyperparameters: drawHyperparameters(demand.hyperparameters, random),
  };
  return { scenario, loss };
};

/** Where a scenario starts, and with what step size. */
interface StartAndStep {
  readonly member: FamilyMember;
  readonly theta: readonly number[];
  readonly stepSize: number;
}

const drawStartAndStep = (
  demand: ScenarioDemand,
  pool: readonly PooledFamily[],
  random: Random,
): StartAndStep => {
  if (demand.start === 'any' && needsResolution(demand.storage)) {
    return drawResolved(demand, demand.storage, pool, random);
  }
  const { member, theta } = drawMemberAndStart(demand, pool, random);
  const stored = inStorage(theta, demand);
  return { member, theta: stored, stepSize: drawStep(demand, member.loss, stored, random) };
};

const drawStep = (
  { maxStepSize }: ScenarioDemand,
  loss: Loss,
  theta: readonly number[],
  random: Random,
): number =>
  drawStepSize(
    curvatureAt(loss, new Float64Array(theta)),
    maxStepSize?.(loss) ?? Number.POSITIVE_INFINITY,
    random,
  );

/** Draws after which a start is taken as it is, though its step may be lost in rounding. */
const mostDraws = 100;

/**
 * At θ = 0 on a loss whose slopes there are not 0, or with η so large that η|∂ᵢL| is resolved in some coordinate: else a
 * right rule would rest, and nothing be tested.
 */
const drawResolved = (
  demand: ScenarioDemand,
  storage: StoredIn,
  pool: readonly PooledFamily[],
  random: Random,
): StartAndStep => {
  const atZero = startsAtZero(demand.domain, random);
  for (let draws = 1; ; draws++) {
    const { family, strata } = weightedOneOf(random, pool);
    const member = drawMember(family, drawDimension(strata, random), demand.dimension, random);
    const { loss } = member;
    const theta = atZero
      ? Array.from({ length: loss.dimension }, () => 0)
      : inStorage(drawStart(member, demand.domain, random, ordinaryStrata), demand);
    const drawn = drawStep(demand, loss, theta, random);
    const gradient = roundAll(loss.gradient(Float64Array.from(theta), 0).slice(), storage.precision);
    const least = leastResolvedStepSize(gradient, theta, storage.precision);
    const wanted = atZero || drawn >= least ? drawn : least * 2 ** (4 * random());
    const isFit =
      least < Number.POSITIVE_INFINITY &&
      wanted <= (demand.maxStepSize?.(loss) ?? Number.POSITIVE_INFINITY) &&
      theta.every((x) => demand.domain === 'all' || x > 0) &&
      isStorable(loss, theta, storage);
    if (isFit || draws >= mostDraws) return { member, theta, stepSize: isFit ? wanted : drawn };
  }
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
