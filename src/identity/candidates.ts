import { loadSeededRules, loadVariants } from '../catalog/knownRules.ts';
import { namesakeOf } from '../catalog/namesake.ts';
import { loadRules } from '../catalog/rules.ts';
import { ownName } from '../checks/agreement/synonyms.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { SeededRule } from '../types/fault.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Tried } from './comparison.ts';

/** A rule that the suite knows. */
export interface Known {
  readonly rule: NamedRule;
  /** What it is called where a subject is it: its name, or that of the published rule that a seeded fault equals. */
  readonly label: string;
  readonly source: string;
  /** Where a factor of the step size is among its constants: of the given one, or all of it. */
  readonly stepSize?: 'scaled' | 'internal';
  /** Only of seeded faults. */
  readonly fault?: Pick<SeededRule, 'meant' | 'modelledOn' | 'alsoKnownAs'>;
}

/** Name of the factor of the step size, where that is fitted. */
export const factorName = 'lr';

/** A right rule, which is called what it is. */
export const rightRule = (rule: NamedRule): Known => ({
  rule,
  label: rule.name,
  source: rule.source ?? rule.name,
});

/** Everything that the suite knows, right rules first, so that they win every tie. Cost: one import a rule, once. */
export const loadKnown = async (): Promise<readonly Known[]> => {
  const right = [...(await loadRules()), ...(await loadVariants())].map(rightRule);
  // Those that are right under another name first: they accuse nobody.
  const seededRules = (await loadSeededRules()).toSorted(
    (a, b) => Number(a.alsoKnownAs === undefined) - Number(b.alsoKnownAs === undefined),
  );
  const faults = seededRules.map((seeded) => {
    const { name, meant, modelledOn, alsoKnownAs } = seeded;
    return {
      rule: completeRule(seeded),
      label: alsoKnownAs?.[0] ?? name,
      source: modelledOn,
      fault: { meant, modelledOn, ...(alsoKnownAs && { alsoKnownAs }) },
    };
  });
  return [...right, ...faults];
};

/** The rule with its own defaults, but for constants that the subject declares under the same name, or a synonym. */
export const triedAs = ({ rule }: Known, declared: Readonly<Record<string, number>>): Tried => ({
  rule,
  hyperparameters: Object.fromEntries(
    Object.entries(rule.hyperparameters).map(([name, range]) => [
      name,
      declared[ownName(declared, name) ?? name] ?? range.default,
    ]),
  ),
});

/** The known right rule whose name is contained in one of those that a subject goes by, the longest where there are several. */
export const claimedAmong = (names: readonly string[], known: readonly Known[]): Known | undefined => {
  const right = known.filter(({ fault }) => !fault);
  const name = namesakeOf(
    names,
    right.map(({ rule }) => rule),
  );
  return right.find(({ rule }) => rule.name === name);
};
