import { errorText, isThrown, UsageError } from '../errors.ts';
import { type Known, loadKnown, triedAs } from '../identity/candidates.ts';
import { compare, type Tried } from '../identity/comparison.ts';
import { drive, type Response, type Stimulus } from '../identity/drive.ts';
import { fitted, type LeastSquares, loadLeastSquares } from '../identity/fit.ts';
import type { Answered } from '../identity/resemblance.ts';
import { fittedShare, formulaNoise, leastSame } from '../identity/rounding.ts';
import { identityOf, type Match } from '../identity/sentence.ts';
import { intervalsOf, withFewDigits } from '../identity/values.ts';
import { plural } from '../numbers.ts';
import type { Precision } from '../types/rule.ts';
import type { NamedTrace } from '../types/trace.ts';
import { followRule, isDecided } from './against.ts';
import type { TraceQuestions } from './judgeRecording.ts';
import { type LoggedStep, type Recording, stepSizeOf } from './step.ts';

/** Steps from the first on that a rule is looked for in, numbers of them together, and steps that values are fitted to. */
const [mostSteps, mostNumbers, fittedSteps] = [64, 2 ** 19, 12];

/** Coordinates that values are fitted to; all are compared afterwards. */
const fittedCoordinates = 16;

/** Rules that are not told apart by the first steps, and followed through the others. */
const mostFollowers = 4;

/** What is asked of the steps of a record, and what comes of it. */
export type Naming = NonNullable<TraceQuestions['identity']>;

/**
 * Looks for the known rule that gives the first steps of a record, at its usual values or at fitted ones, and follows it open loop
 * through all others: "is Adam up to step 812, then not".
 *
 * Values are fitted to at most a dozen steps, and have to hold at as many more. Rules that read their loss, or draw random
 * numbers, are none of these; rules of matrices see θ as one.
 *
 * @param recording a record of its own, of which no step was read
 * Cost: some hundred short runs of known rules, and one call a step of those that are found.
 */
export const nameRecord = async (recording: Recording): Promise<Naming> => {
  const { precision } = recording;
  if (precision === 'bfloat16' || precision === 'float16') {
    const sentence = `not known: storing θ in ${precision} rounds Δ by more than rules differ; --against holds it against one`;
    return answered({ relation: 'unknown', sentence });
  }
  const beginning: LoggedStep[] = [];
  let [most, before] = [mostSteps, undefined as LoggedStep | undefined];
  for await (const step of recording.steps()) {
    const why = unnamable(step, before, recording);
    if (why !== undefined && before === undefined) return answered({ relation: 'unknown', sentence: why });
    if (why !== undefined) break;
    most = Math.min(most, Math.max(leastSame, Math.floor(mostNumbers / step.vectors!.theta.length)));
    beginning.push(step);
    before = step;
    if (beginning.length >= most) break;
  }
  if (beginning.length < leastSame) {
    const sentence = `not known: ${plural(beginning.length, 'step')} in a row from step 0 on, and ${leastSame} at least are needed`;
    return answered({ relation: 'unknown', sentence });
  }
  const found = matchesOf(answerOf(beginning), precision, {
    known: await loadKnown(),
    leastSquares: await loadLeastSquares(),
  });
  if (found.length === 0) {
    const sentence = `is none of the rules that this version knows, at usual values or at fitted ones, by its first ${plural(beginning.length, 'step')}`;
    return answered({ relation: 'none', sentence });
  }
  return following(found.slice(0, mostFollowers), recording);
};

/** Why a step says nothing of the rule; undefined where it does. */
const unnamable = (
  step: LoggedStep,
  before: LoggedStep | undefined,
  { kind }: Recording,
): string | undefined => {
  if (step.vectors === undefined) {
    return kind === 'watched run'
      ? 'not known: sums alone were logged; watch(…, raw=FOLDER) keeps what a rule is told by'
      : 'not known: the record has too many parameters to look among all rules; --against holds it against one';
  }
  if (step.step !== (before === undefined ? 0 : before.step + 1)) {
    return `not known: a rule is told from step 0 on, through every step, and step ${step.step} is the first that was recorded`;
  }
  if (stepSizeOf(step) === undefined) return 'not known: the record has no one learning rate at each step';
  return [step.vectors.gradient, step.vectors.delta].every((v) => v.every(Number.isFinite))
    ? undefined
    : 'not known: the first step is not finite';
};

const answered = (identity: NamedTrace): Naming => ({ add: () => {}, result: () => identity });

/** A record as what its rule answered to the recorded gradients. */
const answerOf = (steps: readonly LoggedStep[]): Answered => {
  const vectors = steps.map((step) => step.vectors!);
  const stimulus: Stimulus = {
    name: 'the record',
    start: vectors[0]!.theta,
    gradients: vectors.map(({ gradient }) => gradient),
    stepSizes: steps.map((step) => stepSizeOf(step)!),
  };
  const own: Response = {
    deltas: vectors.map(({ delta }) => delta),
    thetas: vectors.map(({ theta }) => theta),
    draws: 0,
    readsLoss: false,
  };
  return { stimulus, own };
};

/** The first steps of a record, in some of its coordinates. */
const partOf = ({ stimulus, own }: Answered, steps: number, most = Number.POSITIVE_INFINITY): Answered => {
  const stride = Math.max(1, Math.ceil(stimulus.start.length / most));
  const some = (v: Answered['stimulus']['start']) =>
    stride === 1 ? v : v.filter((_, i) => i % stride === 0);
  return {
    stimulus: {
      ...stimulus,
      start: some(stimulus.start),
      gradients: stimulus.gradients.slice(0, steps).map(some),
      stepSizes: stimulus.stepSizes.slice(0, steps),
    },
    own: {
      ...own,
      deltas: own.deltas.slice(0, steps).map(some),
      thetas: own.thetas.slice(0, steps).map(some),
    },
  };
};

