import { loadFamilies } from '../catalog/losses.ts';
import { defaultHyperparameters } from '../dynamics/trajectory.ts';
import type { LossFamily } from '../types/loss.ts';
import type { Identity } from '../types/report.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Setting } from '../types/scenario.ts';
import { atFittedValues, withOwnStepSize } from './atFittedValues.ts';
import { claimedAmong, type Known, loadKnown, triedAs } from './candidates.ts';
import { agreesOn, loopsOf } from './closedLoop.ts';
import { compare, type Tried } from './comparison.ts';
import { drive, type Stimulus } from './drive.ts';
import { type LeastSquares, loadLeastSquares } from './fit.ts';
import { lostOutOfRange } from './outOfRange.ts';
import { type Answered, closest } from './resemblance.ts';
import { decidedSteps, mostTime } from './rounding.ts';
import { differenceText, identityOf, type Match } from './sentence.ts';
import { confirmations, stimuli } from './stimuli.ts';

/** What a subject is held against. */
export interface Repertoire {
  readonly known: readonly Known[];
  readonly families: readonly LossFamily[];
  readonly leastSquares: LeastSquares;
  /** A sign of life, called now and then. */
  readonly alive?: () => void;
  /** Milliseconds since it began: of a slow subject fewer histories are asked. */
  readonly elapsed?: () => number;
}

/**
 * Holds a rule against everything that the suite knows: Δ on prescribed gradients, within the noise of both, confirmed on
 * histories that nothing was chosen by; on losses, where the rule reads its own.
 *
 * Right rules are tried first and win every tie; what a subject does not declare is fitted after that.
 *
 * @param names the rule's own name, and others that it goes by, such as that of its file
 * Cost: about 200 short runs, 150 ms; thousands where no rule is found at once.
 */
export const identify = async (
  subject: NamedRule,
  names: readonly string[] = [subject.name],
): Promise<Identity> => identifyAmong(await loadRepertoire(), subject, names);

/** All that the suite knows. */
export const loadRepertoire = async (): Promise<Repertoire> => ({
  known: await loadKnown(),
  families: await loadFamilies(),
  leastSquares: await loadLeastSquares(),
});

/** What a subject is among these rules. */
export const identifyAmong = (
  { known, families, leastSquares, alive = () => {}, elapsed = () => 0 }: Repertoire,
  subject: NamedRule,
  names: readonly string[],
): Identity => {
  const declared = defaultHyperparameters(subject);
  const claimed = claimedAmong(names, known);
  const { answered, confirming } = answersOf(subject, declared, elapsed);
  const everything = [...answered, ...confirming];
  const readsLoss = everything.some(({ own }) => own.readsLoss);
  if (!readsLoss && everything.every(({ own }) => own.deltas.every((delta) => delta.every((d) => d === 0)))) {
    const returns = everything.every(({ own, stimulus }) => own.deltas.length === stimulus.gradients.length);
    return {
      relation: 'none',
      sentence: returns ? 'never moves' : 'returns no finite Δθ that could be compared',
    };
  }
  const loops = readsLoss ? loopsOf(families, subject) : [];
  const equals = (tried: Tried): Match['evidence'] | undefined => {
    alive();
    const candidateReads = drive(tried.rule, stimuli[0]!, {
      ...tried,
      isEnough: (step) => step > 0,
    }).readsLoss;
    if (candidateReads && !readsLoss) return undefined;
    const evidence = candidateReads ? undefined : evidenceOf(everything, tried, subject);
    if (!readsLoss) return evidence;
    return candidateReads || evidence ? loopEvidence(loops, tried) : undefined;
  };
  const matchesAmong = (some: readonly Known[]): readonly Match[] =>
    some.flatMap((one) => {
      const tried = triedAs(one, declared);
      const evidence = equals(tried);
      return evidence ? [{ known: one, tried, evidence }] : [];
    });
  // Faults say nothing of what equals a right rule, and many equal one wherever it is right: each would be run in full.
  const right = known.filter(({ fault }) => !fault);
  const published = known.filter(({ fault }) => fault?.alsoKnownAs);
  const fitting = { answered, declared, leastSquares, equals, alive };
  const found = firstOf<Match>(
    () => matchesAmong(right),
    () => atFittedValues(right, fitting),
    () => matchesAmong(known.filter(({ fault }) => fault)),
    () => atFittedValues(published, fitting),
    () => {
      const ignoresStepSize = isDeafTo(subject, declared, answered[0]);
      const scaled = withOwnStepSize(right, answered, { ignoresStepSize, declared });
      return readsLoss ? [] : atFittedValues(scaled, fitting);
    },
  );
  const differs = claimed && differenceText(claimed, everything, subject, declared);
  const [first] = found;
  if (first) {
    const { known: whole, tried } = first;
    const lost = readsLoss || whole.fault ? undefined : lostOutOfRange(subject, declared, tried);
    if (lost === undefined) return identityOf(found, { claimed, differs });
    // A fault of the same kind is lost there, too.
    const same = matchesAmong(known.filter(({ fault }) => fault?.meant === whole.rule.name)).filter(
      (fault) => lostOutOfRange(fault.tried.rule, fault.tried.hyperparameters, tried) !== undefined,
    );
    return same.length > 0 ? identityOf(same, { claimed, differs }) : resembling(whole, lost, differs);
  }
  const like = readsLoss
    ? undefined
    : closest(
        right.map((one) => ({ known: one, tried: triedAs(one, declared) })),
        everything,
        { subject, claimed },
      );
  if (like) return resembling(like.known, like.says, differs);
  return {
    relation: 'none',
    sentence: 'is none of the rules that this version knows',
    ...(differs !== undefined && { differs }),
  };
};

