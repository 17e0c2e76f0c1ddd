import fc from 'fast-check';
import { dimensionStratum } from '../../src/arbitrary/coverage/strata.ts';
import { type ScenarioDemand, scenarios } from '../../src/arbitrary/scenario/scenario.ts';
import { loadFamilies } from '../../src/catalog/losses.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Scenario } from '../../src/types/scenario.ts';
import { reaches } from '../generators/reach.ts';
import { sampleCost, sampleSeeds } from '../generators/samples.ts';
import { ofGenerator } from '../subjects/generators.ts';

const families = await loadFamilies();

const demand: ScenarioDemand = {
  families,
  dimension: { min: 1, max: 64 },
  steps: { min: 1, max: 32 },
  start: 'any',
  domain: 'all',
  hyperparameters: { rate: { default: 0.9, min: 0, max: 0.99 } },
};

/** Half of what is designed, or less; a family that takes no part in small dimensions is hit less often there. */
const required: Readonly<Record<string, number>> = {
  'D = 1': 0.04,
  'D = 2': 0.12,
  'D = 3–8': 0.2,
  'D = 9–64': 0.06,
  'an exact zero': 0.07,
  'equal coordinates': 0.05,
  'far from everything': 0.005,
  'next to nothing': 0.005,
  'exactly stationary': 0.015,
  'close to a landmark': 0.03,
  'ηβ below 10⁻⁴': 0.035,
  'ηβ below 1/10': 0.1,
  'ηβ below 1': 0.1,
  'ηβ around 2': 0.05,
  'ηβ beyond 2': 0.03,
  'one step': 0.03,
  'over half of the steps': 0.15,
  'small seed': 0.25,
  'large seed': 0.25,
  'default hyperparameters': 0.3,
  'hyperparameter at an end': 0.06,
  'hyperparameter within': 0.1,
  ...Object.fromEntries(families.map(({ name }) => [name, 0.4 / families.length])),
};

const strata = ({
  loss: { family, parameters },
  theta,
  stepSize,
  steps,
  seed,
  hyperparameters,
}: Scenario) => {
  const loss = families.find(({ name }) => name === family)!.build(parameters);
  const at = Float64Array.from(theta);
  const is = (label: string, holds: boolean): readonly string[] => (holds ? [label] : []);
  const distance = (loss.landmarks ?? []).map((mark) =>
    Math.max(...mark.theta.map((x, i) => Math.abs(x - theta[i]!))),
  );
  const relative = loss.smoothness === undefined ? Number.NaN : stepSize * loss.smoothness;
  const size = Math.max(...theta.map(Math.abs));
  const { rate } = hyperparameters;
  return [
    family,
    `D = ${dimensionStratum(theta.length)}`,
    ...is('an exact zero', theta.includes(0)),
    ...is(
      'equal coordinates',
      theta.some((x, i) => x !== 0 && theta.indexOf(x) !== i),
    ),
    ...is('far from everything', size > 1e8),
    ...is('next to nothing', size > 0 && size < 1e-90),
    ...is(
      'exactly stationary',
      loss.gradient(at, 0).every((d) => d === 0),
    ),
    ...is(
      'close to a landmark',
      distance.some((d) => d > 0 && d < 2e-3),
    ),
    ...is('ηβ below 10⁻⁴', relative < 1e-4),
    ...is('ηβ below 1/10', relative >= 1e-4 && relative < 0.1),
    ...is('ηβ below 1', relative >= 0.1 && relative < 1),
    ...is('ηβ around 2', relative >= 1 && relative < 2.1),
    ...is('ηβ beyond 2', relative >= 2.1),
    ...is('one step', steps === 1),
    ...is('over half of the steps', steps > 16),
    ...is('small seed', seed >= 0 && seed < 10),
    ...is('large seed', Math.abs(seed) > 1e6),
    ...is('default hyperparameters', rate === 0.9),
    ...is('hyperparameter at an end', rate === 0 || rate === 0.99),
    ...is('hyperparameter within', rate !== undefined && rate > 0 && rate < 0.99 && rate !== 0.9),
  ];
};

/** Standard doubles and a step size from 0 to 1: what anybody would write first. */
const naive: fc.Arbitrary<Scenario> = scenarios(demand).chain((scenario) =>
  fc.record({
    loss: fc.constant(scenario.loss),
    theta: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: scenario.theta.length,
      maxLength: scenario.theta.length,
    }),
    stepSize: fc.double({ min: 1e-8, max: 1, noNaN: true }),
    steps: fc.integer({ min: 1, max: 32 }),
    seed: fc.integer(),
    hyperparameters: fc.constant(scenario.hyperparameters),
  }),
);

const claim: Claim<number> = {
  id: 'G10-scenarios',
  claim:
    'Scenarios of every loss family, dimension, kind of start, relative step size, length and hyperparameter come at half their designed share or more: a case is a test of thousands of draws.',
  source: 'G: Chernoff bounds at a certainty of 10⁹',
  cost: sampleCost,
  ...ofGenerator('scenarios', (make) => ({
    given: sampleSeeds,
    holds: reaches(make(demand), strata, required),
  })),
  mutants: {
    'standard doubles': reaches(naive, strata, required),
    'step sizes without regard to curvature': reaches(
      scenarios(demand).map((scenario) => ({ ...scenario, stepSize: 0.01 })),
      strata,
      required,
    ),
    'one family forgotten': reaches(scenarios({ ...demand, families: families.slice(1) }), strata, required),
    'starts rounded to integers': reaches(
      scenarios(demand).map((scenario) => ({ ...scenario, theta: scenario.theta.map(Math.round) })),
      strata,
      required,
    ),
  },
};

export default claim;
