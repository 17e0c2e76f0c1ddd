import fc from 'fast-check';
import { loadFamilies } from '../../src/catalog/losses.ts';
import { loadRules } from '../../src/catalog/rules.ts';
import { rightRule } from '../../src/identity/candidates.ts';
import { loadLeastSquares } from '../../src/identity/fit.ts';
import { identifyAmong } from '../../src/identity/identify.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Outcome } from '../../src/types/verdict.ts';

const families = await loadFamilies();
const leastSquares = await loadLeastSquares();
const known = (await loadRules()).filter(({ name }) => name === 'heavy-ball').map(rightRule);
const [heavyBall] = known;

/** Momentum of the heavy ball, which the subject does not declare. */
const holdsWith =
  (reported: (momentum: number) => number) =>
  (momentum: number): Outcome => {
    const { rule } = heavyBall!;
    const subject = {
      ...rule,
      name: 'x',
      hyperparameters: {},
      update: (context: Parameters<typeof rule.update>[0], state: unknown) =>
        rule.update({ ...context, hyperparameters: { momentum } }, state),
    };
    const found = identifyAmong({ known, families, leastSquares }, subject, ['x']);
    const fitted = reported(found.hyperparameters?.momentum ?? Number.NaN);
    return Math.abs(fitted - momentum) <= 1e-6 * momentum
      ? { status: 'holds', margin: 1 }
      : { status: 'refuted', margin: -1 };
  };

export default {
  id: 'I-fitted',
  claim: 'A momentum that a rule does not declare is found to six digits.',
  source: 'least squares on Δ, confirmed on histories that nothing was fitted to',
  cost: 5,
  given: fc.double({ min: 0.1, max: 0.95, noNaN: true }),
  holds: holdsWith((momentum) => momentum),
  mutants: {
    'the usual value': holdsWith(() => 0.9),
    'four digits of it': holdsWith((momentum) => Number(momentum.toPrecision(4))),
  },
} satisfies Claim<number>;
