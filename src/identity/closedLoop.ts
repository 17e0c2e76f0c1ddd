import { agreementCheck } from '../checks/agreement/agreementCheck.ts';
import { runAtOnce } from '../dynamics/running.ts';
import { defaultHyperparameters, runTrajectory } from '../dynamics/trajectory.ts';
import { seededRandom } from '../linalg/seeded.ts';
import type { LossFamily } from '../types/loss.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Setting } from '../types/scenario.ts';
import type { Tried } from './comparison.ts';
import { loopShare } from './rounding.ts';

/** Losses on which rules that read theirs are compared: a bowl, a curved valley, a network, and a mean of samples. */
const telling = ['quadratic', 'rosenbrock', 'tanh-network', 'mini-batch-least-squares'];

/** A run of a rule on each of these losses. */
export const loopsOf = (families: readonly LossFamily[], rule: NamedRule): readonly Setting[] =>
  families
    .filter(({ name }) => telling.includes(name))
    .map((family) => {
      const random = seededRandom(5, 'identity', family.name);
      const parameters = family.draw(4, random);
      const loss = family.build(parameters);
      const theta = Array.from({ length: loss.dimension }, () => 0.25 + random());
      return {
        rule,
        loss,
        scenario: {
          loss: { family: family.name, parameters },
          theta,
          stepSize: 2 ** -7,
          steps: 24,
          seed: 11,
          hyperparameters: defaultHyperparameters(rule),
        },
      };
    });

/** On how many of these runs a candidate moves as the rule does; undefined where it does not on one, or on all nothing is decided. */
export const agreesOn = (loops: readonly Setting[], tried: Tried): number | undefined => {
  const { rule, hyperparameters } = tried;
  if (!loops.every((setting) => isNear(setting, tried))) return undefined;
  const check = agreementCheck(rule, hyperparameters);
  const outcomes = loops.map((setting) => runAtOnce(check.observe(setting)).status);
  const held = outcomes.filter((status) => status === 'holds').length;
  return outcomes.some((status) => status === 'refuted' || status === 'inconclusive') || held === 0
    ? undefined
    : held;
};

/** Whether a candidate goes about the same way, so that noise has to be asked for. */
const isNear = ({ rule, loss, scenario }: Setting, candidate: Tried): boolean => {
  const run = { ...scenario, gradient: 'full' } as const;
  const own = runTrajectory(rule, loss, run).steps;
  const { hyperparameters } = candidate;
  const due = runTrajectory(candidate.rule, loss, { ...run, hyperparameters, history: own }).steps;
  return own.every(({ delta }, k) => {
    const other = due[k]?.delta;
    if (!other) return false;
    const size = delta.reduce((most, d, i) => Math.max(most, Math.abs(d), Math.abs(other[i]!)), 0);
    return delta.every((d, i) => Math.abs(d - other[i]!) <= loopShare * size);
  });
};
