import type { Loss, LossFamily, LossReference } from '../types/loss.ts';
import type { Scenario } from '../types/scenario.ts';
import type { Json } from '../types/vector.ts';
import { canonicalMember, type FamilyMember, familyMember, stationaryPoints } from './familyMember.ts';
import type { ScenarioDemand } from './scenario.ts';
import { jsonCost, jsonOrder, simplerJson } from './simplerJson.ts';
import { numberCost, scaleCost, simplerNumber, simplerScales, towards } from './simplerNumber.ts';
import { numbersRank, simplerNumbers } from './simplerNumbers.ts';

/**
 * The order in which scenarios are simpler: family, dimension, parameters of the loss, non-zero coordinates, steps,
 * decimals of θ, η, hyperparameters away from their defaults, seed.
 */
export const scenarioRank = (demand: ScenarioDemand, scenario: Scenario): readonly number[] => {
  const [nonZero = 0, cost = 0, order = 0] = numbersRank(scenario.theta);
  return [
    familyRank(demand, scenario.loss.family),
    scenario.theta.length,
    ...parametersRank(scenario.loss.parameters),
    nonZero,
    scenario.steps,
    cost,
    order,
    scaleCost(scenario.stepSize),
    hyperparametersCost(demand, scenario.hyperparameters),
    numberCost(scenario.seed),
  ];
};

/** The rank of parameters, worked out once for each value: most scenarios on offer share those of the one found. */
const parametersRank = (parameters: Json): readonly number[] => {
  if (typeof parameters !== 'object' || parameters === null) return [jsonCost(parameters), 0];
  const rank = parameterRanks.get(parameters) ?? [jsonCost(parameters), jsonOrder(parameters)];
  parameterRanks.set(parameters, rank);
  return rank;
};

const parameterRanks = new WeakMap<object, readonly number[]>();

const familyRank = ({ families }: ScenarioDemand, name: string): number => {
  const family = families.find((candidate) => candidate.name === name);
  if (!family) return Number.POSITIVE_INFINITY;
  return families.reduce((rank, other) => rank + (isSimplerFamily(other, family) ? 1 : 0), 0);
};

const isSimplerFamily = (a: LossFamily, b: LossFamily): boolean =>
  a.complexity < b.complexity || (a.complexity === b.complexity && a.name < b.name);

const byComplexity = (families: readonly LossFamily[]): readonly LossFamily[] =>
  families.toSorted((a, b) => (isSimplerFamily(a, b) ? -1 : 1));

const hyperparametersCost = (demand: ScenarioDemand, values: Readonly<Record<string, number>>): number =>
  Object.entries(values).reduce((sum, [name, value]) => {
    return sum + (value === demand.hyperparameters[name]?.default ? 0 : 1 + numberCost(value));
  }, 0);

/** Whether a scenario can be run and keeps every limit of the demand that shrinking could break. */
export const fitsDemand = (demand: ScenarioDemand, scenario: Scenario): boolean => {
  const family = demand.families.find(({ name }) => name === scenario.loss.family);
  const member = family && familyMember(family, scenario.loss.parameters);
  if (!member || member.loss.dimension !== scenario.theta.length) return false;
  const { loss } = member;
  const ranges = demand.hyperparameters;
  return (
    loss.dimension >= demand.dimension.min &&
    scenario.steps >= demand.steps.min &&
    scenario.stepSize > 0 &&
    scenario.stepSize <= maxStepSize(demand, loss) &&
    scenario.theta.every((x) => Number.isFinite(x) && (demand.domain === 'all' || x > 0)) &&
    Object.entries(scenario.hyperparameters).every(([name, value]) => {
      const range = ranges[name];
      return range === undefined || (value >= range.min && value <= range.max);
    })
  );
};

const maxStepSize = (demand: ScenarioDemand, loss: Loss): number =>
  demand.maxStepSize?.(loss) ?? Number.POSITIVE_INFINITY;

const isStationary = (demand: ScenarioDemand, { loss, theta }: Scenario): boolean => {
  const family = demand.families.find(({ name }) => name === loss.family);
  const member = family && familyMember(family, loss.parameters);
  return member?.loss.gradient(Float64Array.from(theta), 0).every((d) => d === 0) ?? false;
};

