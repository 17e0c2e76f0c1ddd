import { percent } from '../numbers.ts';
import type { FaultKindReport, KillEntry } from '../types/report.ts';

/** What can show a fault, in the order in which it counts: what is said unasked, and then what has to be asked for. */
const waysToShow = ['verdict', 'suspicion', 'identity', 'law', 'against', 'nothing'] as const;

export type WayToShow = (typeof waysToShow)[number];

/** How many faults each way is the first to show; `of` is all of them. */
export interface ShownTally extends Readonly<Record<WayToShow, number>> {
  readonly of: number;
}

/** Whether something falsifies the fault: a comparison with the right one, or what applies unasked. */
const isRefuted = (
  { columns }: Pick<FaultKindReport, 'columns'>,
  { refutedAfter, measured, detection }: KillEntry,
  by: 'comparison' | 'unasked',
): boolean =>
  columns.some(
    ({ id, layer }) =>
      (layer === 'agreement') === (by === 'comparison') &&
      ((!measured.includes(id) && (refutedAfter[id] ?? null) !== null) || Object.hasOwn(detection.first, id)),
  );

/** Whether identity names another rule than the one it was meant to be, or says that it differs from that. */
export const isNamed = ({ signs }: KillEntry): boolean =>
  signs !== undefined && (signs.called !== null || signs.unnamed !== null);

/**
 * What is the first to show a fault; undefined of what is no rule.
 *
 * @param claims whether it claims the laws of the right one; where not, `law` is what it takes those for
 */
export const shownBy = (
  kind: Pick<FaultKindReport, 'columns'>,
  entry: KillEntry,
  claims: boolean,
): WayToShow | undefined => {
  const { signs, withoutLaws } = entry;
  if (!signs) return undefined;
  const isUnasked = isRefuted(kind, entry, 'unasked');
  if (claims ? isUnasked : (withoutLaws ?? null) !== null) return 'verdict';
  if (signs.suspicions.length > 0) return 'suspicion';
  if (isNamed(entry)) return 'identity';
  if (isUnasked) return 'law';
  return isRefuted(kind, entry, 'comparison') ? 'against' : 'nothing';
};

/** Adds up the rules of some kinds. */
export const shownTally = (kinds: readonly FaultKindReport[], claims: boolean): ShownTally => {
  const ways = kinds.flatMap((kind) => kind.entries.flatMap((entry) => shownBy(kind, entry, claims) ?? []));
  const count = (way: WayToShow): number => ways.filter((one) => one === way).length;
  return {
    verdict: count('verdict'),
    suspicion: count('suspicion'),
    identity: count('identity'),
    law: count('law'),
    against: count('against'),
    nothing: count('nothing'),
    of: ways.length,
  };
};

/** What each way is called in a sentence. */
const words: Readonly<Record<WayToShow, string>> = {
  verdict: 'a verdict',
  suspicion: 'a suspicion',
  identity: 'the identity',
  law: 'only a law that it would have to claim',
  against: 'only --against',
  nothing: 'nothing',
};

/** The faults that a suggestion would hide, of those of which it is known. */
export const hiddenAmong = (kinds: readonly FaultKindReport[]): readonly KillEntry[] =>
  kinds.flatMap((kind) => kind.entries).filter(({ signs }) => (signs?.hiddenBy ?? null) !== null);

/** The counts with their shares, in words: ways that could show none of the faults are left out. */
const shares = (tally: ShownTally, claims: boolean): string =>
  waysToShow
    .filter((way) => !(claims && way === 'law'))
    .map((way) => `${words[way]} ${tally[way]} (${percent(tally[way] / tally.of)} %)`)
    .join(', ');

/** What is the first to show the rules among the faults, with and without what they claim; none of other kinds. */
export const shownSentences = (kinds: readonly FaultKindReport[]): readonly string[] => {
  const [claiming, lawless] = [shownTally(kinds, true), shownTally(kinds, false)];
  if (claiming.of === 0) return [];
  const entries = kinds.flatMap((kind) => kind.entries);
  const suspected = entries.filter(({ signs }) => signs !== undefined && signs.suspicions.length > 0).length;
  const named = entries.filter(isNamed).length;
  return [
    `With default settings, the first to show them, of ${claiming.of}: ${shares(claiming, true)}.`,
    `Where they claim no law of the rule that they mimic: ${shares(lawless, false)}.`,
    ...hiddenSentences(kinds),
    `Suspicions are raised of ${suspected}; identity, which has each of them among the rules that it knows, tells ${named} from what they were meant to be.`,
  ];
};

const hiddenSentences = (kinds: readonly FaultKindReport[]): readonly string[] => {
  const known = kinds.flatMap((kind) => kind.entries).filter(({ signs }) => signs?.hiddenBy !== undefined);
  if (known.length === 0) return [];
  const hidden = hiddenAmong(kinds);
  const named = hidden.length === 0 ? '' : `: ${hidden.map(({ name }) => name).join(', ')}`;
  return [
    `Who takes what is suggested for a promise that is broken hides ${hidden.length} of ${known.length} from the verdict, where they claim no law${named}.`,
  ];
};

/** The counts that are not zero, in a few words. */
export const shownLine = (tally: ShownTally): string =>
  waysToShow
    .filter((way) => tally[way] > 0)
    .map((way) => `${way} ${tally[way]}`)
    .join(', ');
