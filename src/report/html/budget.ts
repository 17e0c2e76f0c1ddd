import type { Report, RuleReport } from '../../types/report.ts';

/** Rules that are shown with tables and plots; a page of a thousand rules has a line for each of the others. */
const detailedRules = 32;

/** Cards on a page, shared among the rules that have any; a rule has at least one and at most a dozen of a kind. */
const cardsOnPage = 32;

/** How much of a report the page shows, so that it stays quick to open. */
export interface Budget {
  /** Indices of the rules that are shown in full: those with the worst verdicts come first. */
  readonly detailed: ReadonlySet<number>;
  /** Cards of a kind that each rule gets. */
  readonly cards: number;
}

/** The budget of a page; the report holds everything. */
export const budgetOf = ({ rules }: Report): Budget => {
  const order = rules.map((rule, index) => ({ index, late: rule.verdict === 'verified' }));
  const first = [...order.filter(({ late }) => !late), ...order.filter(({ late }) => late)].slice(
    0,
    detailedRules,
  );
  const detailed = new Set(first.map(({ index }) => index));
  const sharing = rules.filter((rule, index) => {
    const { broken, measured } = citedCounterexamples(rule);
    return detailed.has(index) && broken.length + measured.length > 0;
  });
  return {
    detailed,
    cards: Math.max(1, Math.min(12, Math.floor(cardsOnPage / Math.max(1, sharing.length)))),
  };
};

/**
 * Paths of what falsifies the rule, and apart from it what was only measured. The cases of laws that it does not claim
 * are in the table of traits.
 */
export const citedCounterexamples = (
  rule: RuleReport,
): { readonly broken: readonly string[]; readonly measured: readonly string[] } => {
  const laws = new Set(rule.traits.map((trait) => trait.counterexample));
  const refuting = rule.checks.filter(({ required }) => required).flatMap((check) => check.counterexamples);
  // What the summary tells of comes first.
  const broken = new Set([...refuting.filter((path) => path === rule.headline), ...refuting]);
  const measured = new Set(
    rule.checks
      .flatMap((check) => check.counterexamples)
      .filter((path) => !broken.has(path) && !laws.has(path)),
  );
  return { broken: [...broken], measured: [...measured] };
};