interface Found extends Match {
  /** Steps that are the same before the first that is not. */
  readonly same: number;
}

/** The rules that give the most of these steps, right ones first, at usual values before fitted ones. */
const matchesOf = (
  record: Answered,
  precision: Precision,
  { known, leastSquares }: { readonly known: readonly Known[]; readonly leastSquares: LeastSquares },
): readonly Found[] => {
  const all = record.own.deltas.length;
  const toFit = Math.min(fittedSteps, Math.floor(all / 2));
  const tried = (one: Known, candidate: Tried, least: number): readonly Found[] => {
    const { apart } = compare(record.own, candidate, record.stimulus, precision);
    const same = apart?.step ?? all;
    if (same < least) return [];
    const part = apart === undefined ? record : partOf(record, same);
    const { steps, agreeing, decided } = compare(part.own, candidate, part.stimulus, precision);
    return isDecided({ steps, decided })
      ? [{ known: one, tried: candidate, same, evidence: { histories: 1, steps, agreeing, decided } }]
      : [];
  };
  const usual = (some: readonly Known[]): readonly Found[] =>
    some.flatMap((one) => tried(one, triedAs(one, {}), leastSame));
  // What a rule that reads its loss makes of a record says nothing of it.
  const right = known.filter(
    (one) => !one.fault && !drive(one.rule, partOf(record, 2).stimulus, triedAs(one, {})).readsLoss,
  );
  const asUsual = usual(right);
  if (asUsual.some(({ same }) => same === all)) return longest(asUsual);
  const part = partOf(record, toFit, fittedCoordinates);
  const fitting = { answered: [part], leastSquares, noise: noiseOf(part, precision) };
  const atFitted = right.flatMap((one): readonly Found[] => {
    const near = fitted(triedAs(one, {}), new Set(), fitting);
    if (near === undefined) return [];
    const open = Object.keys(near.hyperparameters);
    const [plain, ...short] = [...withFewDigits(near, open)].toReversed();
    // Of values that nothing tells apart, those of fewest digits: people write 0.999.
    const candidates = [...short, { ...plain!, inaccuracy: fittedShare }];
    return longest(candidates.flatMap((candidate) => tried(one, candidate, 2 * toFit)))
      .slice(0, 1)
      .map((best) => ({ ...best, intervals: wideOnes(intervalsOf(best.tried, open, [part], precision)) }));
  });
  // What has more constants than another, and so includes it, is not what it is.
  const furthest = longest(atFitted);
  const fewest = Math.min(...furthest.map(constantsOf));
  const byFit = furthest.filter((one) => constantsOf(one) === fewest);
  const found = longest([...asUsual, ...byFit, ...usual(known.filter(({ fault }) => fault))]);
  return found.filter((one, i) => found.findIndex(({ known: { label } }) => label === one.known.label) === i);
};

/** Intervals that six digits show. */
const wideOnes = (intervals: NonNullable<Match['intervals']>): NonNullable<Match['intervals']> =>
  Object.fromEntries(
    Object.entries(intervals).filter(([, [from, to]]) => from.toPrecision(6) !== to.toPrecision(6)),
  );

const constantsOf = ({ tried }: Match): number => Object.keys(tried.hyperparameters).length;

const longest = (found: readonly Found[]): readonly Found[] => {
  const most = Math.max(...found.map(({ same }) => same));
  return found.filter(({ same }) => same === most);
};

/** What rounding at the precision of a record did to each of its Δ. */
const noiseOf = ({ own }: Answered, precision: Precision): ((step: number, coordinate: number) => number) => {
  let largest = 0;
  const upTo = own.deltas.map((delta) => {
    largest = delta.reduce((most, d) => Math.max(most, Math.abs(d)), largest);
    return largest;
  });
  return (step, i) =>
    formulaNoise({
      dimension: 1,
      step: 0,
      largest: upTo[step]!,
      theta: Math.abs(own.thetas[step]![i]!),
      rates: [],
      precision,
    });
};

/** Follows the rules that were found through all steps; those that go furthest are what the record is. */
const following = (found: readonly Found[], recording: Recording): Naming => {
  const followers = found.map((match) => ({
    match,
    follower: followRule(match.tried, recording),
  }));
  let ends: string | undefined;
  return {
    add: (step) => {
      if (ends !== undefined) return;
      try {
        for (const { follower } of followers) follower.add(step);
      } catch (error) {
        if (!isThrown(error, UsageError)) throw error;
        ends = errorText(error).replace(/^--against: /, '');
      }
    },
    result: () => {
      const results = followers.map(({ match, follower }) => ({ match, followed: follower.result() }));
      const most = Math.max(...results.map(({ followed }) => followed.agreeing));
      const furthest = results.filter(({ followed }) => followed.agreeing === most);
      const {
        relation: _,
        evidence: __,
        ...identity
      } = identityOf(
        furthest.map(({ match }) => match),
        { claimed: undefined, differs: undefined },
      );
      const { steps, agreeing, decided, differsAt, sentence } = furthest[0]!.followed;
      const further = sentence.startsWith('is it ') ? sentence.replace(/^is it/, '') : `: ${sentence}`;
      return {
        ...identity,
        relation: 'is',
        sentence: `${identity.sentence}${further}${ends === undefined ? '' : `; no further: ${ends}`}`,
        evidence: { steps, agreeing, decided, differsAt },
      };
    },
  };
};
