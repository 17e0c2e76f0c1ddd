import { SubjectError, UsageError } from '../errors.ts';
import { unitRoundoffOf } from '../linalg/rounding.ts';
import type { HuntProblem } from '../types/hunt.ts';
import type { NamedRule } from '../types/rule.ts';

/** The options of a hunt as a person gives them; what is left out is as usual. */
export interface HuntOptions {
  readonly goal: HuntProblem['goal'];
  readonly class?: HuntProblem['class'];
  readonly smoothness: number;
  readonly strongConvexity?: number;
  readonly radius: number;
  readonly steps?: number;
  readonly dimension?: number;
  /** η·β. */
  readonly stepSize: number;
  readonly seed: number;
}

/** Steps of a run where none are asked for. */
const usualSteps: Readonly<Record<HuntProblem['goal'], number>> = {
  rate: 10,
  rise: 30,
  angle: 30,
  metric: 30,
  unsettled: 1000,
  cycle: 1000,
};

/** What β, R and η·β may be: with them the loss, its gradient and what a run moves by are far from the ends of the doubles. */
const amounts = { min: 1e-30, max: 1e30 } as const;

/** μ where none is asked for, in a class that has one. */
const usualStrongConvexity = 0.04;

/**
 * What is looked for, and where.
 *
 * @param window the steps over which the rule promises that the loss falls
 * @throws UsageError where the options contradict each other
 */
export const huntProblem = (options: HuntOptions, window: number): HuntProblem => {
  const { goal, smoothness, radius, seed } = options;
  const kind = options.class ?? 'convex';
  for (const [name, value] of [
    ['smoothness', smoothness],
    ['radius', radius],
    ['step-size', options.stepSize],
  ] as const) {
    if (!(value >= amounts.min && value <= amounts.max)) {
      throw new UsageError(`--${name}: must be from ${amounts.min} to ${amounts.max}, got ${value}`);
    }
  }
  const hasMu = kind === 'strongly-convex' || kind === 'quadratic';
  if (!hasMu && options.strongConvexity !== undefined) {
    throw new UsageError(
      `--strong-convexity: functions of the class ${kind} have none; add --class strongly-convex or quadratic`,
    );
  }
  const mu = hasMu ? (options.strongConvexity ?? usualStrongConvexity * smoothness) : 0;
  if (mu > smoothness) {
    throw new UsageError(
      `--strong-convexity: must be at most the smoothness, got μ = ${mu} > β = ${smoothness}`,
    );
  }
  if (goal === 'unsettled' && kind === 'smooth') {
    throw new UsageError(
      '--goal unsettled: needs a class whose functions have one minimum to settle at; add --class convex, strongly-convex or quadratic',
    );
  }
  const steps = options.steps ?? usualSteps[goal];
  if (goal === 'rise' && steps < window) {
    throw new UsageError(
      `--steps: must be at least ${window}, over which the rule promises a fall, got ${steps}`,
    );
  }
  return {
    goal,
    class: kind,
    smoothness,
    strongConvexity: mu,
    radius,
    steps,
    dimension: options.dimension ?? (goal === 'angle' || goal === 'metric' ? 2 : 1),
    stepSize: options.stepSize / smoothness,
    seed,
    window,
  };
};

/**
 * Refuses a rule on which the hunt would say nothing.
 *
 * @throws SubjectError where its precision does not resolve what the class is made of, or its θ stays positive while
 * the functions of a hunt have their minimum at 0
 */
export const refuseUnfitRule = (rule: NamedRule, problem: HuntProblem): void => {
  const refuse = (says: string): never => {
    throw new SubjectError({ kind: 'unfit', path: rule.name, says });
  };
  if (rule.domain === 'positive')
    refuse('keeps θ positive, and every function of a hunt has its minimum at 0');
  const { stepSize, smoothness, strongConvexity, steps } = problem;
  const u = unitRoundoffOf(rule.precision);
  // What a step along the flattest piece of a worst case moves θ by, in units of R: of a convex one that is the Huber function.
  const h = stepSize * smoothness;
  const least = strongConvexity > 0 ? stepSize * strongConvexity : h / (2 * steps * h + 1);
  if (least < 2 * u) {
    const [what, instead] =
      strongConvexity > 0
        ? [`η·μ = ${least}`, 'a larger step size or a larger μ']
        : [`steps of 1/(2N + 1/ηβ) = ${least}`, 'fewer steps or a larger step size'];
    refuse(`has ${rule.precision} parameters, which do not resolve ${what}; take ${instead}`);
  }
};
