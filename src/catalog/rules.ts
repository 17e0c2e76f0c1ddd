import { discover } from '../discover.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { DeclaredRule, NamedRule } from '../types/rule.ts';

/** Every built-in rule, sorted by name. Cost: one import a rule, once. */
export const loadRules = async (): Promise<readonly NamedRule[]> =>
  (await discover<DeclaredRule>(new URL('../rules/', import.meta.url), ['name', 'update']))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(completeRule);
