import { withSquaredNorm } from '../losses/derived/withSquaredNorm.ts';
import { describePromise } from '../rules/declaration/promise.ts';
import type { Loss } from '../types/loss.ts';
import type { Contract, DescentPromise, NamedRule } from '../types/rule.ts';

/** λ of a penalty ½λ‖θ‖², and the hyperparameter that it is, where it is one. */
export interface Decay {
  readonly value: number;
  readonly hyperparameter?: string;
}

/** What a rule could say of itself in place of what it says: whatever is left out stays. */
export interface Change {
  readonly effective?: DescentPromise;
  /** The promise holds up to this multiple of 1/β. */
  readonly maxRelativeStepSize?: number;
  readonly convexOnly?: true;
  readonly decay?: Decay;
  readonly domain?: 'positive';
  readonly precision?: 'float32';
}

/** The loss as a line of JavaScript makes it of another, which leaves the bounds as they are. */
const penalised = (loss: Loss, lambda: number): Loss => {
  const { minimum: _, ...rest } = loss;
  return {
    ...rest,
    value: (x, t) => loss.value(x, t) + (lambda / 2) * x.reduce((sum, v) => sum + v * v, 0),
    gradient: (x, t) => loss.gradient(x, t).map((d, i) => d + lambda * x[i]!),
  };
};

const objectiveWith =
  (
    { value, hyperparameter }: Decay,
    declaredIn: NamedRule['declaredIn'],
  ): NonNullable<Contract['objective']> =>
  (loss, told) => {
    const lambda = told[hyperparameter ?? ''] ?? value;
    return declaredIn === undefined ? penalised(loss, lambda) : withSquaredNorm(loss, lambda);
  };

/** The rule as it would be with a change. */
export const changedRule = (rule: NamedRule, change: Change): NamedRule => {
  const { effective = rule.contract.effective, maxRelativeStepSize: most, convexOnly, decay } = change;
  const { precision = rule.precision, domain = rule.domain } = change;
  return {
    ...rule,
    domain,
    precision,
    arithmetic: change.precision ?? rule.arithmetic,
    contract: {
      ...rule.contract,
      effective,
      ...(most !== undefined && { maxStepSize: ({ smoothness = Number.NaN }: Loss) => most / smoothness }),
      ...(convexOnly && { losses: ({ convex }) => convex }),
      ...(decay && { objective: objectiveWith(decay, rule.declaredIn) }),
    },
  };
};

/** What the change means, in words. */
export const meaningOf = ({
  effective,
  maxRelativeStepSize: most,
  convexOnly,
  decay,
  domain,
  precision,
}: Change): string => {
  if (convexOnly) return 'convex losses alone';
  if (decay) return 'weight decay';
  if (domain) return 'positive parameters alone';
  if (precision) return 'single precision';
  const [name = ''] = describePromise(effective ?? 'small-step').split(':');
  const what: Readonly<Record<string, string>> = {
    'every-step': 'a fall at every step',
    window: 'a window',
    envelope: 'a falling envelope',
    share: 'most cases',
    'in-expectation': 'the mean',
    'small-step': 'small steps',
  };
  const words = what[name] ?? name;
  return most === undefined || name === 'window' || name === 'envelope' ? words : `${words} up to ${most}/β`;
};
