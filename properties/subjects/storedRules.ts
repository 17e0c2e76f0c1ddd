import { displacementOf } from '../../src/dynamics/output.ts';
import { roundAll, unitInTheLastPlace } from '../../src/linalg/precision.ts';
import type { Check } from '../../src/types/check.ts';
import type { DeclaredRule, NamedRule, Precision, RuleContext } from '../../src/types/rule.ts';
import type { Vector } from '../../src/types/vector.ts';

/** What becomes of a displacement before θ′ is stored. */
type Change = (delta: Vector, context: RuleContext) => Vector;

/** A rule computed in doubles that hands back θ′, rounded once to a precision. */
export const storedIn = (
  rule: DeclaredRule,
  precision: Precision,
  change: Change = (delta) => delta,
): DeclaredRule => ({
  ...rule,
  name: `${rule.name} in ${precision}`,
  precision,
  arithmetic: 'float64',
  ...(rule.init && { init: (theta, setting) => rule.init?.(theta, setting) }),
  update(context, state) {
    const output = rule.update(context, state);
    const { theta } = context;
    const delta = change(Float64Array.from(displacementOf(output, theta)), context);
    return {
      theta: roundAll(
        theta.map((x, i) => x + delta[i]!),
        precision,
      ),
      state: 'state' in output ? output.state : state,
    };
  },
});

/** Faults that a coarse resolution must not hide, by what they do. */
export const storedFaults: Readonly<
  Record<string, (rule: DeclaredRule, precision: Precision) => DeclaredRule>
> = {
  'the sign flipped': (rule, precision) => storedIn(rule, precision, (delta) => delta.map((d) => -d)),
  'one coordinate dropped': (rule, precision) =>
    storedIn(rule, precision, (delta) => delta.map((d, i) => (i === 0 ? 0 : d))),
  'four units moved without a step size': (rule, precision) =>
    storedIn(rule, precision, (delta, { theta, stepSize }) =>
      stepSize === 0 ? theta.map((x) => 4 * unitInTheLastPlace(x, precision)) : delta,
    ),
  'uphill on every second step': (rule, precision) =>
    storedIn(rule, precision, (delta, { step }) => (step % 2 === 0 ? delta : delta.map((d) => -d))),
};

export const precisionsOfStorage: readonly Precision[] = ['float64', 'float32', 'bfloat16', 'float16'];

/** The checks of which a refuted case speaks against a rule, and that can look at it. */
export const requiredOf = (rule: NamedRule, checks: readonly Check[]): readonly Check[] =>
  checks.filter(
    (check) =>
      check.applies(rule) &&
      check.notApplicable?.(rule) === undefined &&
      (check.kind === 'required' || rule.traits.includes(check.id)),
  );
