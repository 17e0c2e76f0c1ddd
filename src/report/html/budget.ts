import type { Report } from '../../types/report.ts';
import { citedCounterexamples } from '../cited.ts';

/** Rules that are shown with tables and plots: as many at most, and in a page of hundreds of rules some. */
const detailedRules = { most: 32, least: 4 } as const;

/** Bytes of a page, of a rule with its tables and plots, and of a line for one without, in the table and below it. */
const bytes = { page: 2_700_000, detailed: 80_000, line: 2200 } as const;

/** How many of so many rules are shown with tables and plots, so that a page of up to a thousand stays below 3 MB. */
const detailedOf = (rules: number): number => {
  const room = Math.floor((bytes.page - bytes.line * rules) / bytes.detailed);
  return Math.max(detailedRules.least, Math.min(detailedRules.most, room));
};

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
    detailedOf(rules.length),
  );
  const detailed = new Set(first.map(({ index }) => index));
  const sharing = rules.filter((rule, index) => {
    const { failure, exception, suspicion } = citedCounterexamples(rule);
    return detailed.has(index) && [...failure, ...exception, ...suspicion].length > 0;
  });
  return {
    detailed,
    cards: Math.max(1, Math.min(12, Math.floor(cardsOnPage / Math.max(1, sharing.length)))),
  };
};
