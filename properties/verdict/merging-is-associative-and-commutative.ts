import fc from 'fast-check';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { stringifyReport } from '../../src/report/json.ts';
import { emptyStatistics } from '../../src/statistics.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { CheckReport, Counterexample, Report, RuleReport } from '../../src/types/report.ts';
import { type Merged, merge } from '../../src/verdict/merge.ts';
import { syntheticReport } from '../report/syntheticReport.ts';

const { codeCoverage: _, ...base } = syntheticReport(2);
const rule = base.rules[1]!;
const [path, found] = Object.entries(base.counterexamples)[0]!;

/** What one part has counted and found of a rule. */
interface Part {
  readonly counts: readonly (readonly [holds: number, refuted: number, inconclusive: number])[];
  readonly margin: number;
  readonly index: number;
  readonly theta: number;
  readonly hint: string | undefined;
  readonly node: string;
  readonly duration: number;
  readonly ended: boolean;
}

/** How parts are merged: those of a list in this order, each a part or some that are merged before. */
type Order = number | readonly Order[];

interface Case {
  readonly parts: readonly Part[];
  readonly order: Order;
}

const checkOf = (
  check: CheckReport,
  [holds, refuted, inconclusive]: Part['counts'][number],
): CheckReport => ({
  ...check,
  cases: holds + refuted + inconclusive,
  decided: holds + refuted,
  refuted,
  inconclusive,
  vacuous: 0,
  counterexamples: refuted > 0 ? [path] : [],
});

/** The report of part i of as many as there are. */
const reportOf = (part: Part, i: number, of: number): Report => {
  const counterexample: Counterexample = {
    ...found,
    index: part.index < 0 ? -1 : part.index * of + i,
    minimal: { ...found.minimal, theta: [part.theta] },
    worst: { ...found.worst, theta: [part.theta], derived: { ...found.worst.derived, margin: part.margin } },
  };
  const checks = part.counts.map((counts, at) =>
    checkOf({ ...rule.checks[at]!, worstMargin: part.margin }, counts),
  );
  const own: RuleReport = {
    ...rule,
    checks,
    traits: [],
    versions: { node: part.node },
    durationMs: part.duration,
    statistics: { ...emptyStatistics, steps: part.duration, largestAngle: Math.abs(part.margin) },
    ...(part.hint !== undefined && { hint: part.hint }),
  };
  const cases = { runs: 100, parts: [i + 1], of, options: {}, ...(part.ended && { early: [i + 1] }) };
  return {
    ...base,
    rules: [own],
    environment: { ...base.environment, cases: [cases] },
    counterexamples: checks.some(({ refuted }) => refuted > 0) ? { [path]: counterexample } : {},
  };
};

const asReport = ({ rules, counterexamples, cases }: Merged): Report => ({
  ...base,
  rules,
  counterexamples,
  environment: { ...base.environment, cases },
});

type Merge = (reports: readonly Report[]) => Merged;

const mergedIn = (reports: readonly Report[], order: Order, by: Merge): Report =>
  typeof order === 'number'
    ? reports[order]!
    : asReport(by(order.map((inner) => mergedIn(reports, inner, by))));

const few = fc.constantFrom(0, 1, 3, 40);
const partOf: fc.Arbitrary<Part> = fc.record({
  counts: fc.array(fc.tuple(few, few, few), { minLength: 3, maxLength: 3 }),
  margin: fc.constantFrom(-2, -1, 0.25, 1, Number.NEGATIVE_INFINITY),
  index: fc.integer({ min: -1, max: 2 }),
  theta: fc.constantFrom(1, 2, 3),
  hint: fc.constantFrom(undefined, 'is the sign wrong?', '`update` is async'),
  node: fc.constantFrom('20.19.0', '22.1.0'),
  duration: fc.nat(1000),
  ended: fc.boolean(),
});

/** Splits a list in up to three, and each again, so that every part is there once. */
const orderOf = (parts: readonly number[], cuts: readonly number[]): Order => {
  const [cut = 0, ...others] = cuts;
  if (parts.length < 3) return parts;
  const at = 1 + (cut % (parts.length - 1));
  return [orderOf(parts.slice(0, at), others), orderOf(parts.slice(at), others)];
};

const given: fc.Arbitrary<Case> = fc.array(partOf, { minLength: 2, maxLength: 5 }).chain((parts) =>
  fc.record({
    parts: fc.constant(parts),
    order: fc
      .tuple(
        fc.shuffledSubarray(
          parts.map((_, i) => i),
          { minLength: parts.length },
        ),
        fc.array(fc.nat(9), { minLength: 5, maxLength: 5 }),
      )
      .map(([shuffled, cuts]) => orderOf(shuffled, cuts)),
  }),
);

const holdsFor =
  (by: Merge): Holds<Case> =>
  ({ parts, order }) => {
    const reports = parts.map((part, i) => reportOf(part, i, parts.length));
    const all = parts.map((_, i) => i);
    const text = (of: Order): string => stringifyReport(mergedIn(reports, of, by));
    return truth(text(order) === text(all));
  };

/** Merges, and then changes the one rule as it should not be. */
const wrongly =
  (change: (merged: RuleReport, first: RuleReport) => Partial<RuleReport>): Merge =>
  (reports) => {
    const merged = merge(reports);
    return {
      ...merged,
      rules: merged.rules.map((one) => ({ ...one, ...change(one, reports[0]!.rules[0]!) })),
    };
  };

export default {
  id: 'merge-any-order',
  claim:
    'Merging the parts of a run gives the same rules, counterexamples and cases in whatever order and grouping they arrive, for parts that each have every rule.',
  source: 'SPEC: merge is associative and commutative',
  given,
  holds: holdsFor(merge),
  mutants: {
    'the margin of the first part stands for all': holdsFor(
      wrongly(({ checks }, first) => ({
        checks: checks.map((check, i) => ({ ...check, worstMargin: first.checks[i]!.worstMargin })),
      })),
    ),
    'the likely cause is that of the first part': holdsFor(
      wrongly((_, { hint }) => ({ ...(hint !== undefined && { hint }) })),
    ),
    'the versions are those of the first part': holdsFor(
      wrongly((_, { versions }) => ({ ...(versions && { versions }) })),
    ),
    'a counterexample of the first part stays': holdsFor((reports) => {
      const merged = merge(reports);
      return { ...merged, counterexamples: { ...merged.counterexamples, ...reports[0]!.counterexamples } };
    }),
    'durations are averaged': holdsFor((reports) => {
      const merged = merge(reports);
      const rules = merged.rules.map((one) => ({ ...one, durationMs: one.durationMs / reports.length }));
      return { ...merged, rules };
    }),
  },
} satisfies Claim<Case>;
