import { generatedRule } from '../../src/arbitrary/rule/rule.ts';
import type { RuleDescription } from '../../src/arbitrary/rule/ruleDescription.ts';
import { loadVariants } from '../../src/catalog/knownRules.ts';
import { loadRules } from '../../src/catalog/rules.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import type { NamedRule } from '../../src/types/rule.ts';
import { loadUnusualRules } from './unusualRules.ts';

/** Every right rule that has a name: the built-in ones, documented variants of them, and unusual ones from papers. */
export const loadRightRules = async (): Promise<readonly NamedRule[]> => [
  ...(await loadRules()),
  ...(await loadVariants()),
  ...(await loadUnusualRules()),
];

/** The parts of a composition, the outermost first, along one branch of each mixture after another. */
const branchesOf = (rule: RuleDescription): readonly (readonly string[])[] => {
  if (rule.part === 'gradient') return [[]];
  if (rule.part === 'mixture') return rule.of.flatMap(branchesOf);
  return branchesOf(rule.of).map((inner) => [rule.part, ...inner]);
};

/** Skew parts beyond which a preconditioner turns a vector to within a hundredth of a right angle. */
const widestSkew = 100;

const isTurned = (rule: RuleDescription): boolean => {
  if (rule.part === 'gradient') return false;
  if (rule.part === 'mixture') return rule.of.some(isTurned);
  return (rule.values.skew ?? 0) > widestSkew || isTurned(rule.of);
};

/** Parts after which momentum still points downhill on what it has seen. */
const plainParts: ReadonlySet<string> = new Set([
  'scale',
  'clip',
  'clamp',
  'sign',
  'mask',
  'schedule',
  'momentum',
  'normalise',
  'diagonal',
]);

/**
 * The right ones among composed rules of a seed: those known to be effective, and those of momentum and plain parts.
 *
 * Left out are those of which what is suspected is true: the sign of a quotient, whose memory moves nothing, and a
 * direction that is turned by nearly a right angle, which falls at no step size that is worth a name.
 */
export const rightComposedRules = (seed: number, count: number): readonly NamedRule[] => {
  const found: NamedRule[] = [];
  for (let index = 0; found.length < count; index++) {
    const composed = generatedRule(seed, index);
    const branches = branchesOf(composed.description);
    const isPlain = branches.every((parts) => parts.every((part) => plainParts.has(part)));
    const hasIdleMemory = branches.some((parts) => {
      const outermost = parts.indexOf('sign');
      return outermost >= 0 && parts.indexOf('normalise', outermost) >= 0;
    });
    if ((composed.knownEffective || isPlain) && !hasIdleMemory && !isTurned(composed.description)) {
      found.push(completeRule({ ...composed, name: composed.source ?? composed.name }));
    }
  }
  return found;
};
