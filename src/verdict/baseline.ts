import type { Baseline, NamedFailure, Report, RuleReport } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';
import { ruleVerdict } from './verdict.ts';

/** Where failures are read from: rules, and the counterexamples that they cite. */
type Failing = Pick<Report, 'rules' | 'counterexamples'>;

/** The cause of a failure that no counterexample shows, as that of a share that is not reached. */
const unshown = 'refuted';

/** What falsifies a rule, each cause of each check once: required checks, and suspicions where they falsify. */
export const failuresOf = (
  rule: RuleReport,
  counterexamples: Report['counterexamples'],
): readonly NamedFailure[] => {
  if (rule.verdict !== 'falsified') return [];
  const excused = new Set(rule.notApplicable?.map(({ check }) => check));
  const ofChecks = rule.checks
    .filter(({ id, required, verdict }) => required && verdict === 'falsified' && !excused.has(id))
    .flatMap(({ id, claim, counterexamples: paths }): readonly NamedFailure[] => {
      const shown = paths.flatMap((path) =>
        Object.hasOwn(counterexamples, path) ? [counterexamples[path]!] : [],
      );
      return shown.length === 0
        ? [{ rule: rule.name, check: id, cause: unshown, sentence: `${claim}: refuted` }]
        : shown.map(({ cause, sentence }) => ({ rule: rule.name, check: id, cause, sentence }));
    });
  const suspected = rule.strict ? (rule.suspicions ?? []).filter(({ status }) => status === 'raised') : [];
  return [
    ...ofChecks,
    ...suspected.map(({ id, sentence }) => ({ rule: rule.name, check: id, cause: 'suspected', sentence })),
  ];
};

/** Whether two failures are the same: by rule, check and cause. */
export const isSame = (a: NamedFailure, b: NamedFailure): boolean =>
  a.rule === b.rule && a.check === b.check && a.cause === b.cause;

/** All that falsifies the rules of a report. */
export const allFailures = ({ rules, counterexamples }: Failing): readonly NamedFailure[] =>
  rules.flatMap((rule) => failuresOf(rule, counterexamples));

/** Whether a run would have shown the failure again: one of another reference, or of a law claimed no more, it has not looked at. */
const isLookedAt = ({ check, cause }: NamedFailure, rule: RuleReport | undefined): boolean =>
  rule !== undefined &&
  (cause === 'suspected' ||
    rule.checks.some(({ id, required, verdict }) => id === check && required && verdict !== 'vacuous'));

/**
 * The failures of a run beside those of an earlier report.
 *
 * @param file the earlier report, as the user typed it
 * @param isWhole whether a rule was run on all of its cases, so that a failure that is not seen any more is fixed
 */
export const besideBaseline = (
  run: Failing,
  earlier: Failing,
  { file, isWhole }: { readonly file: string; readonly isWhole: boolean },
): Baseline => {
  const [now, then] = [allFailures(run), allFailures(earlier)];
  const ran = new Map(run.rules.map((rule) => [rule.name, rule]));
  return {
    file,
    known: now.filter((failure) => then.some((other) => isSame(failure, other))),
    fresh: now.filter((failure) => !then.some((other) => isSame(failure, other))),
    fixed: isWhole
      ? then.filter(
          (failure) =>
            isLookedAt(failure, ran.get(failure.rule)) && !now.some((other) => isSame(failure, other)),
        )
      : [],
  };
};

/** The verdict of a rule that counts where these failures are known: what all else comes to, if all of its failures are. */
export const verdictBeyond = (
  rule: RuleReport,
  counterexamples: Report['counterexamples'],
  known: readonly NamedFailure[],
): Verdict => {
  const failures = failuresOf(rule, counterexamples);
  if (failures.length === 0 || !failures.every((failure) => known.some((other) => isSame(failure, other))))
    return rule.verdict;
  const excused = new Set(rule.notApplicable?.map(({ check }) => check));
  const others = rule.checks.filter(({ id, verdict }) => verdict !== 'falsified' && !excused.has(id));
  const beyond = ruleVerdict(others);
  return beyond === 'vacuous' ? 'verified' : beyond;
};
