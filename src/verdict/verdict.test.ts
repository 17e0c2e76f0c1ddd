import { describe, expect, it } from 'vitest';
import { checkVerdict, residualRisk, ruleVerdict, shareVerdict } from './verdict.ts';

describe('checkVerdict(counts, share)', () => {
  it('is falsified by one refuted case', () => {
    expect(checkVerdict({ holds: 999, refuted: 1, inconclusive: 0, vacuous: 0 }, undefined)).toBe(
      'falsified',
    );
  });
  it('is inconclusive where under a tenth was decided', () => {
    expect(checkVerdict({ holds: 9, refuted: 0, inconclusive: 91, vacuous: 0 }, undefined)).toBe(
      'inconclusive',
    );
    expect(checkVerdict({ holds: 10, refuted: 0, inconclusive: 90, vacuous: 0 }, undefined)).toBe('verified');
  });
  it('is inconclusive where so few cases were decided that half of all might fail', () => {
    // 1 − 0.05^(1/4) > 1/2 > 1 − 0.05^(1/5).
    expect(checkVerdict({ holds: 4, refuted: 0, inconclusive: 0, vacuous: 9 }, undefined)).toBe(
      'inconclusive',
    );
    expect(checkVerdict({ holds: 5, refuted: 0, inconclusive: 0, vacuous: 9 }, undefined)).toBe('verified');
    expect(checkVerdict({ holds: 0, refuted: 1, inconclusive: 0, vacuous: 0 }, undefined)).toBe('falsified');
  });
  it('is vacuous where nothing was tested', () => {
    expect(checkVerdict({ holds: 0, refuted: 0, inconclusive: 0, vacuous: 5 }, undefined)).toBe('vacuous');
    expect(checkVerdict({ holds: 0, refuted: 0, inconclusive: 0, vacuous: 0 }, undefined)).toBe('vacuous');
  });
  it('judges a promised share over all cases', () => {
    expect(checkVerdict({ holds: 990, refuted: 10, inconclusive: 0, vacuous: 0 }, 0.5)).toBe('verified');
    expect(checkVerdict({ holds: 10, refuted: 990, inconclusive: 0, vacuous: 0 }, 0.5)).toBe('falsified');
    expect(checkVerdict({ holds: 5, refuted: 5, inconclusive: 0, vacuous: 0 }, 0.5)).toBe('inconclusive');
  });
});

describe('residualRisk(decided)', () => {
  it('solves (1 − p)ᴺ = 0.05', () => {
    for (const decided of [1, 30, 1000]) {
      const p = 1 / residualRisk(decided);
      expect((1 - p) ** decided).toBeLessThan(0.0501);
    }
    expect(residualRisk(1000)).toBe(334);
  });
});

describe('ruleVerdict(checks)', () => {
  const check = (verdict: 'verified' | 'falsified' | 'inconclusive' | 'vacuous', required = true) => ({
    required,
    verdict,
  });
  it('lets falsified outrank inconclusive, and verified need every required check', () => {
    expect(ruleVerdict([check('verified'), check('inconclusive'), check('falsified')])).toBe('falsified');
    expect(ruleVerdict([check('verified'), check('vacuous')])).toBe('inconclusive');
    expect(ruleVerdict([check('verified'), check('falsified', false)])).toBe('verified');
    expect(ruleVerdict([check('verified', false)])).toBe('vacuous');
  });
});

describe('shareVerdict(hits, cases, share)', () => {
  it('excludes shares on either side', () => {
    expect(shareVerdict(500, 1000, 0.9)).toBe('falsified');
    expect(shareVerdict(999, 1000, 0.9)).toBe('verified');
  });
});
