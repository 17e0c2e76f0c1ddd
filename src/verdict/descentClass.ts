import type { RuleReport } from '../types/report.ts';

/** How a rule descends: at once where its step is small, over a window in most cases, or neither. */
export type DescentClass = 'effective' | 'windowed' | 'not effective' | 'undecided';

/** Share of cases that have a window, from which a rule that goes uphill at single steps counts as windowed. */
const mostCases = 0.5;

/** The share of cases in which the loss fell all along over some window, null where no case tells. */
export const windowedShare = ({ windows }: RuleReport['statistics']): number | null => {
  const total = windows.reduce((sum, { count }) => sum + count, 0);
  const found = windows.reduce((sum, { window, count }) => (window === null ? sum : sum + count), 0);
  return total === 0 ? null : found / total;
};

/** What was found out about a rule of which nothing was known. */
export const descentClass = ({
  verdict,
  statistics,
}: Pick<RuleReport, 'verdict' | 'statistics'>): DescentClass => {
  if (verdict === 'verified') return 'effective';
  if (verdict !== 'falsified') return 'undecided';
  return (windowedShare(statistics) ?? 0) >= mostCases ? 'windowed' : 'not effective';
};
