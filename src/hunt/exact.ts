import type { HuntProblem } from '../types/hunt.ts';
import type { Loss } from '../types/loss.ts';
import type { Step } from '../types/run.ts';
import type { Vector } from '../types/vector.ts';
import { formulaShare } from './rounding.ts';

/** A worst case that is known exactly. */
export interface ExactWorstCase {
  readonly value: number;
  readonly formula: string;
  readonly source: string;
}

/** A method whose worst cases are known. */
export type KnownMethod = 'gradient descent' | 'proximal point';

/** The method that every step of a run is one of, up to rounding; undefined where it is none, or nothing moves. */
export const methodOf = (steps: readonly Step[], loss: Loss, stepSize: number): KnownMethod | undefined => {
  if (!steps.some(({ delta }) => delta.some((d) => d !== 0))) return undefined;
  const follows = (gradientOf: (step: Step) => Vector): boolean =>
    steps.every((step) => {
      const gradient = gradientOf(step);
      return step.delta.every((d, i) => Math.abs(d + stepSize * gradient[i]!) <= formulaShare * Math.abs(d));
    });
  if (follows(({ gradient }) => gradient)) return 'gradient descent';
  return follows(({ next }) => loss.gradient(next)) ? 'proximal point' : undefined;
};

/**
 * The greatest value of the goal over the whole class, in any dimension, where it is known for the method; undefined
 * where it is not, or nobody has shown it.
 *
 * Each was compared with what a search finds: `exact.test.ts`.
 */
export const exactWorstCase = (method: KnownMethod, problem: HuntProblem): ExactWorstCase | undefined => {
  const { goal, steps: n, stepSize: eta, smoothness: beta, strongConvexity: mu } = problem;
  if (goal !== 'rate') return undefined;
  if (method === 'proximal point') return proximalPoint(problem);
  const h = eta * beta;
  switch (problem.class) {
    case 'convex': {
      if (!(h < 2)) return undefined;
      const [flat, steep] = [1 / (4 * n * h + 2), (1 - h) ** (2 * n) / 2];
      return {
        value: Math.max(flat, steep),
        formula:
          flat >= steep
            ? '1/(4Nηβ + 2), attained by a Huber function'
            : '(1 − ηβ)^2N/2, attained by the quadratic',
        source:
          'Drori and Teboulle, Math. Program. 145 (2014); Taylor, Hendrickx and Glineur, Math. Program. 161 (2017)',
      };
    }
    case 'strongly-convex':
    case 'quadratic':
      return {
        value: Math.max(Math.abs(1 - eta * mu), Math.abs(1 - h)) ** n,
        formula: 'max(|1 − ημ|, |1 − ηβ|)^N, attained by a quadratic',
        source: 'Polyak, Introduction to Optimization (1987)',
      };
    case 'smooth': {
      if (!(h <= 1)) return undefined;
      return {
        value: 4 / (n * (4 * h - h * h) + 2),
        formula: '4/(N(4ηβ − η²β²) + 2)',
        source: 'Abbaszadehpeivasti, de Klerk and Zamani, Optim. Lett. 16 (2022)',
      };
    }
    default:
      return problem.class satisfies never;
  }
};

const proximalPoint = ({
  class: kind,
  steps: n,
  stepSize: eta,
  smoothness: beta,
  strongConvexity: mu,
}: HuntProblem): ExactWorstCase | undefined => {
  const source = 'Taylor, Hendrickx and Glineur, SIAM J. Optim. 27 (2017)';
  // Of functions of any smoothness: β-smooth ones may stay below.
  if (kind === 'convex')
    return { value: 1 / (4 * n * eta * beta), formula: '1/(4Nηβ), of functions of any smoothness', source };
  if (kind === 'strongly-convex' || kind === 'quadratic') {
    return {
      value: (1 + eta * mu) ** -n,
      formula: '(1 + ημ)^−N',
      source: 'Rockafellar, SIAM J. Control Optim. 14 (1976)',
    };
  }
  return undefined;
};
