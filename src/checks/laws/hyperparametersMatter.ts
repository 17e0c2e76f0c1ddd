import { trajectories } from '../../dynamics/running.ts';
import { defaultHyperparameters } from '../../dynamics/trajectory.ts';
import { isHalf } from '../../linalg/precision.ts';
import { plural } from '../../numbers.ts';
import type { Check } from '../../types/check.ts';
import type { Hyperparameter } from '../../types/rule.ts';
import type { Run, Running, RunRequest } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import { firstDifference } from '../noise/firstDifference.ts';
import { short } from '../outcome/figures.ts';
import { holds, inconclusive, refuted, vacuous } from '../outcome/outcome.ts';
import { isAtRest } from '../run/run.ts';
import { type Trial, trialsAround } from '../run/trials.ts';

/** Runs that have to agree bit for bit before a hyperparameter is called dead. */
const leastTrials = 12;

/**
 * Cases that settle it. A hyperparameter that moves nothing moves nothing in any case, so that each case that decides refutes:
 * where no more than one in five did, forty would all decide nothing once in 7,500 times (0.8⁴⁰).
 */
const enoughCases = 40;

const hyperparametersMatter: Check = {
  id: 'hyperparameters-matter',
  layer: 'laws',
  claim:
    'Every declared hyperparameter changes some Δθ in some bit, at some of its values, on some loss; and 0, where it is allowed, is not taken for the default.',
  source: 'Δ(θ; a) ≠ Δ(θ; b) for some a, b: what moves nothing is not read; `value || usual` is `usual` at 0',
  kind: 'required',
  cases: enoughCases,
  applies: (rule) => questions(rule.hyperparameters).length > 0,
  demand: () => ({ steps: { min: 2, max: 24 } }),
  *observe(setting) {
    for (const { name, usual, others } of questions(setting.rule.hyperparameters)) {
      const found = yield* search(setting, { name, usual, others });
      if (found.outcome === 'fault') return vacuous(found.message);
      if (found.outcome === 'moves') continue;
      if (!found.moved) return vacuous('nothing moves, whatever the hyperparameters');
      if (found.trials < leastTrials)
        return inconclusive(`too few losses fit to tell whether ${name} matters`);
      if (isHalf(setting.rule.precision))
        return inconclusive(`what ${name} changes may be below what ${setting.rule.precision} tells apart`);
      const zero = others.length === 1 && others[0] === 0;
      return refuted({
        cause: zero ? `${name}-0-replaced` : `dead-${name}`,
        sentence:
          `${zero ? `${name} = 0 is taken for ${short(usual)}` : `${name} moves nothing`}: ` +
          `Δθ is the same bit for bit at ${[usual, ...others].map(short).join(', ')} ` +
          `in ${plural(found.trials, 'run')} on ${plural(found.losses, 'loss')}`,
        margin: -1,
        derived: { hyperparameter: name, runs: found.trials, losses: found.losses },
      });
    }
    return holds(1);
  },
};

type Found =
  | { readonly outcome: 'moves' }
  | { readonly outcome: 'fault'; readonly message: string }
  | { readonly outcome: 'same'; readonly trials: number; readonly losses: number; readonly moved: boolean };

/** Whether a hyperparameter at any of some values differs from what it is at its default. */
interface Question {
  readonly name: string;
  readonly usual: number;
  /** At least one. */
  readonly others: readonly number[];
}

/** Whether each hyperparameter matters at all; then, of those that may be 0, whether 0 is honoured. */
const questions = (ranges: Readonly<Record<string, Hyperparameter>>): readonly Question[] => {
  const all = Object.entries(ranges).flatMap(([name, range]) => {
    const usual = range.default;
    const others = valuesOf(range).filter((value) => value !== usual);
    return others.length > 0 ? [{ name, usual, others }] : [];
  });
  const zeros = all.filter(({ name, usual, others }) => {
    const { min, max } = ranges[name]!;
    return min <= 0 && max >= 0 && usual !== 0 && others.length > 1;
  });
  return [...all, ...zeros.map((question) => ({ ...question, others: [0] }))];
};

/** Tries the values of one hyperparameter until one of them differs from the default in some bit of some Δθ. */
function* search(setting: Setting, { name, usual, others: rest }: Question): Running<Found> {
  const losses = new Set<string>();
  let trials = 0;
  let moved = false;
  for (const trial of trialsAround(setting)) {
    // Another hyperparameter may hide this one (a momentum of 0 hides its damping): later trials are at the defaults.
    const others = trials === 0 ? setting.scenario.hyperparameters : defaultHyperparameters(setting.rule);
    const runWith = (value: number): RunRequest => ({
      rule: setting.rule,
      loss: trial.loss,
      run: runOf(setting, trial, { ...others, [name]: value }),
    });
    const [base, ...changed] = yield* trajectories([usual, ...rest].map(runWith));
    if (base!.fault && trials === 0) return { outcome: 'fault', message: base!.fault.message };
    if (changed.some((ran) => firstDifference(base!, ran))) return { outcome: 'moves' };
    moved ||= !isAtRest(base!);
    losses.add(trial.loss.name);
    trials++;
  }
  return { outcome: 'same', trials, losses: losses.size, moved };
}

const runOf = (
  { scenario }: Setting,
  trial: Trial,
  hyperparameters: Readonly<Record<string, number>>,
): Run => ({
  theta: trial.theta,
  stepSize: trial.stepSize,
  steps: trial.steps,
  seed: scenario.seed,
  hyperparameters,
  gradient: 'sample',
});

/** The default, both ends, and what lies halfway between them on either scale. */
const valuesOf = ({ default: usual, min, max }: Hyperparameter): readonly number[] => [
  ...new Set([usual, min, max, (min + max) / 2, ...(min > 0 ? [Math.sqrt(min * max)] : [])]),
];

export default hyperparametersMatter;
