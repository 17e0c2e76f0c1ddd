import { examinationNames } from '../campaign/examination.ts';
import { isWorse, type Refuted } from '../campaign/isWorse.ts';
import type { Batch } from '../types/campaign.ts';
import type {
  CheckReport,
  Counterexample,
  Examined,
  Report,
  RuleCases,
  RuleReport,
} from '../types/report.ts';
import { mergeCases, partsByRule } from './cases.ts';
import { stratumOf } from './coverage.ts';
import { type CountedCheck, reportOf } from './results.ts';

/** The parts of a report that shards share out between them, and which cases those are, rule by rule. */
export interface Merged extends Pick<Report, 'rules' | 'counterexamples'> {
  readonly cases: readonly (RuleCases | null)[];
}

/**
 * The reports of disjoint shards as the one of all cases: counts and statistics add, verdicts are drawn again from the
 * sums, and of counterexamples to one check for one cause the lowest case index wins.
 *
 * @param reports of the same rules with the same seed, at least one
 * @throws RangeError where they are not parts of one whole
 */
export const merge = (reports: readonly Report[]): Merged => {
  const seeds = new Set(reports.map(({ seed }) => seed));
  if (seeds.size > 1)
    throw new RangeError(`merge: shards must share one seed, got seeds = ${[...seeds].join(', ')}`);
  const cases = mergeCases(reports);
  const counterexamples = mergeCounterexamples(reports.map((report) => report.counterexamples));
  const rules = partsByRule(reports).map((parts) =>
    mergeRule(
      parts.map(({ report, index }) => report.rules[index]!),
      counterexamples,
    ),
  );
  return { rules, counterexamples, cases };
};

