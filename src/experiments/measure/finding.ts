import { shortNumber } from '../../numbers.ts';
import type { ExperimentReport } from '../../types/report.ts';

/** What a paper claims, beside what was measured. */
export type Finding = NonNullable<ExperimentReport['findings']>[number];

/** The claim, its equation in TeX, what was measured of it, and whether that bears it out. */
export const finding = (claim: string, equation: string, measured: string, isBorneOut: boolean): Finding => ({
  claim,
  equation,
  measured,
  outcome: isBorneOut ? 'reproduced' : 'not reproduced',
});

/** A share in words: `all`, `no`, or per cent of what is counted. */
export const shareOf = (share: number, counted: string): string =>
  share === 1
    ? `all ${counted}`
    : share === 0
      ? `no ${counted}`
      : `${shortNumber(100 * share)} % of ${counted}`;
