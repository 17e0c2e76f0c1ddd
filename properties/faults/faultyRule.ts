import type { SeededRule } from '../../src/types/fault.ts';

/**
 * A rule that is wrong in exactly one way, with the contract and the traits of the right rule that it mimics: what
 * the suite has to detect. One file under faults/rules, which `natgrad-check fuzz FILE` takes as it is.
 */
export interface FaultyRule extends SeededRule {
  /** The right rule, where no law sets the two apart and only agreement with it can: `fuzz FILE --against RULE`. */
  readonly against?: string;
}
