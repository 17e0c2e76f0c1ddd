import fc from 'fast-check';
import { loadVariants } from '../../src/catalog/knownRules.ts';
import { loadFamilies } from '../../src/catalog/losses.ts';
import { loadRules } from '../../src/catalog/rules.ts';
import { displacementOf, withDisplacement } from '../../src/dynamics/output.ts';
import { rightRule } from '../../src/identity/candidates.ts';
import { loadLeastSquares } from '../../src/identity/fit.ts';
import { identifyAmong } from '../../src/identity/identify.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { NamedRule } from '../../src/types/rule.ts';
import type { Outcome } from '../../src/types/verdict.ts';

interface Case {
  readonly rule: NamedRule;
  /** What it is called, which may be the name of any known rule. */
  readonly called: string;
}

const families = await loadFamilies();
const leastSquares = await loadLeastSquares();
const right = [...(await loadRules()), ...(await loadVariants())];
const known = right.map(rightRule);

/** Rules that cost more than others to compare are left to the test of the whole command. */
const cheap = right.filter(({ init, contract }) => init !== undefined && contract.losses === undefined);

const truth = (holds: boolean): Outcome =>
  holds ? { status: 'holds', margin: 1 } : { status: 'refuted', margin: -1 };

const holdsWith =
  (change: (rule: NamedRule) => NamedRule, among = known) =>
  ({ rule, called }: Case): Outcome => {
    const subject = { ...change(rule), name: called };
    const found = identifyAmong({ known: among, families, leastSquares }, subject, [called]);
    return truth(
      found.relation === 'is' &&
        found.hyperparameters?.lr === undefined &&
        [found.name, ...(found.others ?? [])].includes(rule.name),
    );
  };

const withDelta =
  (factor: (i: number, step: number) => number) =>
  (rule: NamedRule): NamedRule => ({
    ...rule,
    update(context, state) {
      const output = rule.update(context, state);
      const delta = Float64Array.from(
        displacementOf(output, context.theta),
        (d, i) => factor(i, context.step) * d,
      );
      return withDisplacement(output, context.theta, delta);
    },
  });

/** Every right rule that the suite knows, under names that are not its own. */
export default {
  id: 'I-named',
  claim:
    'A known right rule is identified as itself, or as one that it equals, whatever it is called, and not as any other.',
  source: 'equality of Δ within the noise of both, on histories that nothing was chosen by',
  cost: 250,
  given: fc.record({
    rule: fc.constantFrom(...cheap),
    called: fc.constantFrom(...right.map(({ name }) => name)),
  }),
  holds: holdsWith((rule) => rule),
  mutants: {
    'steps that are a ten thousandth too long': holdsWith(withDelta(() => 1.0001)),
    'one coordinate that is off': holdsWith(withDelta((i) => (i === 2 ? 1.01 : 1))),
    'a last step of two thousand that is off': holdsWith(withDelta((_, step) => (step === 1999 ? 2 : 1))),
    'a suite that knows every other one of them': holdsWith(
      (rule) => rule,
      known.filter((_, k) => k % 2 === 0),
    ),
  },
} satisfies Claim<Case>;
