import fc from 'fast-check';
import { loadRules } from '../../src/catalog/rules.ts';
import naturalGradientForm from '../../src/checks/descent/naturalGradientForm.ts';
import { vacuous } from '../../src/checks/outcome/outcome.ts';
import { usualRun } from '../../src/checks/run/run.ts';
import { runAtOnce } from '../../src/dynamics/running.ts';
import { pairGeometry } from '../../src/metric/pairGeometry.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import type { StepTrace } from '../../src/types/check.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { type CheckedCase, casesOf, lossOf } from '../subjects/checkClaim.ts';

const rules = (await loadRules()).filter(({ contract }) => contract?.objective === undefined);

/** ψ < π/2 where the loss fell, ψ > π/2 where it rose, on every step that is decided. */
const agree = (steps: readonly Pick<StepTrace, 'angle' | 'fell'>[]): Outcome => {
  const decided = steps.filter(({ angle, fell }) => angle !== null && fell !== null);
  if (decided.length === 0) return vacuous();
  const margin = decided.reduce((least, { angle, fell }) => {
    const beyond = (Math.PI / 2 - (angle ?? Number.NaN)) * (fell ? 1 : -1);
    return Math.min(least, beyond);
  }, Number.POSITIVE_INFINITY);
  return { status: margin >= 0 ? 'holds' : 'refuted', margin };
};

const traced = ({ rule, scenario }: CheckedCase): readonly StepTrace[] =>
  runAtOnce(naturalGradientForm.observe({ rule: completeRule(rule), loss: lossOf(scenario), scenario })).trace
    ?.steps ?? [];

export default {
  id: 'P10-trace',
  claim: 'On every step of a run the traced angle is acute where the loss fell and obtuse where it rose.',
  source: 'P10',
  given: fc.oneof(...rules.map((rule) => casesOf(naturalGradientForm, rule))),
  holds: (value) => agree(traced(value)),
  mutants: {
    'angle to the ordinary gradient': (value) => {
      const { rule, scenario } = value;
      const loss = lossOf(scenario);
      const { steps } = runAtOnce(usualRun({ rule: completeRule(rule), loss, scenario }));
      return agree(
        traced(value).map(({ fell, index, angle }) => {
          const { theta, time, delta } = steps[index]!;
          const y = loss.gradient(theta, time).map((d) => -d);
          const usable = angle !== null && y.some((d) => d !== 0);
          return { fell, angle: usable ? pairGeometry(delta, y).angle : null };
        }),
      );
    },
    'sign of y forgotten': (value) =>
      agree(
        traced(value).map(({ fell, angle }) => ({ fell, angle: angle === null ? null : Math.PI - angle })),
      ),
  },
} satisfies Claim<CheckedCase>;
