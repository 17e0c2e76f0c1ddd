import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { DrawnScenario, ScenarioSource } from '../arbitrary/scenario/scenarioSource.ts';
import { uniformOf } from '../arbitrary/shrink/uniform.ts';
import { mixSeed } from '../linalg/seeded.ts';
import type { Observation } from '../types/check.ts';
import type { Running } from '../types/run.ts';
import type { Plan, PlannedCheck } from './plan.ts';

/** What a case came to. */
export interface SeenCase {
  /** Of the case that was drawn. */
  readonly observation: Observation;
  /** The case that a hunt found in its place: one that is refuted. */
  readonly hunted?: DrawnScenario & { readonly observation: Observation };
}

/** One case in so many is hunted. */
const huntedEvery = 10;

/** Candidates of a hunt, besides the case that was drawn. */
const mostCandidates = 20;

/** Steps times coordinates, and four for what a step costs besides, beyond which a candidate is left out. */
const mostWork = 500;

/**
 * Observes a case. Every tenth of a check that hunts is, where it is not refuted as it was drawn, the first refuted one of
 * at most twenty further draws, of those that are cheap to run: where a rule fails in a corner it is likelier met by many
 * small cases than by one of any size, and how nearly the others fail says nothing of where that is.
 *
 * Deterministic in the seed, the check, the index and the rule: nothing is learnt from other cases. A rule that draws random
 * numbers or runs elsewhere is not hunted, nor is one on a user's loss.
 *
 * @param given the case as it was drawn
 * Cost: where nothing is refuted, twenty cheap cases; 0.8 of the time of the checks that hunt.
 */
export function* seenCase(
  plan: Plan,
  { check, cases }: PlannedCheck,
  index: number,
  given: DrawnScenario,
): Running<SeenCase> {
  const { rule } = plan;
  let draws = false;
  const observe = function* (drawn: DrawnScenario): Running<Observation> {
    const running = check.observe({ rule, ...drawn });
    let next = running.next();
    while (!next.done) {
      const ran = yield next.value;
      draws ||= ran.some(({ random }) => random);
      next = running.next(ran);
    }
    return next.value;
  };
  const observation = yield* observe(given);
  if (!isHunted(plan, check.hunts, index) || observation.status === 'refuted' || draws)
    return { observation };
  for (const drawn of candidates(cases!, mixSeed(plan.seed, check.id, index, 'hunt'))) {
    const found = yield* observe(drawn);
    if (draws) break;
    if (found.status === 'refuted') return { observation, hunted: { ...drawn, observation: found } };
  }
  return { observation };
}

const isHunted = ({ rule, lossFile }: Plan, hunts: true | undefined, index: number): boolean =>
  hunts === true && (index + 1) % huntedEvery === 0 && !rule.capabilities && lossFile === undefined;

function* candidates(cases: ScenarioSource, seed: number): Generator<DrawnScenario, void> {
  const bits = xoroshiro128plus(seed);
  const random = uniformOf(() => bits.next());
  for (let n = 0; n < mostCandidates; n++) {
    const drawn = cases.drawWithLoss(random);
    const { steps, theta } = drawn.scenario;
    if (steps * (theta.length + 4) <= mostWork) yield drawn;
  }
}
