import fc from 'fast-check';
import { loadFamilies } from '../../src/catalog/losses.ts';
import { loadRules } from '../../src/catalog/rules.ts';
import { truth, vacuous } from '../../src/checks/outcome/outcome.ts';
import { rightRule } from '../../src/identity/candidates.ts';
import { loadLeastSquares } from '../../src/identity/fit.ts';
import { identifyAmong } from '../../src/identity/identify.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { NamedRule } from '../../src/types/rule.ts';
import type { Outcome } from '../../src/types/verdict.ts';

type Values = Readonly<Record<string, number>>;

interface Case {
  readonly rule: NamedRule;
  readonly values: Values;
  /** By which the step size is multiplied. */
  readonly lr: number;
}

const families = await loadFamilies();
const leastSquares = await loadLeastSquares();
const all = await loadRules();
const named = (name: string): NamedRule => all.find((rule) => rule.name === name)!;

const rate = fc.double({ min: 0.1, max: 0.95, noNaN: true });
const long = fc.double({ min: 0.95, max: 0.9995, noNaN: true });
/** From 10⁻⁶ to 10⁻³: what is below moves no Δ beyond noise. */
const epsilon = fc.double({ min: -6, max: -3, noNaN: true }).map((x) => 10 ** x);

/** Rules with one constant, with two and with three. */
const drawn = fc.oneof(
  fc.record({ rule: fc.constant(named('heavy-ball')), values: fc.record({ momentum: rate }) }),
  fc.record({ rule: fc.constant(named('nesterov')), values: fc.record({ momentum: rate }) }),
  fc.record({ rule: fc.constant(named('rmsprop')), values: fc.record({ decay: long, epsilon }) }),
  fc.record({ rule: fc.constant(named('adadelta')), values: fc.record({ decay: rate, epsilon }) }),
  fc.record({
    rule: fc.constant(named('adam')),
    values: fc.record({ beta1: rate, beta2: long, epsilon }),
  }),
);

/** What is told of a rule that declares none of its constants, with the step size that it is handed multiplied. */
const holdsWith =
  (reported: (value: number) => number) =>
  ({ rule, values, lr }: Case): Outcome => {
    const subject: NamedRule = {
      ...rule,
      name: 'x',
      hyperparameters: {},
      update: (context, state) =>
        rule.update({ ...context, stepSize: lr * context.stepSize, hyperparameters: values }, state),
    };
    const found = identifyAmong({ known: [rightRule(rule)], families, leastSquares }, subject, ['x']);
    // A search may end without anything; what is said of it is not wrong then.
    if (found.relation !== 'is') return vacuous();
    const { hyperparameters = {}, intervals = {} } = found;
    const isFound = ([name, value]: readonly [string, number]): boolean => {
      const [from, to] = intervals[name] ?? [];
      if (from !== undefined && to !== undefined) return from <= value && value <= to;
      return Math.abs(reported(hyperparameters[name] ?? Number.NaN) - value) <= 1e-6 * value;
    };
    return truth(Object.entries({ ...values, ...(lr !== 1 && { lr }) }).every(isFound));
  };

export default {
  id: 'I-fitted',
  claim:
    'Where a rule is named whose constants it does not declare, they are right to six digits, with a factor of the step size, or lie in the interval that is told.',
  source: 'least squares on Δ, confirmed on histories that nothing was fitted to',
  cost: 15,
  given: fc.tuple(drawn, fc.constantFrom(1, 1, 0.003, 0.1)).map(([one, lr]): Case => ({ ...one, lr })),
  holds: holdsWith((value) => value),
  mutants: {
    'the usual value': holdsWith(() => 0.9),
    'four digits of it': holdsWith((value) => Number(value.toPrecision(4))),
  },
} satisfies Claim<Case>;
