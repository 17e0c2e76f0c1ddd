import { defaultHyperparameters, type Run, runTrajectory, type Step } from '../dynamics/trajectory.ts';
import { flatLoss } from '../losses/derived/flatLoss.ts';
import { promisedAmount } from '../rules/declaration/promise.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Setting } from '../types/scenario.ts';
import type { Change, Decay } from './change.ts';
import { decayRoundoff } from './rounding.ts';

/** Changes that are tried of one rule. */
const mostCandidates = 8;

/**
 * The changes that are tried, the strongest first: what leaves the promise as it is and narrows its reach, then other
 * promises, every step before a window, a window before an envelope, an envelope before a share, and each for larger step
 * sizes first. What the rule shows on a few runs decides which make sense at all; no verdict does.
 *
 * @param drawn some cases of the rule
 * @param positive some cases that start above 0
 */
export const candidatesFor = (
  rule: NamedRule,
  drawn: readonly Setting[],
  positive: readonly Setting[],
): readonly Change[] => {
  const decay = decayOf(rule);
  const narrowed: readonly Change[] = [
    ...(decay ? [{ decay }] : []),
    ...(isSingle(rule, drawn) ? [{ precision: 'float32' } as const] : []),
    ...(staysPositive(rule, positive) ? [{ domain: 'positive' } as const] : []),
    ...(rule.contract.losses === undefined ? [{ convexOnly: true } as const] : []),
  ];
  return [...narrowed, ...promises(rule, drawn)].slice(0, mostCandidates);
};

const promises = (rule: NamedRule, drawn: readonly Setting[]): readonly Change[] => {
  if (drawn.some((setting) => runTrajectory(rule, setting.loss, runOf(setting)).random))
    return [{ effective: 'in-expectation' }, { effective: { share: 0.9 } }];
  const { effective } = rule.contract;
  const window = promisedAmount(rule, 'window');
  const everyStep: readonly Change[] =
    effective === 'every-step'
      ? [
          { effective: 'every-step', maxRelativeStepSize: 1 },
          { effective: 'every-step', maxRelativeStepSize: 0.2 },
          { effective: 'small-step' },
        ]
      : [];
  return [
    ...everyStep,
    { effective: { window: window ?? 5 }, maxRelativeStepSize: 0.5 },
    { effective: { window: window ?? 5 }, maxRelativeStepSize: 0.2 },
    { effective: { window: 20 }, maxRelativeStepSize: 0.2 },
    { effective: { envelope: 40 }, maxRelativeStepSize: 0.2 },
    { effective: { share: 0.9 } },
  ];
};

const runOf = ({ scenario }: Setting): Run => {
  const { theta, stepSize, steps, seed, hyperparameters } = scenario;
  return { theta, stepSize, steps, seed, hyperparameters };
};

const stepsOf = (rule: NamedRule, settings: readonly Setting[]): readonly Step[] =>
  settings.flatMap((setting) => runTrajectory(rule, setting.loss, runOf(setting)).steps);

const isSingleNumber = (value: number): boolean => Object.is(Math.fround(value), value);

/** Whether every θ′ or Δ is a number of single precision, of gradients that are not. */
const isSingle = (rule: NamedRule, drawn: readonly Setting[]): boolean => {
  if (rule.precision !== 'float64') return false;
  const steps = stepsOf(rule, drawn).filter(({ gradient }) => !gradient.every(isSingleNumber));
  return (
    steps.length > 0 &&
    steps.every(({ delta, next, stored }) => (stored ? next : delta).every(isSingleNumber)) &&
    steps.some(({ delta }) => delta.some((value) => value !== 0))
  );
};

const staysPositive = (rule: NamedRule, positive: readonly Setting[]): boolean => {
  const steps = stepsOf(rule, positive);
  return (
    rule.domain === 'all' &&
    steps.some(({ delta }) => delta.some((value) => value !== 0)) &&
    steps.every(({ next }) => next.every((value) => value > 0))
  );
};

/** Where ∇L = 0: η and θ of the runs that look for a decay. */
const decayRuns = [
  { stepSize: 0.5, theta: [1, -3, 0.25] },
  { stepSize: 0.0625, theta: [-0.75, 2, 7] },
] as const;

/** λ where the first Δ is −ηλθ at ∇L = 0, with one λ for all coordinates and runs. */
const decayOf = (rule: NamedRule): Decay | undefined => {
  const usual = defaultHyperparameters(rule);
  const value = lambdaOf(rule, usual);
  if (value === undefined) return undefined;
  const [name] =
    Object.entries(rule.hyperparameters).find(
      ([field, { min, max }]) =>
        value === usual[field] &&
        [(min + max) / 2, max].every((other) =>
          isLambda(lambdaOf(rule, { ...usual, [field]: other }), other),
        ),
    ) ?? [];
  return name === undefined ? { value } : { value, hyperparameter: name };
};

const isLambda = (found: number | undefined, value: number): boolean =>
  found !== undefined && Math.abs(found - value) <= decayRoundoff(value);

const lambdaOf = (rule: NamedRule, hyperparameters: Readonly<Record<string, number>>): number | undefined => {
  const ratios = decayRuns.flatMap(({ stepSize, theta }) => {
    const { steps } = runTrajectory(rule, flatLoss(theta.length), {
      theta,
      stepSize,
      steps: 1,
      seed: 0,
      hyperparameters,
    });
    return theta.map((x, i) => -(steps[0]?.delta[i] ?? Number.NaN) / (stepSize * x));
  });
  // The shortest decimal that all of them are, up to rounding: what somebody has typed.
  const lambda = Number(ratios[0]!.toPrecision(12));
  return lambda > 0 && ratios.every((ratio) => isLambda(ratio, lambda)) ? lambda : undefined;
};
