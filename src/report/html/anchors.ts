import type { RuleReport } from '../../types/report.ts';

/** Ids that the page has anyway. */
const taken =
  /^(main|status|theme|exact|filter|glance|rules|across|experiments|claims|detection|code-coverage|environment|.*-title|(rule|failure|exception|suspicion|source|kill)-.*)$/;

/** The anchor of each rule by its name: `adamw`; of one whose name is taken, empty or no word, with its number. */
export const ruleAnchors = (rules: readonly Pick<RuleReport, 'name'>[]): readonly string[] => {
  const used = new Set<string>();
  return rules.map(({ name }, index) => {
    const word = name
      .slice(0, 60)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    const anchor = word === '' || used.has(word) || taken.test(word) ? `rule-${index}-${word}` : word;
    used.add(anchor);
    return anchor;
  });
};
