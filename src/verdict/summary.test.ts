import { describe, expect, it } from 'vitest';
import { emptyStatistics } from '../statistics.ts';
import type { CheckReport, RuleReport } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';
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

const none = {
  sentence: undefined,
  frontier: { rule: null, gradientDescent: null },
  stopped: undefined,
  stored: { tried: 0, failing: 0 },
};

describe('summarise(report, facts)', () => {
  it('says the verdict, the counts, the risk and why the run ended', () => {
    const verified = report('verified', [check('finite', 'verified')], {
      effectiveSteps: 1500,
      largestAngle: 89.123,
      largestConditionNumber: 12_345_678,
    });
    const facts = { ...none, stopped: 'stopped when its time was used up', stored: { tried: 1, failing: 0 } };
    expect(summarise(verified, facts)).toBe(
      'Verified in form, nothing compared; 1 required check, 1,200 cases in all; fewer than 1 in 400 cases of any check can fail (95 %); ' +
        'ψ up to 89.12° and κ* up to 1.23e7 over 1,500 descending steps; 1 stored case tried first, 0 of them still fail; ' +
        'stopped when its time was used up.',
    );
  });

  it('says which stored cases fail a law that the rule does not claim', () => {
    const said = (failing: number, unclaimed?: number): string => {
      const stored = { tried: 3, failing, ...(unclaimed !== undefined && { unclaimed }) };
      return summarise(report('verified', []), { ...none, stored })
        .split('; ')
        .at(-1)!;
    };
    expect(said(1)).toBe('3 stored cases tried first, 1 of them still fail.');
    expect(said(2, 2)).toBe(
      '3 stored cases tried first, 2 of them still fail, only laws that it does not claim.',
    );
    expect(said(3, 2)).toBe(
      '3 stored cases tried first, 3 of them still fail, of which 2 only laws that it does not claim.',
    );
  });

  it('says of a verified rule in which layers, and that it was compared with nothing, with what it could be', () => {
    const layered = (...layers: readonly CheckReport['layer'][]) => ({
      ...report(
        'verified',
        layers.map((layer) => ({ ...check(layer, 'verified'), layer })),
      ),
      subject: { kind: 'module', spec: './my-adam.ts' },
    });
    const said = (rule: Omit<RuleReport, 'summary'>): string | undefined =>
      summarise(rule, none).split(';')[0];
    const plain = layered('form', 'descent', 'laws');
    expect(said(plain)).toBe('Verified in form, descent and laws, nothing compared');
    expect(said({ ...plain, namesake: 'adam' })).toBe(
      'Verified in form, descent and laws, nothing compared (--against adam?)',
    );
    expect(said(layered('form', 'agreement'))).toBe('Verified in form and agreement');
    expect(said({ ...plain, subject: { kind: 'built-in', spec: 'adam' } })).toBe(
      'Verified in form, descent and laws',
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
      'at η·β ≤ 1 the loss falls on 25.0 % of steps (gradient descent: 100 %)',
    );
    expect(frontierOf(rare.statistics)).toEqual({ rule: null, gradientDescent: 3 });
  });

  it('says of a composed rule first what it is made of, and how it descends', () => {
    const windows = [
      { window: 4, count: 1 },
      { window: null, count: 3 },
    ];
    const composed = {
      ...report('falsified', [check('small-step', 'falsified')], { windows }),
      source: 'composed at random: Δθ = −η · y',
      subject: { kind: 'composed', spec: 'composed:seed=1,index=0' },
    };
    expect(summarise(composed, none)).toMatch(
      /^composed at random: Δθ = −η · y: not effective, over some window in 25 % of cases\. Falsified: /,
    );
  });
});
