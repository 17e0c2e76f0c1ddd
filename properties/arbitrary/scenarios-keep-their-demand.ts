import type fc from 'fast-check';
import { type ScenarioDemand, scenarios } from '../../src/arbitrary/scenario/scenario.ts';
import { scenarioRank } from '../../src/arbitrary/scenario/scenarioRank.ts';
import { ranksLower } from '../../src/arbitrary/shrink/simplerValues.ts';
import { loadFamilies } from '../../src/catalog/losses.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Scenario } from '../../src/types/scenario.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { ofGenerator } from '../subjects/generators.ts';

const families = await loadFamilies();

const maxStepSize = (loss: Loss): number => 0.5 / (loss.smoothness ?? 1);

const demand: ScenarioDemand = {
  families: families.filter(({ facts }) => facts.smooth),
  dimension: { min: 2, max: 16 },
  steps: { min: 2, max: 12 },
  maxStepSize,
  start: 'any',
  domain: 'positive',
  hyperparameters: { rate: { default: 0.9, min: 0.1, max: 0.99 } },
};

/** Every limit of the demand, read off the scenario anew. */
const keepsDemand = (scenario: Scenario): boolean => {
  const { theta, stepSize, steps, seed, hyperparameters } = scenario;
  const loss = demand.families
    .find(({ name }) => name === scenario.loss.family)
    ?.build(scenario.loss.parameters);
  const rate = hyperparameters.rate!;
  return (
    loss !== undefined &&
    loss.dimension === theta.length &&
    theta.length >= 2 &&
    theta.length <= 16 &&
    theta.every((x) => x > 0 && Number.isFinite(x)) &&
    stepSize > 0 &&
    stepSize <= maxStepSize(loss) &&
    steps >= 2 &&
    steps <= 12 &&
    (seed | 0) === seed &&
    rate >= 0.1 &&
    rate <= 0.99
  );
};

/** The scenario and the first forty of those offered in its place keep the demand, the latter at a lower rank. */
const holdsFor = (
  given: fc.Arbitrary<Scenario>,
  scenario: Scenario,
  change: (simpler: Scenario) => Scenario,
): Outcome => {
  const rank = scenarioRank(demand, scenario);
  if (!keepsDemand(change(scenario))) return truth(false);
  let offered = 0;
  for (const { value } of given.shrink(scenario, undefined)) {
    const simpler = change(value);
    if (!keepsDemand(simpler) || !ranksLower(scenarioRank(demand, simpler), rank)) return truth(false);
    if (++offered === 40) break;
  }
  return truth(true);
};

const claim: Claim<Scenario> = {
  id: 'G11-demand',
  claim:
    'A scenario and whatever shrinking offers in its place keep the demand, and the latter are strictly simpler.',
  source: 'the order of simplicity is finite below every scenario',
  ...ofGenerator('scenarios', (make) => {
    const given = make(demand);
    return { given, holds: (scenario) => holdsFor(given, scenario, (simpler) => simpler) };
  }),
  mutants: {
    'step size set to 1 without asking': (scenario) =>
      holdsFor(scenarios(demand), scenario, (simpler) => ({ ...simpler, stepSize: 1 })),
    'coordinates zeroed': (scenario) =>
      holdsFor(scenarios(demand), scenario, (simpler) => ({ ...simpler, theta: simpler.theta.map(() => 0) })),
    'a coordinate lost': (scenario) =>
      holdsFor(scenarios(demand), scenario, (simpler) => ({ ...simpler, theta: simpler.theta.slice(1) })),
    'one step': (scenario) => holdsFor(scenarios(demand), scenario, (simpler) => ({ ...simpler, steps: 1 })),
    'nothing simpler': (scenario) => holdsFor(scenarios(demand), scenario, () => scenario),
  },
};

export default claim;
