import { seededRandom } from '../linalg/seeded.ts';
import type { Genome, HuntFind, HuntProblem, HuntState } from '../types/hunt.ts';
import type { NamedRule } from '../types/rule.ts';
import { drawGenome, mutateGenome } from './genome.ts';
import { type HuntSetting, huntedFrom } from './hunted.ts';
import { measure } from './measure.ts';

/** A rule, what is looked for, and what is needed to build functions. */
export interface Hunt extends HuntSetting {
  readonly rule: NamedRule;
  readonly problem: HuntProblem;
  /** Evaluations of the whole hunt. */
  readonly total: number;
}

/** Draws that an attempt begins with the best of. */
const draws = 12;
/** Changes without an improvement after which an attempt ends, at first: each later one may take longer. */
const patience = 60;
/** Relative size of the changes: at first, of those that begin again from the best, that polish, and at least. */
const spreads = { first: 0.4, again: 0.15, polish: 0.05, least: 1e-5 };
/** What an improvement does to that size, and what any other change does. */
const [widening, narrowing] = [1.5, 0.95];
/** Share of the evaluations that only polish the best. */
const polished = 0.2;

/** Before the first evaluation. */
export const emptyState: HuntState = {
  evaluations: 0,
  faults: 0,
  best: null,
  current: null,
  spread: spreads.first,
  stale: 0,
  age: 0,
  restarts: 0,
  polishing: false,
  history: [],
  done: false,
};

/** Faults of the rule after which one that never came to anything is given up. */
const mostFaults = 100;

/** Where genomes that describe no function are drawn again, so often at most. */
const attempts = 20;

/**
 * Goes on with a search for so many evaluations: an evolution of one function at a time, (1 + 1), whose changes widen
 * while it improves and narrow while it does not; begun anew from the best of twelve draws, or from the best so far,
 * when it has stopped improving; the last fifth of all evaluations polishes what is best.
 *
 * Deterministic in the seed and the state: evaluation i draws from a source of its own, so that where it was interrupted
 * makes no difference.
 *
 * @param strategy `random` draws each function anew
 */
export const goOn = (
  hunt: Hunt,
  given: HuntState,
  { evaluations, strategy }: { readonly evaluations: number; readonly strategy: 'search' | 'random' },
): HuntState => {
  let state = given;
  for (let n = 0; n < evaluations && state.evaluations < hunt.total && !state.done; n++) {
    state = strategy === 'random' ? drawOnce(hunt, state) : searchOnce(hunt, state);
  }
  return state;
};

const randomOf = ({ problem: { seed, goal } }: Hunt, { evaluations }: HuntState) =>
  seededRandom(seed, 'hunt', goal, evaluations);

const drawOnce = (hunt: Hunt, state: HuntState): HuntState => {
  const random = randomOf(hunt, state);
  return evaluate(hunt, state, () => drawGenome(hunt.problem, random)).state;
};

const searchOnce = (hunt: Hunt, before: HuntState): HuntState => {
  const state = begun(hunt, before);
  const random = randomOf(hunt, state);
  const parent = state.current && state.age >= draws ? state.current.genome : undefined;
  const { state: next, find } = evaluate(hunt, state, () =>
    parent
      ? mutateGenome(hunt.problem, parent, { random, spread: state.spread })
      : drawGenome(hunt.problem, random),
  );
  const [score, least] = [find?.score ?? Number.NaN, state.current?.score ?? Number.NEGATIVE_INFINITY];
  const factor = !parent ? 1 : score > least ? widening : narrowing;
  return {
    ...next,
    current: find && score >= least ? { genome: find.genome, score } : state.current,
    spread: Math.min(1, Math.max(spreads.least, state.spread * factor)),
    stale: !parent || score > least ? 0 : state.stale + 1,
    age: state.age + 1,
  };
};

/** The state with which an evaluation begins: as it was, or at the start of an attempt or of the polishing. */
const begun = (hunt: Hunt, state: HuntState): HuntState => {
  const isLate = state.evaluations >= (1 - polished) * hunt.total;
  if (isLate && !state.polishing && state.best)
    return fromBest({ ...state, polishing: true }, spreads.polish);
  if (state.stale <= patience + 20 * state.restarts) return state;
  if (state.polishing) return fromBest(state, spreads.polish);
  const restarts = state.restarts + 1;
  if (restarts % 3 === 0 && state.best) return fromBest({ ...state, restarts }, spreads.again);
  return { ...state, restarts, current: null, spread: spreads.first, stale: 0, age: 0 };
};

const fromBest = (state: HuntState, spread: number): HuntState => ({
  ...state,
  current: state.best && { genome: state.best.genome, score: state.best.score },
  spread,
  stale: 0,
  age: draws,
});

/** The score beyond which there is none. */
const greatest = ({ goal }: HuntProblem): number =>
  goal === 'angle' ? 180 : goal === 'metric' ? -1 : Number.POSITIVE_INFINITY;

/** One evaluation of what is drawn; where that describes no function it is drawn again. */
const evaluate = (
  hunt: Hunt,
  state: HuntState,
  draw: () => Genome,
): { readonly state: HuntState; readonly find: HuntFind | undefined } => {
  const evaluation = state.evaluations + 1;
  for (let n = 0; n < attempts; n++) {
    const genome = draw();
    const found = findOf(hunt, genome, evaluation);
    if (!found) continue;
    const counted = { ...state, evaluations: evaluation };
    if ('fault' in found) {
      const done = !state.best && state.faults >= mostFaults;
      return {
        find: undefined,
        state: { ...counted, faults: state.faults + 1, fault: state.fault ?? found.fault, done },
      };
    }
    const { find } = found;
    const isBest = find !== undefined && find.score > (state.best?.score ?? Number.NEGATIVE_INFINITY);
    if (!isBest) return { find, state: counted };
    const history = [...state.history, [evaluation, find.value]];
    const done = find.score >= greatest(hunt.problem) || find.cycle === 'proved';
    return { find, state: { ...counted, best: find, history, done } };
  }
  return { find: undefined, state: { ...state, evaluations: evaluation } };
};

/** What a genome comes to; undefined where it describes no function. */
export const findOf = (
  hunt: Hunt,
  genome: Genome,
  evaluation: number,
): { readonly find: HuntFind | undefined } | { readonly fault: string } | undefined => {
  const hunted = huntedFrom(hunt.problem, genome, hunt);
  if (!hunted) return undefined;
  const result = measure(hunt.rule, hunt.problem, hunted);
  if ('fault' in result) return result;
  const { measured } = result;
  if (!measured) return { find: undefined };
  return { find: { ...measured, genome, scenario: hunted.scenario, evaluation } };
};
