import preconditionedDescent from '../../../src/rules/preconditionedDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Preconditioned descent whose off-diagonal entries are doubled: P is no longer positive definite for large |r|. */
export default {
  ...preconditionedDescent,
  name: 'preconditioner-indefinite',
  update({ gradient, stepSize, hyperparameters }: RuleContext) {
    const r = hyperparameters.correlation!;
    return gradient.map((own, i) =>
      gradient.reduce(
        (sum, d, j) => (i === j ? sum : sum - stepSize * 2 * r ** Math.abs(i - j) * d),
        -stepSize * own,
      ),
    );
  },
  modelledOn: 'slip: the lower and the upper triangle are added, each with both of them in it',
  meant: 'preconditioned-descent',
} satisfies FaultyRule;