/** The simplest scenarios of the demand in ascending rank: a few small ones for each of the simplest families. */
export function* simplestScenarios(demand: ScenarioDemand): Generator<Scenario, void> {
  const hyperparameters = defaults(demand);
  for (const [place, family] of byComplexity(demand.families).entries()) {
    const least = Math.max(demand.dimension.min, family.dimensions.min);
    for (const dimension of place < 3 ? [least, least + 1, least + 2] : [least]) {
      if (dimension > demand.dimension.max) break;
      const member = canonicalMember(family, dimension);
      if (!member) continue;
      const cases = [demand.steps.min, demand.steps.min + 1, demand.steps.min + 4].flatMap((steps) =>
        simpleStarts(demand, member).flatMap((theta) =>
          simpleStepSizes(demand, member.loss).map((stepSize) => ({
            loss: { family: family.name, parameters: member.parameters },
            theta,
            stepSize,
            steps,
            seed: 0,
            hyperparameters,
          })),
        ),
      );
      const fitting = cases.filter(
        (scenario) => scenario.steps <= demand.steps.max && fitsDemand(demand, scenario),
      );
      yield* fitting.toSorted((a, b) => compareRanks(scenarioRank(demand, a), scenarioRank(demand, b)));
    }
  }
}

const compareRanks = (a: readonly number[], b: readonly number[]): number => {
  const i = a.findIndex((x, index) => x !== b[index]);
  return i < 0 ? 0 : a[i]! - b[i]!;
};

const simpleStarts = (demand: ScenarioDemand, { loss }: FamilyMember): readonly (readonly number[])[] => {
  if (demand.start === 'stationary') {
    const [first] = stationaryPoints(loss);
    if (first) return [first];
  }
  return [Array.from({ length: loss.dimension }, () => 1)];
};

/** 1 and 1/10 where they are allowed, otherwise the largest power of ten that is. */
const simpleStepSizes = (demand: ScenarioDemand, loss: Loss): readonly number[] => {
  const max = maxStepSize(demand, loss);
  if (max >= 1) return [1, 0.1];
  return max > 0 ? [Number(`1e${Math.floor(Math.log10(max))}`)] : [];
};

const defaults = ({ hyperparameters }: ScenarioDemand): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(hyperparameters).map(([name, range]) => [name, range.default]));

/** Simpler scenarios in place of one, coarse changes first. Those that leave the demand are not among them. */
export function* simplerScenarios(demand: ScenarioDemand, scenario: Scenario): Generator<Scenario, void> {
  const stationary = demand.start === 'stationary' && isStationary(demand, scenario);
  for (const candidate of candidates(demand, scenario)) {
    if (fitsDemand(demand, candidate) && (!stationary || isStationary(demand, candidate))) yield candidate;
  }
}

function* candidates(demand: ScenarioDemand, scenario: Scenario): Generator<Scenario, void> {
  yield* withoutIrrelevantParts(demand, scenario);
  yield* withSimplerLoss(demand, scenario);
  yield* withFewerCoordinates(demand, scenario);
  for (const steps of fewer(scenario.steps, demand.steps.min)) yield { ...scenario, steps };
  for (const theta of simplerNumbers(scenario.theta)) yield { ...scenario, theta };
  for (const stepSize of simplerScales(scenario.stepSize)) yield { ...scenario, stepSize };
  yield* withSimplerHyperparameters(demand, scenario);
  for (const seed of simplerNumber(scenario.seed)) if (Number.isInteger(seed)) yield { ...scenario, seed };
  const starts = scenario.theta.some((x) => x !== 0)
    ? [scenario.theta]
    : [scenario.theta, scenario.theta.map(() => 1)];
  for (const parameters of simplerJson(scenario.loss.parameters)) {
    for (const theta of starts) yield { ...scenario, theta, loss: { ...scenario.loss, parameters } };
  }
}

