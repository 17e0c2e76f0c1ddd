import type { Check } from '../types/check.ts';
import type { Capabilities, NamedRule } from '../types/rule.ts';

/** What is missing, as the end of "needs …". */
const missing: Readonly<Record<keyof Capabilities, string>> = {
  copy: 'a copy of the state, which the subject cannot make',
  memory: 'sight of the arrays that the subject is handed, which it does not report on',
  random: 'random numbers that are ours, and the subject draws its own',
  seeded: 'random numbers that follow from a seed, and the subject takes none',
  eval: 'the loss at other points, for which the subject cannot ask',
  globals: 'globals that can be replaced, and the subject runs in a process of its own',
};

/** Why a check cannot look at a rule: what it needs and the rule has not, in words; undefined where nothing is missing. */
export const lacking = (
  { needs = [] }: Pick<Check, 'needs'>,
  { capabilities }: Pick<NamedRule, 'capabilities'>,
): string | undefined => {
  const first = capabilities && needs.find((need) => !capabilities[need]);
  return first && `needs ${missing[first]}`;
};
