import type { Loss } from '../../types/loss.ts';
import type { Scenario } from '../../types/scenario.ts';
import { canonicalMember, type FamilyMember, stationaryPoints } from './familyMember.ts';
import { fitsDemand, maxStepSize, type ScenarioDemand } from './scenarioDemand.ts';
import { byComplexity } from './scenarioRank.ts';

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
      yield* cases.filter((scenario) => scenario.steps <= demand.steps.max && fitsDemand(demand, scenario));
    }
  }
}

/** The starts that simple scenarios have on a member: a stationary point where one is wanted, otherwise ones. */
export const simpleStarts = (
  demand: ScenarioDemand,
  { loss }: FamilyMember,
): readonly (readonly number[])[] => {
  if (demand.start === 'stationary') {
    const [first] = stationaryPoints(loss);
    if (first) return [first];
  }
  return [Array.from({ length: loss.dimension }, () => 1)];
};

/** 1 and 1/10 where they are allowed, otherwise the largest power of ten that is. */
export const simpleStepSizes = (demand: ScenarioDemand, loss: Loss): readonly number[] => {
  const max = maxStepSize(demand, loss);
  if (max >= 1) return [1, 0.1];
  return max > 0 ? [Number(`1e${Math.floor(Math.log10(max))}`)] : [];
};

/** The defaults of all hyperparameters. */
export const defaults = ({ hyperparameters }: ScenarioDemand): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(hyperparameters).map(([name, range]) => [name, range.default]));
