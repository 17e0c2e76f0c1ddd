import { discover } from '../discover.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { SeededRule } from '../types/fault.ts';
import type { DeclaredRule, NamedRule } from '../types/rule.ts';

/** Right rules that are no built-in ones: documented variants of these, and others that people write down. */
export const loadVariants = async (): Promise<readonly NamedRule[]> =>
  (await discover<DeclaredRule>(new URL('../identity/known/', import.meta.url), ['name', 'update'])).map(
    completeRule,
  );

/** Every seeded fault that is a rule. */
export const loadSeededRules = (): Promise<readonly SeededRule[]> =>
  discover<SeededRule>(new URL('../../properties/faults/rules/', import.meta.url), [
    'name',
    'update',
    'modelledOn',
    'meant',
  ]);