const resembling = ({ label, source }: Known, says: string, differs: string | undefined): Identity => ({
  relation: 'resembles',
  name: label,
  source,
  sentence: `resembles ${label}: ${says}`,
  ...(differs !== undefined && { differs }),
});

/** Whether a subject takes the same steps whatever the step size is. */
const isDeafTo = (
  subject: NamedRule,
  hyperparameters: Readonly<Record<string, number>>,
  first: Answered | undefined,
): boolean => {
  if (!first) return false;
  const { stimulus, own } = first;
  const longer = { ...stimulus, stepSizes: stimulus.stepSizes.map((stepSize) => 2 * stepSize) };
  const { deltas } = drive(subject, longer, { hyperparameters, thetas: own.thetas });
  return own.deltas.every((delta, k) => delta.every((d, i) => d === deltas[k]?.[i]));
};

/** What the first of some searches finds that finds anything. */
const firstOf = <Found>(...searches: readonly (() => readonly Found[])[]): readonly Found[] => {
  for (const search of searches) {
    const found = search();
    if (found.length > 0) return found;
  }
  return [];
};

interface Answers {
  /** What values are chosen by, and what they are confirmed on. */
  readonly answered: readonly Answered[];
  readonly confirming: readonly Answered[];
}

/** What a subject makes of each history; of a slow one only one of either kind is asked. */
const answersOf = (
  subject: NamedRule,
  hyperparameters: Readonly<Record<string, number>>,
  elapsed: () => number,
): Answers => {
  const isLate = (): boolean => elapsed() > mostTime;
  const answer = (stimulus: Stimulus): Answered => ({
    stimulus,
    own: drive(subject, stimulus, { hyperparameters }),
  });
  const [first, ...others] = stimuli;
  const [again, ...more] = confirmations;
  const answered = [answer(first!)];
  const confirming = isLate() ? [] : [answer(again!)];
  for (const stimulus of others) if (!isLate()) answered.push(answer(stimulus));
  for (const stimulus of more) if (!isLate()) confirming.push(answer(stimulus));
  return { answered, confirming };
};

/** How far a subject goes together with a rule on all histories; undefined where it parts, or too few steps decide. */
const evidenceOf = (
  answered: readonly Answered[],
  tried: Tried,
  subject: NamedRule,
): Match['evidence'] | undefined => {
  const total = { histories: answered.length, steps: 0, agreeing: 0, decided: 0 };
  for (const { own, stimulus } of answered) {
    const { steps, decided, agreeing, apart } = compare(own, tried, stimulus, subject.precision);
    if (apart) return undefined;
    total.steps += steps;
    total.decided += decided;
    total.agreeing += agreeing;
  }
  return total.steps > 0 && total.decided >= decidedSteps * total.steps ? total : undefined;
};

/** How a rule that reads its loss goes together with another; undefined where it does not. */
const loopEvidence = (loops: readonly Setting[], tried: Tried): Match['evidence'] | undefined => {
  const histories = agreesOn(loops, tried);
  if (histories === undefined) return undefined;
  const steps = histories * loops[0]!.scenario.steps;
  return { histories, steps, agreeing: steps, decided: steps };
};
