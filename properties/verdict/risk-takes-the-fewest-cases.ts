import fc from 'fast-check';
import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { casesForRisk, residualRisk } from '../../src/verdict/verdict.ts';

/** One in so many. */
type Case = number;

/** Whether N cases that hold exclude a failure rate of 1/R at 95 %, in whole numbers: 20 (R − 1)ᴺ ≤ Rᴺ. */
const excludes = (cases: number, inverse: number): boolean =>
  20n * BigInt(inverse - 1) ** BigInt(cases) <= BigInt(inverse) ** BigInt(cases);

const holdsFor =
  (casesFor: (risk: number) => number, risk: (decided: number) => number): Holds<Case> =>
  (inverse) => {
    const cases = casesFor(1 / inverse);
    return truth(
      excludes(cases, inverse) &&
        !excludes(cases - 1, inverse) &&
        risk(cases) >= inverse &&
        risk(cases - 1) < inverse,
    );
  };

const claim: Claim<Case> = {
  id: 'risk-fewest',
  claim:
    'The cases that a residual risk of one in R takes are the fewest that exclude a failure rate of 1/R at 95 %, and the first of which a report states it.',
  source: 'the least N with (1 − 1/R)ᴺ ≤ 0.05, in exact integers',
  given: fc.integer({ min: 2, max: 2000 }),
  holds: holdsFor(casesForRisk, residualRisk),
  mutants: {
    'the rule of three': holdsFor((risk) => Math.ceil(3 / risk), residualRisk),
    'ln(1 − p) taken for −p': holdsFor((risk) => Math.ceil(-Math.log(0.05) / risk), residualRisk),
    'rounded down': holdsFor((risk) => Math.floor(Math.log(0.05) / Math.log1p(-risk)), residualRisk),
    'at 90 %': holdsFor((risk) => Math.ceil(Math.log(0.1) / Math.log1p(-risk)), residualRisk),
    'a risk that is rounded up': holdsFor(casesForRisk, (decided) => residualRisk(decided) + 1),
  },
};

export default claim;
