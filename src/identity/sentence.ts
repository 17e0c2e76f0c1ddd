import { contrast } from '../checks/outcome/figures.ts';
import type { Identity } from '../types/report.ts';
import type { NamedRule } from '../types/rule.ts';
import { factorName, type Known, triedAs } from './candidates.ts';
import { compare, type Tried } from './comparison.ts';
import type { Answered } from './resemblance.ts';
import { isAnything } from './values.ts';

/** A known rule that a subject equals. */
export interface Match {
  readonly known: Known;
  readonly tried: Tried;
  readonly evidence: NonNullable<Identity['evidence']>;
  /** Of fitted values that the histories do not tell to six digits. */
  readonly intervals?: Readonly<Record<string, readonly [number, number]>>;
}

/** The identity of a subject that equals these, right rules first. */
export const identityOf = (
  matches: readonly Match[],
  { claimed, differs }: { readonly claimed: Known | undefined; readonly differs: string | undefined },
): Identity => {
  const match = matches[0]!;
  const { known, tried, evidence, intervals = {} } = match;
  const right = matches.filter((other) => !other.known.fault && other !== match);
  const others = known.fault ? [] : right.map((other) => other.known.label);
  const { fault } = known;
  const isAccused = fault && !fault.alsoKnownAs && claimed?.rule.name === fault.meant;
  const isClaimed = claimed === undefined || claimed.label === known.label || others.includes(claimed.label);
  return {
    relation: isAccused ? 'known-fault' : 'is',
    name: known.label,
    ...(others.length > 0 && { others }),
    hyperparameters: tried.hyperparameters,
    ...(Object.keys(intervals).length > 0 && { intervals }),
    source: known.source,
    sentence: sentenceOf(match, isAccused === true, others),
    evidence,
    ...(differs !== undefined && !isClaimed && { differs }),
  };
};

const sentenceOf = (
  { known: { label, fault, stepSize, rule }, tried, intervals = {} }: Match,
  isAccused: boolean,
  others: readonly string[],
): string => {
  const values = Object.entries(tried.hyperparameters)
    .filter(([name]) => stepSize === undefined || name !== factorName)
    .map(([name, value]) => valueText(name, value, intervals[name]));
  const at = values.length > 0 ? ` (${values.join(', ')})` : '';
  const isUsual = Object.entries(rule.hyperparameters).every(
    ([name, { default: usual }]) => tried.hyperparameters[name] === usual,
  );
  if (isAccused) return `is a known fault of ${fault?.meant}: ${label} (${fault?.modelledOn})`;
  if (fault?.alsoKnownAs) return `is ${label}${isUsual ? '' : at}; a fault if ${fault.meant} is meant`;
  if (fault) return `is what ${fault.meant} becomes by a known fault: ${label} (${fault.modelledOn})`;
  const factor = sixDigits(tried.hyperparameters[factorName] ?? 1);
  const scaled = {
    scaled: `, with ${factor}·η in place of η`,
    internal: `, with a step size of its own, ${factor}, whatever η is`,
    given: '',
  }[stepSize ?? 'given'];
  return `is ${label}${at}${scaled}${others.length > 0 ? `, or ${others.join(', or ')}, which nothing here tells apart from it` : ''}`;
};

const valueText = (name: string, value: number, interval: readonly [number, number] | undefined): string => {
  if (!interval) return `${symbolOf(name)} = ${sixDigits(value)}`;
  const [from, to] = interval;
  return isAnything(value, interval)
    ? `${symbolOf(name)} not identifiable`
    : `${symbolOf(name)} in [${sixDigits(from)}, ${sixDigits(to)}]`;
};

/** A hyperparameter as papers write it. */
const symbolOf = (name: string): string =>
  name
    .replace(/^beta/, 'β')
    .replace(/^epsilon/, 'ε')
    .replace(/(?<=^[βε])\d+/, (digits) =>
      digits.replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? ''),
    );

const sixDigits = (value: number): string => String(Number(value.toPrecision(6)));

/** Where a subject first parts from the rule that it is called like; undefined where it does not. */
export const differenceText = (
  claimed: Known,
  answered: readonly Answered[],
  subject: NamedRule,
  declared: Readonly<Record<string, number>>,
): string | undefined => {
  for (const { own, stimulus } of answered) {
    const { apart } = compare(own, triedAs(claimed, declared), stimulus, subject.precision);
    if (apart) {
      const { step, coordinate, own: measured, due } = apart;
      return `differs from ${claimed.label} at step ${step} of ${stimulus.name}: Δθ[${coordinate}] is ${contrast(measured, due)}`;
    }
  }
  return undefined;
};
