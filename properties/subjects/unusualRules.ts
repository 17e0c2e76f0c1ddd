import { discover } from '../../src/discover.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import type { DeclaredRule, NamedRule } from '../../src/types/rule.ts';

/**
 * Right rules that are unlike the built-in ones, from their papers. What may be said of a rule has to spare them: they
 * were written before any of it, and none of it was fitted to them.
 */
export const loadUnusualRules = async (): Promise<readonly NamedRule[]> =>
  (await discover<DeclaredRule>(new URL('./unusual/', import.meta.url), ['name', 'update'])).map(
    completeRule,
  );
