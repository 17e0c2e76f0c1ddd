import { describe, expect, it } from 'vitest';
import type { CheckReport, RuleReport } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';
import { emptyStatistics } from './statistics.ts';
import { frontierOf, summarise } from './summary.ts';

const check = (id: string, verdict: Verdict): CheckReport => ({
  id,
  layer: 'form',
  claim: id,
  verdict,
  required: true,
  cases: 1200,
  decided: 1200,
  refuted: 0,
  inconclusive: 0,
  vacuous: 0,
  worstMargin: 1,
  residualRisk: verdict === 'verified' ? 400 : null,
  counterexamples: [],
});

const report = (
  verdict: Verdict,
  checks: readonly CheckReport[],
  statistics: Partial<RuleReport['statistics']> = {},
): Omit<RuleReport, 'summary'> => ({
  name: 'a rule',
  file: null,
  verdict,
  promise: 'small-step',
  checks,
  traits: [],
  statistics: { ...emptyStatistics, ...statistics },
  coverage: [],
  durationMs: 0,
});

const none = { sentence: undefined, frontier: { rule: null, gradientDescent: null }, stopped: undefined };

describe('summarise(report, facts)', () => {
  it('says the verdict, the counts, the risk and why the run ended', () => {
    const verified = report('verified', [check('finite', 'verified')], {
      largestAngle: 89.123,
      largestConditionNumber: 12_345_678,
    });
    const facts = { ...none, stopped: 'stopped when its time was used up', stored: { tried: 1, failing: 0 } };
    expect(summarise(verified, facts)).toBe(
      'Verified; 1 required checks, 1,200 cases in all; fewer than 1 in 400 cases of any check can fail (95 %); ' +
        'ψ up to 89.1°; κ* up to 1.23e+7; 1 stored case tried first, 0 of them still fail; ' +
        'stopped when its time was used up.',
    );
  });

  it('names the check where a failure has no sentence', () => {
    const falsified = report('falsified', [check('finite', 'verified'), check('odd', 'falsified')]);
    expect(summarise(falsified, none)).toMatch(/^Falsified: odd fails; 2 required checks/);
    expect(summarise(falsified, { ...none, sentence: 'it went uphill' })).toMatch(
      /^Falsified: it went uphill;/,
    );
  });

  it('names what was not decided, and says where nothing applies', () => {
    const undecided = report('inconclusive', [check('finite', 'verified'), check('odd', 'vacuous')]);
    expect(summarise(undecided, none)).toMatch(/^Inconclusive: too little was decided in odd;/);
    expect(summarise(report('vacuous', []), none)).toMatch(/^Vacuous: no check applies to this rule;/);
  });

  it('gives the frontier with its peer, or the share of steps that descend where there is none', () => {
    const facts = (rule: number | null, gradientDescent: number | null) => ({
      ...none,
      frontier: { rule, gradientDescent },
    });
    const verified = report('verified', [check('finite', 'verified')]);
    expect(summarise(verified, facts(1.5, 2))).toContain(
      'the loss falls up to η·β ≈ 1.5 (gradient descent: 2)',
    );
    expect(summarise(verified, facts(1.5, null))).toMatch(/falls up to η·β ≈ 1.5\.$/);
    const row = { from: 0.1, to: 0.2, effective: 10, total: 40, gradientDescentEffective: 40 };
    const rare = report('verified', [], { frontier: [row, { ...row, from: 2, to: 3 }] });
    expect(summarise(rare, none)).toContain(
      'at η·β ≤ 1 the loss falls on 25 % of steps (gradient descent: 100 %)',
    );
    expect(frontierOf(rare.statistics)).toEqual({ rule: null, gradientDescent: 3 });
  });
});