/** All parts at their simplest but one or two of them, over the same loss. */
function* withoutIrrelevantParts(demand: ScenarioDemand, scenario: Scenario): Generator<Scenario, void> {
  const ones = scenario.theta.map(() => 1);
  const simple: Scenario = {
    loss: scenario.loss,
    theta: ones,
    stepSize: 1,
    steps: demand.steps.min,
    seed: 0,
    hyperparameters: { ...scenario.hyperparameters, ...defaults(demand) },
  };
  const { theta, stepSize, steps, seed, hyperparameters } = scenario;
  yield simple;
  yield* [{ theta }, { steps }, { stepSize }, { hyperparameters }, { seed }].map((kept) => ({
    ...simple,
    ...kept,
  }));
  const dropped = [
    { seed: 0 },
    { hyperparameters: simple.hyperparameters },
    { stepSize: 1 },
    { theta: ones },
  ];
  for (const part of dropped) yield { ...scenario, ...part };
}

/** The canonical member of each simpler family, with the same θ as far as it reaches, or with a simple one. */
function* withSimplerLoss(demand: ScenarioDemand, scenario: Scenario): Generator<Scenario, void> {
  const own = familyRank(demand, scenario.loss.family);
  for (const family of byComplexity(demand.families)) {
    if (familyRank(demand, family.name) >= own) return;
    const member = canonicalMember(family, scenario.theta.length);
    if (member) yield* onMember(demand, scenario, member);
  }
}

function* onMember(
  demand: ScenarioDemand,
  scenario: Scenario,
  { family, parameters, loss }: FamilyMember,
): Generator<Scenario, void> {
  const kept = Array.from({ length: loss.dimension }, (_, i) => scenario.theta[i] ?? 1);
  const same = scenario.loss.family === family.name ? scenario.loss : {};
  const reference: LossReference = { ...same, family: family.name, parameters };
  for (const theta of [kept, ...simpleStarts(demand, { family, parameters, loss })]) {
    for (const stepSize of [scenario.stepSize, ...simpleStepSizes(demand, loss)]) {
      yield { ...scenario, loss: reference, theta, stepSize };
    }
  }
}

/** First the canonical member at fewer coordinates (or at as many), then this loss without halves of them, then without each. */
function* withFewerCoordinates(demand: ScenarioDemand, scenario: Scenario): Generator<Scenario, void> {
  const family = demand.families.find(({ name }) => name === scenario.loss.family);
  if (!family) return;
  const dimension = scenario.theta.length;
  const least = Math.max(demand.dimension.min, family.dimensions.min);
  for (const count of [...fewer(dimension, least), dimension]) {
    const member = canonicalMember(family, count);
    if (member) yield* onMember(demand, scenario, member);
  }
  for (let block = Math.ceil(dimension / 2); block >= 1; block = block === 1 ? 0 : Math.ceil(block / 2)) {
    for (let from = dimension - block; from >= 0; from -= block) {
      const without = withoutCoordinates(family, scenario, from, from + block);
      if (without) yield without;
    }
  }
}

const withoutCoordinates = (
  family: LossFamily,
  scenario: Scenario,
  from: number,
  to: number,
): Scenario | undefined => {
  let { parameters } = scenario.loss;
  let { theta } = scenario;
  for (let coordinate = to - 1; coordinate >= from; coordinate--) {
    if (coordinate >= theta.length) continue;
    const dropped = family.drop?.(parameters, coordinate);
    if (!dropped) return undefined;
    parameters = dropped.parameters;
    const before = theta;
    theta = dropped.kept.map((i) => before[i] ?? 1);
  }
  return { ...scenario, theta, loss: { ...scenario.loss, parameters } };
};

function* withSimplerHyperparameters(demand: ScenarioDemand, scenario: Scenario): Generator<Scenario, void> {
  for (const [name, value] of Object.entries(scenario.hyperparameters)) {
    const usual = demand.hyperparameters[name]?.default;
    if (usual !== undefined && value !== usual) {
      for (const simpler of [usual, ...simplerNumber(value)]) {
        yield { ...scenario, hyperparameters: { ...scenario.hyperparameters, [name]: simpler } };
      }
    }
  }
}

/** The least count, then counts by bisection from there up to one less than n. */
export function* fewer(n: number, least: number): Generator<number, void> {
  if (n <= least) return;
  yield least;
  for (const gap of towards(n - least)) if (gap < n - least) yield least + gap;
}
