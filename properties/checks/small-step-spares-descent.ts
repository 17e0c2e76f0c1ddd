import { loadVariants } from '../../src/catalog/knownRules.ts';
import { loadRules } from '../../src/catalog/rules.ts';
import smallStep from '../../src/checks/descent/smallStep.ts';
import type { DeclaredRule } from '../../src/types/rule.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { multiStageRules } from '../subjects/multiStageRules.ts';
import { ascent, plain } from '../subjects/wrongRules.ts';

/** Each coordinate pair turned by 90°: yᵀΔ = 0 at every η. */
const orthogonal: DeclaredRule = {
  ...plain,
  name: 'orthogonal',
  update: ({ gradient, stepSize }) =>
    gradient.map((_, i) => {
      const partner = i ^ 1;
      return (i < partner ? -stepSize : stepSize) * (gradient[partner] ?? 0);
    }),
};

const still: DeclaredRule = {
  ...plain,
  name: 'still',
  update: ({ theta }) => new Float64Array(theta.length),
};

const stillAtRandom: DeclaredRule = {
  ...plain,
  name: 'still at random',
  update: ({ theta, random }) => new Float64Array(theta.length).fill(0 * random()),
};

const uphillLater: DeclaredRule = {
  ...plain,
  name: 'uphill from step 10',
  update: ({ gradient, stepSize, step }) => gradient.map((d) => (step < 10 ? -stepSize : stepSize) * d),
};

/** A short step uphill, lost in θ′ − θ at step sizes at which the others are not. */
const uphillInBetween: DeclaredRule = {
  ...plain,
  name: 'uphill at step 1, by a difference',
  update: ({ theta, gradient, stepSize, step }) =>
    theta.map((x, i) => {
      const factor = step === 1 && theta.every((entry) => Math.abs(entry) > 0.5) ? -1e-4 : 1;
      return x - factor * stepSize * gradient[i]! - x;
    }),
};

const uphillThenThrows: DeclaredRule = {
  ...ascent,
  name: 'uphill, and throws at tiny steps',
  update(context) {
    if (context.stepSize < 1e-12) throw new RangeError('no such step');
    return ascent.update(context, undefined);
  },
};

export default checkClaim({
  id: 'P11-small-step',
  claim:
    'The check of small steps refutes no built-in rule that promises them, at kinks, saddles and minima included, nor right rules that look elsewhere first, rest before they move, or return θ′ − θ.',
  source: 'P7, P11',
  check: smallStep,
  spared: [
    ...(await loadRules()).filter((rule) => smallStep.applies(rule)),
    ...multiStageRules,
    ...(await loadVariants()).filter((rule) => smallStep.applies(rule)),
  ],
  refuted: [ascent, orthogonal, still, stillAtRandom, uphillLater, uphillInBetween, uphillThenThrows],
});
