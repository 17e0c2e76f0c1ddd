import type { LossFamily, LossReference } from '../../types/loss.ts';
import type { Scenario } from '../../types/scenario.ts';
import { simplerJson } from '../shrink/json.ts';
import { fewer, simplerNumber, simplerScales } from '../shrink/number.ts';
import { simplerNumbers } from '../shrink/numbers.ts';
import { inStorage } from './coarse.ts';
import { canonicalMember, type FamilyMember } from './familyMember.ts';
import { fitsDemand, isStationary, type ScenarioDemand } from './scenarioDemand.ts';
import { byComplexity, familyRank } from './scenarioRank.ts';
import { defaults, simpleStarts, simpleStepSizes } from './simplestScenario.ts';

/** Simpler scenarios in place of one, coarse changes first. Those that leave the demand are not among them. */
export function* simplerScenarios(demand: ScenarioDemand, scenario: Scenario): Generator<Scenario, void> {
  const stationary = demand.start === 'stationary' && isStationary(demand, scenario);
  for (const coarse of candidates(demand, scenario)) {
    const candidate = demand.storage ? { ...coarse, theta: inStorage(coarse.theta, demand) } : coarse;
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
  const simple = simpleStarts(demand, { family, parameters, loss });
  // Far out, where a loss that is no quadratic has another curvature.
  const far = demand.start === 'any' ? [10, 100].map((x) => kept.map(() => x)) : [];
  for (const theta of [kept, ...simple, ...far]) {
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
