import { isHalf } from '../../linalg/precision.ts';
import type { NamedRule } from '../../types/rule.ts';

/** Why the updates of a rule cannot be compared bit for bit with what they would be; undefined where they can. */
export const reasonTooCoarse = ({ precision }: NamedRule): string | undefined =>
  isHalf(precision) ? `what a change does may be below what ${precision} tells apart` : undefined;

/** Why the state of a rule cannot be looked into; undefined where it can. */
export const reasonNoState = (rule: NamedRule): string | undefined =>
  rule.capabilities ? 'its state is in another process, which shows no arrays of it' : reasonTooCoarse(rule);

/** Whether a rule keeps a state that is there at the start. */
export const keepsState = ({ init }: NamedRule): boolean => init !== undefined;
