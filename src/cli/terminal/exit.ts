import type { Verdict } from '../../types/verdict.ts';

/** Exit codes, which scripts depend on. */
export const exitCodes = { verified: 0, falsified: 1, usage: 2, inconclusive: 3, interrupted: 130 } as const;

const codeOf: Readonly<Record<Verdict | 'unusable', number>> = {
  verified: exitCodes.verified,
  falsified: exitCodes.falsified,
  inconclusive: exitCodes.inconclusive,
  vacuous: exitCodes.inconclusive,
  unusable: exitCodes.usage,
};

/** The exit code of several rules: 2 outranks 1, 1 outranks 3, 3 outranks 0. */
export const exitCodeOf = (verdicts: readonly (Verdict | 'unusable')[]): number => {
  const codes = verdicts.map((verdict) => codeOf[verdict]);
  return (
    [exitCodes.usage, exitCodes.falsified, exitCodes.inconclusive].find((code) => codes.includes(code)) ?? 0
  );
};

/** The exit code of a part of a run: what is inconclusive there is so for want of cases, and `merge` has them all. */
export const exitCodeOfPart = (verdicts: readonly (Verdict | 'unusable')[]): number =>
  exitCodeOf(verdicts.filter((verdict) => codeOf[verdict] !== exitCodes.inconclusive));
