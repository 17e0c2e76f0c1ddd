import type { LossFamily } from '../../types/loss.ts';
import type { Scenario } from '../../types/scenario.ts';
import type { Json } from '../../types/vector.ts';
import { jsonCost, jsonOrder } from '../shrink/json.ts';
import { numberCost, scaleCost } from '../shrink/number.ts';
import { numbersRank } from '../shrink/numbers.ts';
import type { ScenarioDemand } from './scenarioDemand.ts';

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

/** Number of families in the demand that are simpler than the named one, Infinity where it is none of them. */
export const familyRank = ({ families }: ScenarioDemand, name: string): number => {
  const family = families.find((candidate) => candidate.name === name);
  if (!family) return Number.POSITIVE_INFINITY;
  return families.reduce((rank, other) => rank + (isSimplerFamily(other, family) ? 1 : 0), 0);
};

const isSimplerFamily = (a: LossFamily, b: LossFamily): boolean =>
  a.complexity < b.complexity || (a.complexity === b.complexity && a.name < b.name);

/** Families from simple to hard, those of equal complexity by name. */
export const byComplexity = (families: readonly LossFamily[]): readonly LossFamily[] =>
  families.toSorted((a, b) => (isSimplerFamily(a, b) ? -1 : 1));

const hyperparametersCost = (demand: ScenarioDemand, values: Readonly<Record<string, number>>): number =>
  Object.entries(values).reduce((sum, [name, value]) => {
    return sum + (value === demand.hyperparameters[name]?.default ? 0 : 1 + numberCost(value));
  }, 0);
