import { shortNumber } from '../numbers.ts';
import type { Report, RuleCases, RuleReport } from '../types/report.ts';
import { optionBounds } from '../types/scenario.ts';
import { casesForRisk } from './verdict.ts';

/**
 * A residual risk as it is typed, `1/100000` or `1e-5`: a share of decided cases.
 *
 * @returns undefined where it is none, is above one in two, which a verdict takes anyway, or takes more cases than there can be
 */
export const readRisk = (text: string): number | undefined => {
  const match = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:\/(\d+(?:\.\d+)?(?:e\+?\d+)?))?$/i.exec(text.trim());
  const risk = Number(match?.[1]) / Number(match?.[2] ?? 1);
  return risk > 0 && risk <= 1 / 2 && casesForRisk(risk) <= optionBounds.runs.max ? risk : undefined;
};

/** The least risk of those that can be asked for, as one in so many. */
export const leastRisk = Math.floor(-1 / Math.expm1(Math.log(0.05) / optionBounds.runs.max));

/** `1/100000`, or a number where it is not one in a whole number. */
export const riskText = (risk: number): string => {
  const inverse = Math.round(1 / risk);
  return 1 / inverse === risk ? `1/${inverse}` : String(risk);
};

/**
 * Which rules have not reached the residual risk that was asked for, in words. One that is falsified has none, and one
 * that is undecided says why itself.
 */
export const missedRisk = (
  rules: Report['rules'],
  cases: readonly (RuleCases | null)[],
): string | undefined => {
  const missed = rules.flatMap((rule, i) => {
    const asked = cases[i]?.options.risk;
    const risk = asked === undefined ? undefined : readRisk(asked);
    if (asked === undefined || risk === undefined || rule.verdict !== 'verified') return [];
    const weakest = weakestOf(rule);
    if (!weakest || weakest.decided >= casesForRisk(risk)) return [];
    return [
      `the residual risk of ${rule.name} is 1/${shortNumber(weakest.risk)} and not ${asked} (${weakest.id})`,
    ];
  });
  return missed.length === 0 ? undefined : `incomplete: ${missed.join('; ')}`;
};

/** The check that the residual risk of a rule is that of. */
const weakestOf = ({
  checks,
  notApplicable = [],
}: RuleReport): { readonly id: string; readonly decided: number; readonly risk: number } | undefined =>
  checks
    .flatMap(({ id, required, share, settled, decided, residualRisk }) => {
      const isMeant = required && share === undefined && !settled && residualRisk !== null;
      return isMeant && !notApplicable.some(({ check }) => check === id)
        ? [{ id, decided, risk: residualRisk }]
        : [];
    })
    .reduce<ReturnType<typeof weakestOf>>(
      (least, one) => (least && least.decided <= one.decided ? least : one),
      undefined,
    );
