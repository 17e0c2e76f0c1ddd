import type { Loss, LossFamily } from '../../types/loss.ts';
import type { DimensionRange, Scenario } from '../../types/scenario.ts';
import { isStorable, type StoredIn } from './coarse.ts';
import { familyMember } from './familyMember.ts';
import type { HyperparameterRanges } from './hyperparameter.ts';

/** Which scenarios are wanted. */
export interface ScenarioDemand {
  /** At least one of them must reach the dimensions. */
  readonly families: readonly LossFamily[];
  readonly dimension: DimensionRange;
  readonly steps: { readonly min: number; readonly max: number };
  /** No η above this is drawn, nor offered in shrinking. */
  readonly maxStepSize?: (loss: Loss) => number;
  /** `stationary`: θ₀ where ∇L is exactly zero, wherever a family has such a landmark. */
  readonly start: 'any' | 'stationary';
  /** `positive`: every coordinate of θ₀ is above zero. */
  readonly domain: 'all' | 'positive';
  readonly hyperparameters: HyperparameterRanges;
  /** What θ₀ is stored in; doubles by default. Of sixteen bits the first step is resolved. */
  readonly storage?: StoredIn;
}

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
    isStorable(loss, scenario.theta, demand.storage) &&
    Object.entries(scenario.hyperparameters).every(([name, value]) => {
      const range = ranges[name];
      return range === undefined || (value >= range.min && value <= range.max);
    })
  );
};

/** The largest η that the demand allows on a loss, Infinity where it sets no limit. */
export const maxStepSize = (demand: ScenarioDemand, loss: Loss): number =>
  demand.maxStepSize?.(loss) ?? Number.POSITIVE_INFINITY;

/** Whether ∇L(θ₀, 0) is exactly zero. */
export const isStationary = (demand: ScenarioDemand, { loss, theta }: Scenario): boolean => {
  const family = demand.families.find(({ name }) => name === loss.family);
  const member = family && familyMember(family, loss.parameters);
  return member?.loss.gradient(Float64Array.from(theta), 0).every((d) => d === 0) ?? false;
};
