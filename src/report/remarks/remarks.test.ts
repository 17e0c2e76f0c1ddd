import { describe, expect, it } from 'vitest';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import type { RuleReport } from '../../types/report.ts';
import junit from '../formats/junit.ts';
import markdown from '../formats/markdown.ts';
import { remarksOf } from './remarks.ts';

const report = syntheticReport(3);
const rule = report.rules[0]!;
const evidence = { histories: 6, steps: 2300, decided: 2190, agreeing: 2190 };
const isAdam = {
  relation: 'is',
  name: 'adam',
  sentence: 'is adam (β₁ = 0.9)',
  source: 'Kingma 2014',
  evidence,
} as const;
const differs = 'differs from adam at step 1';

const withParts = (parts: Partial<RuleReport>): RuleReport => ({ ...rule, ...parts });

describe('remarksOf(rule)', () => {
  it('says which rule it is, and on how much that rests', () => {
    expect(remarksOf(withParts({ identity: isAdam }))).toEqual([
      {
        mark: '≡',
        about: 'identity',
        text: 'is adam (β₁ = 0.9)',
        details: ['on 2,190 of 2,190 steps of 6 histories, 95 % of them decided', 'source: Kingma 2014'],
        isNotable: false,
      },
    ]);
  });

  it.each([
    [
      '✎',
      true,
      { relation: 'known-fault', sentence: 'is a known fault of adam', evidence: { ...evidence, steps: 0 } },
    ],
    ['≈', false, { relation: 'resembles', sentence: 'resembles adam', source: 'x' }],
    ['·', true, { relation: 'none', sentence: 'is none', differs }],
  ] as const)('marks it %s', (mark, isNotable, identity) => {
    expect(remarksOf(withParts({ identity }))[0]).toMatchObject({ mark, isNotable });
  });

  it('says which promise holds instead, with the line to paste', () => {
    const change = 'contract: { effective: { window: 5 } }';
    const sentence = `if you mean a window: ${change} held in 500 of 500 fresh cases`;
    const suggestions = [{ change, sentence, held: 500, tried: 500 }];
    expect(remarksOf(withParts({ suggestions }))).toEqual([
      {
        mark: '→',
        about: 'suggestion',
        text: 'if you mean a window: held in 500 of 500 fresh cases',
        details: [],
        code: change,
        isNotable: true,
      },
    ]);
  });

  it('says what was not looked at, once for each reason', () => {
    const unexamined = [
      { part: 'identity', reason: 'interrupted' },
      { part: 'another', reason: 'interrupted' },
      { part: 'third', reason: 'hangs' },
    ];
    expect(remarksOf(withParts({ unexamined })).map(({ text }) => text)).toEqual([
      'not looked at: identity, another (interrupted)',
      'not looked at: third (hangs)',
    ]);
  });
});

describe('a remark in a report', () => {
  const reportWith = (parts: Partial<RuleReport>) => ({
    ...report,
    rules: report.rules.map((one, i) => (i === 0 ? { ...one, ...parts } : one)),
  });

  it('is no failure to a test runner: noted, or skipped where it asks for attention', async () => {
    const noted = await junit.render(reportWith({ identity: isAdam }));
    expect(noted).toMatch(/<testcase name="identity" classname="[^"]+\.remarks"><system-out>is adam/);
    const skipped = await junit.render(reportWith({ identity: { ...isAdam, differs } }));
    expect(skipped).toMatch(
      /<testcase name="identity"[^>]+><skipped message="is adam \(β₁ = 0.9\); differs from adam[^"]*"\/>/,
    );
  });

  it('stands in Markdown where it asks for attention, or its rule is alone', async () => {
    const text = (parts: Partial<RuleReport>, rules = 2): Promise<string> => {
      const { rules: all, ...others } = reportWith(parts);
      return Promise.resolve(markdown.render({ ...others, rules: all.slice(0, rules) }));
    };
    expect(report.rules.length).toBeGreaterThan(1);
    expect(await text({ identity: isAdam })).not.toContain('is adam (');
    expect(await text({ identity: isAdam }, 1)).toContain('- ≡ is adam (β₁ = 0.9); on 2,190 of 2,190 steps');
    expect(await text({ identity: { ...isAdam, differs } })).toContain('; differs from adam at step 1');
  });
});