const mergeCounterexamples = (parts: readonly Report['counterexamples'][]): Report['counterexamples'] => {
  const merged = new Map<string, Counterexample>();
  for (const [path, found] of parts.flatMap((part) => Object.entries(part))) {
    const known = merged.get(path);
    merged.set(path, known ? mergeCounterexample(known, found) : found);
  }
  return Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const refuted = ({ worst: { derived, ...scenario } }: Counterexample): Refuted => ({
  scenario,
  margin: Number(derived.margin),
});

/** Cases of earlier runs have no index; which of two of them is taken their text decides, and not which part came first. */
const comesBefore = (a: Counterexample, b: Counterexample): boolean =>
  a.index < b.index || (a.index === b.index && textOf(a) < textOf(b));

const textOf = ({ worst: _, ...found }: Counterexample): string => JSON.stringify(found);

const mergeCounterexample = (a: Counterexample, b: Counterexample): Counterexample => {
  const [first, second] = comesBefore(b, a) ? [b, a] : [a, b];
  return isWorse(refuted(second), refuted(first)) ? { ...first, worst: second.worst } : first;
};

/** The batches of all parts together, reported again. */
const mergeRule = (parts: readonly RuleReport[], counterexamples: Report['counterexamples']): RuleReport => {
  demandSameChecks(parts);
  const first = leastOf(parts, described)!;
  const { name, file, subject, namesake, versions, source, listing, promise, resolution } = first;
  const hint = leastOf(
    parts.flatMap((part) => part.hint ?? []),
    (text) => text,
  );
  return reportOf({
    name,
    file,
    ...(subject && { subject }),
    ...(namesake !== undefined && { namesake }),
    ...(versions && { versions }),
    ...(source !== undefined && { source }),
    ...(listing && { listing }),
    promise,
    ...(resolution !== undefined && { resolution }),
    // Of those that were run the sums decide.
    notApplicable: (first.notApplicable ?? []).filter(
      ({ check }) => !first.checks.some(({ id }) => id === check),
    ),
    ...(hint !== undefined && { hint }),
    durationMs: parts.reduce((sum, { durationMs }) => sum + durationMs, 0),
    checks: first.checks.map((check) =>
      mergeCheck(
        parts.flatMap(({ checks }) => checks.filter(({ id }) => id === check.id)),
        counterexamples,
      ),
    ),
    traits: first.traits,
    statistics: parts.map(({ statistics }) => statistics),
    reachable: first.coverage.map(stratumOf),
    examined: mergeExamined(parts),
    ...(first.strict && { strict: first.strict }),
    stopped: undefined,
    stored: { tried: 0, failing: 0 },
  });
};

/** What a part says of the rule and not of its cases: the same in every part, unless they ran on different versions. */
const described = ({ subject, versions, source, promise, resolution, namesake }: RuleReport): string =>
  JSON.stringify([subject, versions, source, promise, resolution, namesake]);

/** The value with the least text, whatever order they are in; undefined where there is none. */
const leastOf = <Value>(values: readonly Value[], text: (value: Value) => string): Value | undefined => {
  const [only, ...others] = values;
  if (only === undefined || others.length === 0) return only;
  return others.reduce((least, value) => (text(value) < text(least) ? value : least), only);
};

/** What a rule was looked at for is known from one part: the first shard does it for all. */
const mergeExamined = (parts: readonly RuleReport[]): Examined => {
  const found = examinationNames.flatMap((name) => {
    const found = leastOf(
      parts.flatMap((one) => (one[name] === undefined ? [] : [one[name]])),
      (value) => JSON.stringify(value),
    );
    return found === undefined ? [] : [[name, found] as const];
  });
  const examined: Examined = Object.fromEntries(found);
  const unexamined = (parts.find((one) => one.unexamined)?.unexamined ?? []).filter(
    ({ part }) => !Object.hasOwn(examined, part),
  );
  return { ...examined, ...(unexamined.length > 0 && { unexamined }) };
};

/**
 * Nothing that one part has counted may be left out of the sum, and no law is without the check that decides it.
 *
 * @throws RangeError where the parts have other checks, or one has figures that cannot be
 */
const demandSameChecks = (parts: readonly RuleReport[]): void => {
  const idsOf = ({ checks }: RuleReport): string => JSON.stringify(checks.map(({ id }) => id).toSorted());
  for (const part of parts) {
    const { name, checks, traits } = part;
    const ids = new Set(checks.map(({ id }) => id));
    if (ids.size < checks.length) throw new RangeError(`merge: each check of ${name} must be there once`);
    const lone = traits.find(({ id }) => !ids.has(id));
    if (lone) throw new RangeError(`merge: the trait "${lone.id}" of ${name} is there without its check`);
    if (idsOf(part) !== idsOf(parts[0]!)) {
      throw new RangeError(
        `merge: the parts of ${name} must have the same checks; run them with one version`,
      );
    }
    const odd = checks.find(({ refuted, decided }) => refuted > decided);
    if (odd) {
      throw new RangeError(
        `merge: ${odd.id} of ${name} must refute at most what it decides, got ${odd.refuted} of ${odd.decided}`,
      );
    }
  }
};

const countsOf = ({ decided, refuted, inconclusive, vacuous }: CheckReport): Batch['counts'] => ({
  holds: decided - refuted,
  refuted,
  inconclusive,
  vacuous,
});

const addCounts = (a: Batch['counts'], b: Batch['counts']): Batch['counts'] => ({
  holds: a.holds + b.holds,
  refuted: a.refuted + b.refuted,
  inconclusive: a.inconclusive + b.inconclusive,
  vacuous: a.vacuous + b.vacuous,
});

const mergeCheck = (
  parts: readonly CheckReport[],
  counterexamples: Report['counterexamples'],
): CountedCheck => {
  const { id, layer, claim, required, recounts, settled, share } = parts[0]!;
  const foundAt = (path: string): Counterexample | undefined =>
    Object.hasOwn(counterexamples, path) ? counterexamples[path] : undefined;
  const indexOf = (path: string): number => foundAt(path)?.index ?? Number.POSITIVE_INFINITY;
  const paths = [...new Set(parts.flatMap((part) => part.counterexamples))].sort(
    (a, b) => indexOf(a) - indexOf(b) || Number(a > b) - Number(a < b),
  );
  return {
    id,
    layer,
    claim,
    required,
    ...(recounts !== undefined && { recounts }),
    ...(settled !== undefined && { settled }),
    ...(share !== undefined && { share }),
    counts: parts.map(countsOf).reduce(addCounts),
    worstMargin: Math.min(...parts.map(({ worstMargin }) => worstMargin)),
    counterexamples: paths,
    failures: paths.flatMap((path) => {
      const found = foundAt(path);
      if (!found) return [];
      const { sentence, minimal } = found;
      return [{ sentence, dimension: minimal.theta.length, steps: minimal.steps, path }];
    }),
  };
};
