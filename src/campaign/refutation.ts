import type { ObservedCase, ShrunkFailure } from '../types/campaign.ts';
import type { Observation } from '../types/check.ts';

/** The cause of a failure, by which it is distinguished from others. */
export const causeOf = ({ cause = 'refuted' }: Observation): string => cause;

/** What the check looked at in a case, as a counterexample stores it. */
export const judgedPart = ({ derived = {} }: Observation): Pick<ShrunkFailure, 'judged'> => {
  const { step, stepSize, psi } = derived;
  const judged = {
    ...(step !== undefined && { step }),
    ...(stepSize !== undefined && { stepSize }),
    ...(psi !== undefined && { angle: psi }),
  };
  return Object.keys(judged).length === 0 ? {} : { judged };
};

/** A case the moment it was refuted, before it is shrunk: minimal, worst and original are the same. */
export const unshrunkFailure = ({ index, scenario, observation, running }: ObservedCase): ShrunkFailure => {
  const stored = { ...scenario, derived: { margin: observation.margin, ...observation.derived } };
  return {
    cause: causeOf(observation),
    index,
    sentence: observation.sentence!,
    margin: observation.margin,
    minimal: stored,
    worst: stored,
    original: stored,
    irrelevant: [],
    trajectory: [],
    ...judgedPart(observation),
    ...(running !== undefined && { running }),
  };
};
