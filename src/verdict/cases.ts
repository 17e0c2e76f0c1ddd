import type { Report, RuleCases } from '../types/report.ts';
import { optionBounds } from '../types/scenario.ts';

/** The rules of several reports, those that are one rule together: of one name and file, and as often named before. */
export const partsByRule = (reports: readonly Report[]): readonly (readonly RulePart[])[] => {
  const byRule = new Map<string, RulePart[]>();
  for (const report of reports) {
    const named = new Map<string, number>();
    for (const [index, { name, file }] of report.rules.entries()) {
      const rule = JSON.stringify([name, file]);
      const before = named.get(rule) ?? 0;
      named.set(rule, before + 1);
      const key = JSON.stringify([rule, before]);
      byRule.set(key, [...(byRule.get(key) ?? []), { report, index }]);
    }
  }
  return [...byRule.values()];
};

/** One rule of a report. */
export interface RulePart {
  readonly report: Report;
  readonly index: number;
}

/**
 * Which cases the rules of merged reports have run, in the order of the merged rules; null for a rule of which some
 * report does not say it.
 *
 * @throws RangeError where they are not parts of one whole: a part is there twice, the parts are of different numbers of
 * parts or cases, or were run with different options
 */
export const mergeCases = (reports: readonly Report[]): readonly (RuleCases | null)[] =>
  partsByRule(reports).map((parts) => {
    const [first] = parts;
    const name = first!.report.rules[first!.index]!.name;
    const stated = parts.map(({ report, index }) => report.environment.cases?.[index] ?? null);
    const known = stated.filter((cases) => cases !== null);
    const [one] = known;
    if (one === undefined) return null;
    demandOne(name, 'number of parts', known, ({ of }) => (of === 1 ? 'unsharded' : String(of)));
    demandOne(name, '--runs', known, ({ runs }) => String(runs));
    for (const option of new Set(known.flatMap(({ options }) => Object.keys(options)))) {
      demandOne(name, `--${option}`, known, ({ options }) => options[option] ?? 'none');
    }
    demandShards(name, known);
    const there = known.flatMap(({ parts: numbers }) => numbers).sort((a, b) => a - b);
    const twice = there.find((part, i) => part === there[i + 1]);
    if (twice !== undefined) {
      const what = one.of === 1 ? 'the unsharded run' : `part ${twice} of ${one.of}`;
      throw new RangeError(`merge: each part must be there once, got ${what} of ${name} twice`);
    }
    if (known.length < stated.length) return null;
    const early = known.flatMap((cases) => cases.early ?? []).sort((a, b) => a - b);
    return { ...one, parts: there, ...(early.length > 0 && { early }) };
  });

/** A report that says of which rules it has but some of the cases of its parts, as one does not that was interrupted. */
export const withEndedParts = (report: Report): Report => {
  const { interrupted, cases } = report.environment;
  if (interrupted === undefined || !cases) return report;
  const ended = cases.map((own) => own && { ...own, early: own.parts });
  return { ...report, environment: { ...report.environment, cases: ended } };
};

/** @throws RangeError unless the parts are some of so many as there can be */
const demandShards = (name: string, cases: readonly RuleCases[]): void => {
  const { min, max } = optionBounds.shards;
  for (const { of, parts } of cases) {
    const odd = of >= min && of <= max ? parts.find((part) => !(part >= 1 && part <= of)) : undefined;
    if (of < min || of > max || odd !== undefined) {
      throw new RangeError(
        `merge: the parts of ${name} must be of 1 to ${max.toLocaleString('en')} parts, got part ${odd ?? parts[0] ?? 'none'} of ${of}`,
      );
    }
  }
};

const demandOne = (
  name: string,
  what: string,
  cases: readonly RuleCases[],
  value: (cases: RuleCases) => string,
): void => {
  const values = [...new Set(cases.map(value))];
  if (values.length > 1) {
    throw new RangeError(
      `merge: the parts of ${name} must share one ${what}, got ${values.map((text) => JSON.stringify(text)).join(', ')}`,
    );
  }
};

/** What is missing of the cases of rules, in words; undefined where nothing is known to be. */
export const missingCases = (
  rules: Report['rules'],
  cases: readonly (RuleCases | null)[],
): string | undefined => {
  const gaps = cases.map(missingParts);
  const [first] = gaps;
  if (gaps.every((gap) => gap === first)) return first && `incomplete: ${first}`;
  const named = gaps.flatMap((gap, i) => (gap === undefined ? [] : [`of ${rules[i]!.name}, ${gap}`]));
  return `incomplete: ${named.join('; ')}`;
};

const missingParts = (cases: RuleCases | null): string | undefined => {
  if (cases === null) return undefined;
  const there = new Set(cases.parts);
  const missing = Array.from({ length: cases.of }, (_, i) => i + 1).filter((part) => !there.has(part));
  const said = [
    ...(missing.length > 0 ? [`${listed(missing, cases.of)} missing`] : []),
    ...(cases.early ? [`${listed(cases.early, cases.of)} ended early`] : []),
  ];
  return said.length === 0 ? undefined : said.join(', ');
};

/** `parts 1, 3 of 8`, ten at most. */
const listed = (parts: readonly number[], of: number): string => {
  if (of === 1) return 'the run';
  const more = parts.length > 10 ? ` and ${parts.length - 10} more` : '';
  return `part${parts.length === 1 ? '' : 's'} ${parts.slice(0, 10).join(', ')}${more} of ${of}`;
};
