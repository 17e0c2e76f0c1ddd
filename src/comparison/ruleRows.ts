import { errorRate, shareBounds } from '../arbitrary/coverage/shareBounds.ts';
import { degrees, percent, shortNumber } from '../numbers.ts';
import { casesInAll } from '../statistics.ts';
import type { Change, ComparedRow } from '../types/comparison.ts';
import type { CheckReport, Report, RuleReport, TraitReport } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';
import { frontierOf } from '../verdict/summary.ts';

/** A rule with the counterexamples that it cites. */
export interface Side {
  readonly rule: RuleReport;
  readonly counterexamples: Report['counterexamples'];
}

const ranks: Readonly<Record<Verdict, number>> = { verified: 0, vacuous: 1, inconclusive: 1, falsified: 2 };

/** Which way a verdict went. */
export const verdictChange = (before: Verdict, after: Verdict): Change => {
  const step = ranks[after] - ranks[before];
  if (step === 0) return before === after ? 'same' : 'other';
  return step > 0 ? 'worse' : 'better';
};

/** Everything that both sides say of a rule: what was judged first, then what was measured. */
export const ruleRows = (before: Side, after: Side): readonly ComparedRow[] => [
  {
    about: 'verdict',
    before: before.rule.verdict,
    after: after.rule.verdict,
    change: verdictChange(before.rule.verdict, after.rule.verdict),
    isJudged: true,
  },
  ...checkRows(before, after),
  ...traitRows(before.rule, after.rule),
  ...suspicionRows(before.rule, after.rule),
  ...measuredRows(before.rule, after.rule),
];

const none = '–';

/** The entries of both sides by id, in the order of the first, then what the second alone has. */
const paired = <Entry extends { readonly id: string }>(
  before: readonly Entry[],
  after: readonly Entry[],
): readonly (readonly [string, Entry | undefined, Entry | undefined])[] =>
  [...new Set([...before, ...after].map(({ id }) => id))].map((id) => [
    id,
    before.find((entry) => entry.id === id),
    after.find((entry) => entry.id === id),
  ]);

const checkRows = (before: Side, after: Side): readonly ComparedRow[] => {
  const required = ({ rule }: Side): readonly CheckReport[] => rule.checks.filter((check) => check.required);
  return paired(required(before), required(after)).map(([id, a, b]): ComparedRow => {
    const texts = { before: checkText(a, before), after: checkText(b, after) };
    // A new cause of a check that failed before is a failure of its own.
    const causes = b && a ? causesOf(b, after).filter((cause) => !causesOf(a, before).includes(cause)) : [];
    const change =
      a && b ? (causes.length > 0 ? 'worse' : verdictChange(a.verdict, b.verdict)) : ('other' as const);
    return { about: `check ${id}`, ...texts, change, isJudged: true };
  });
};

const causesOf = ({ counterexamples: paths }: CheckReport, { counterexamples }: Side): readonly string[] =>
  paths.flatMap((path) => (Object.hasOwn(counterexamples, path) ? [counterexamples[path]!.cause] : []));

const checkText = (check: CheckReport | undefined, side: Side): string => {
  if (!check) return 'not required';
  const causes = causesOf(check, side);
  return causes.length === 0 ? check.verdict : `${check.verdict}: ${causes.join(', ')}`;
};

/** A law that is claimed is a required check, and judged there. */
const traitRows = (before: RuleReport, after: RuleReport): readonly ComparedRow[] =>
  paired(before.traits, after.traits).map(([id, a, b]) => {
    const texts = { before: traitText(a), after: traitText(b) };
    const change = texts.before === texts.after ? 'same' : 'other';
    return { about: `law ${id}`, ...texts, change, isJudged: false };
  });

const traitText = (trait: TraitReport | undefined): string =>
  trait ? `${trait.observed}${trait.claimed ? ', claimed' : ''}` : none;

const suspicionRows = (before: RuleReport, after: RuleReport): readonly ComparedRow[] =>
  paired(before.suspicions ?? [], after.suspicions ?? [])
    .filter(([, a, b]) => a?.status === 'raised' || b?.status === 'raised')
    .map(([id, a, b]) => {
      const change = a?.status === b?.status ? 'same' : b?.status === 'raised' ? 'worse' : 'better';
      return {
        about: `suspicion ${id}`,
        before: a?.status ?? none,
        after: b?.status ?? none,
        // A report that did not look, such as that of a shard, raises nothing by that.
        change: before.suspicions === undefined || after.suspicions === undefined ? 'other' : change,
        isJudged: true,
      };
    });

const measuredRows = (before: RuleReport, after: RuleReport): readonly ComparedRow[] => {
  const row = (
    about: string,
    read: (rule: RuleReport) => number | null,
    shown: (value: number) => string,
    isBetter: ((a: number | null, b: number | null) => boolean) | undefined,
  ): ComparedRow => {
    const [a, b] = [read(before), read(after)];
    const text = (value: number | null): string => (value === null ? none : shown(value));
    const texts = { before: text(a), after: text(b) };
    const change =
      texts.before === texts.after ? 'same' : !isBetter ? 'other' : isBetter(a, b) ? 'better' : 'worse';
    return { about, ...texts, change, isJudged: false };
  };
  // No frontier is the smallest; of a rule that never descends there is no largest ψ.
  const more = (a: number | null, b: number | null): boolean => (b ?? 0) > (a ?? 0);
  const less = (a: number | null, b: number | null): boolean =>
    (b ?? Number.POSITIVE_INFINITY) < (a ?? Number.POSITIVE_INFINITY);
  return [
    fallRow(before, after),
    row('step-size frontier in η·β', ({ statistics }) => frontierOf(statistics).rule, shortNumber, more),
    row('largest ψ of a descending step', ({ statistics }) => statistics.largestAngle, degrees, less),
    row('largest κ*', ({ statistics }) => statistics.largestConditionNumber, shortNumber, less),
    row('cases', casesInAll, shortNumber, undefined),
    row('cases a second', casesPerSecond, shortNumber, undefined),
  ];
};

const casesPerSecond = (rule: RuleReport): number | null =>
  rule.durationMs > 0 ? (casesInAll(rule) * 1000) / rule.durationMs : null;

/** The share of steps on which the loss fell, at step sizes up to 1/β; told apart where chance does not explain it. */
const fallRow = (before: RuleReport, after: RuleReport): ComparedRow => {
  const counts = ({ statistics }: RuleReport): readonly [number, number] => {
    const moderate = statistics.frontier.filter(({ to }) => to <= 1);
    return [
      moderate.reduce((sum, { effective }) => sum + effective, 0),
      moderate.reduce((sum, { total }) => sum + total, 0),
    ];
  };
  const [a, b] = [counts(before), counts(after)];
  const text = ([hits, total]: readonly [number, number]): string =>
    total === 0 ? none : `${percent(hits / total)} % of ${shortNumber(total)}`;
  const change = shareChange(a, b);
  return {
    about: 'steps on which the loss fell, η·β ≤ 1',
    before: text(a),
    after: text(b),
    change,
    isJudged: false,
  };
};

/** Which way a share went, beyond what chance explains; a report may hold anything, also more hits than cases. */
const shareChange = (before: readonly [number, number], after: readonly [number, number]): Change => {
  if (![before, after].every(([hits, total]) => total > 0 && hits <= total)) return 'other';
  const [low, high] = shareBounds(...before, errorRate);
  const [lowAfter, highAfter] = shareBounds(...after, errorRate);
  return lowAfter > high ? 'better' : highAfter < low ? 'worse' : 'same';
};
