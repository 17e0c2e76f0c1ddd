import type { NamedRule } from '../../src/types/rule.ts';

/**
 * A rule that is wrong in exactly one way, with the contract and the traits of the right rule that it mimics: what
 * the suite has to detect. One file under banks/rules, which `natgrad-check fuzz FILE` takes as it is.
 */
export interface WrongRule extends NamedRule {
  /** The published bug, the remark of a paper or the slip that it is modelled on. */
  readonly modelledOn: string;
  /** The right rule, where no law sets the two apart and only agreement with it can: `fuzz FILE --against RULE`. */
  readonly against?: string;
}
