import { defaultHyperparameters, runTrajectory, type Trajectory } from '../../dynamics/trajectory.ts';
import type { Announce, Check } from '../../types/check.ts';
import type { Hyperparameter } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import { firstDifference } from '../parts/difference.ts';
import { holds, inconclusive, refuted, vacuous } from '../parts/outcomes.ts';
import { isZero } from '../parts/pairs.ts';
import { short } from '../parts/short.ts';
import { type Trial, trialsAround } from '../parts/trials.ts';

/** Runs that have to agree bit for bit before a hyperparameter is called dead. */
const leastTrials = 12;

const hyperparametersMatter: Check = {
  id: 'hyperparameters-matter',
  layer: 'laws',
  claim:
    'Every declared hyperparameter changes some Δθ in some bit, at some of its values, on some loss; and 0, where it is allowed, is not taken for the default.',
  source: 'Δ(θ; a) ≠ Δ(θ; b) for some a, b: what moves nothing is not read; `value || usual` is `usual` at 0',
  kind: 'required',
  applies: (rule) => questions(rule.hyperparameters ?? {}).length > 0,
  demand: () => ({ steps: { min: 2, max: 24 } }),
  observe: (setting, announce) => {
    for (const { name, usual, others } of questions(setting.rule.hyperparameters ?? {})) {
      const found = search(setting, announce, { name, usual, others });
      if (found.outcome === 'fault') return vacuous(found.message);
      if (found.outcome === 'moves') continue;
      if (!found.moved) return vacuous('nothing moves, whatever the hyperparameters');
      if (found.trials < leastTrials)
        return inconclusive(`too few losses fit to tell whether ${name} matters`);
      const zero = others.length === 1 && others[0] === 0;
      return refuted({
        cause: zero ? `${name}-0-replaced` : `dead-${name}`,
        sentence:
          `${zero ? `${name} = 0 is taken for ${short(usual)}` : `${name} moves nothing`}: ` +
          `Δθ is the same bit for bit at ${[usual, ...others].map(short).join(', ')} ` +
          `in ${found.trials} runs on ${found.losses} losses`,
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
const search = (setting: Setting, announce: Announce, { name, usual, others: rest }: Question): Found => {
  const losses = new Set<string>();
  let trials = 0;
  let moved = false;
  for (const trial of trialsAround(setting)) {
    // Another hyperparameter may hide this one (a momentum of 0 hides its damping): later trials are at the defaults.
    const others = trials === 0 ? setting.scenario.hyperparameters : defaultHyperparameters(setting.rule);
    const runWith = (value: number): Trajectory =>
      run(setting, trial, { ...others, [name]: value }, announce);
    const base = runWith(usual);
    if (base.fault && trials === 0) return { outcome: 'fault', message: base.fault.message };
    if (rest.some((value) => firstDifference(base, runWith(value)))) return { outcome: 'moves' };
    moved ||= base.steps.some(({ delta }) => !isZero(delta));
    losses.add(trial.loss.name);
    trials++;
  }
  return { outcome: 'same', trials, losses: losses.size, moved };
};

const run = (
  { rule, scenario }: Setting,
  trial: Trial,
  hyperparameters: Readonly<Record<string, number>>,
  announce: Announce,
): Trajectory =>
  runTrajectory(rule, trial.loss, {
    ...trial,
    seed: scenario.seed,
    hyperparameters,
    announce,
    gradient: 'sample',
  });

/** The default, both ends, and what lies halfway between them on either scale. */
const valuesOf = ({ default: usual, min, max }: Hyperparameter): readonly number[] => [
  ...new Set([usual, min, max, (min + max) / 2, ...(min > 0 ? [Math.sqrt(min * max)] : [])]),
];

export default hyperparametersMatter;
