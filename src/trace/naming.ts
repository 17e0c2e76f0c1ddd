import { isThrown, SubjectError } from '../errors.ts';
import { loadKnown } from '../identity/candidates.ts';
import type { Response, Stimulus } from '../identity/drive.ts';
import { loadLeastSquares } from '../identity/fit.ts';
import type { Answered } from '../identity/resemblance.ts';
import { leastSame } from '../identity/rounding.ts';
import { identityOf } from '../identity/sentence.ts';
import { plural } from '../numbers.ts';
import type { NamedTrace } from '../types/trace.ts';
import { followRule } from './against.ts';
import type { TraceQuestions } from './judgeRecording.ts';
import { type Found, matchingRules } from './matchingRules.ts';
import { type LoggedStep, type Recording, stepSizeOf } from './step.ts';

/** Steps from the first on that a rule is looked for in, and numbers of them together. */
const [mostSteps, mostNumbers] = [64, 2 ** 19];

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
  for (const step of recording.steps()) {
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
  const found = matchingRules(answerOf(beginning), precision, {
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
        if (!isThrown(error, SubjectError)) throw error;
        ends = error.fault.says;
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
