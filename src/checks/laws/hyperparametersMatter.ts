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
  claim: 'Every declared hyperparameter changes some Δθ in some bit, at some of its values, on some loss.',
  source: 'Δ(θ; a) ≠ Δ(θ; b) for some a, b: what moves nothing is not read',
  kind: 'required',
  applies: (rule) => movable(rule.hyperparameters ?? {}).length > 0,
  demand: () => ({ steps: { min: 2, max: 24 } }),
  observe: (setting, announce) => {
    for (const [name, range] of movable(setting.rule.hyperparameters ?? {})) {
      const found = search(setting, announce, name, range);
      if (found.outcome === 'fault') return vacuous(found.message);
      if (found.outcome === 'moves') continue;
      if (!found.moved) return vacuous('nothing moves, whatever the hyperparameters');
      if (found.trials < leastTrials)
        return inconclusive(`too few losses fit to tell whether ${name} matters`);
      return refuted({
        cause: `dead-${name}`,
        sentence:
          `${name} moves nothing: Δθ is the same bit for bit at ${valuesOf(range).map(short).join(', ')} ` +
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

/** Tries the values of one hyperparameter until two of them differ in some bit of some Δθ. */
const search = (setting: Setting, announce: Announce, name: string, range: Hyperparameter): Found => {
  const usual = range.default;
  const rest = valuesOf(range).filter((value) => value !== usual);
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

const movable = (
  ranges: Readonly<Record<string, Hyperparameter>>,
): readonly (readonly [string, Hyperparameter])[] =>
  Object.entries(ranges).filter(([, range]) => valuesOf(range).length > 1);

/** The default, both ends, and what lies halfway between them on either scale. */
const valuesOf = ({ default: usual, min, max }: Hyperparameter): readonly number[] => [
  ...new Set([usual, min, max, (min + max) / 2, ...(min > 0 ? [Math.sqrt(min * max)] : [])]),
];

export default hyperparametersMatter;
