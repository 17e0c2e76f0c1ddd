import { describe, expect, it } from 'vitest';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { Loss } from '../types/loss.ts';
import type { DeclaredRule, NamedRule } from '../types/rule.ts';
import { type Change, changedRule, meaningOf } from './change.ts';
import { pasted } from './paste.ts';

const declared: DeclaredRule = { name: 'rule', update: ({ gradient }) => gradient };
const rule = completeRule(declared);
const inPython: NamedRule = { ...rule, declaredIn: 'python' };
const inHello: NamedRule = { ...rule, declaredIn: 'hello' };
const window: Change = { effective: { window: 5 }, maxRelativeStepSize: 0.2 };

describe('pasted(rule, change)', () => {
  it.each<readonly [Change, string, string]>([
    [
      window,
      'contract: { effective: { window: 5 }, maxStepSize: (loss) => 0.2 / loss.smoothness }',
      'natgrad = dict(contract={"effective": {"window": 5}, "maxRelativeStepSize": 0.2})',
    ],
    [
      { effective: 'small-step' },
      "contract: { effective: 'small-step' }",
      'natgrad = dict(contract={"effective": "small-step"})',
    ],
    [
      { convexOnly: true },
      'contract: { losses: ({ convex }) => convex }',
      'natgrad = dict(contract={"effective": "small-step", "losses": {"convex": True}})',
    ],
    [{ domain: 'positive' }, "domain: 'positive'", 'natgrad = dict(domain="positive")'],
    [{ precision: 'float32' }, "precision: 'float32'", 'natgrad = dict(precision="float32")'],
    [
      { decay: { value: 0.01 } },
      'contract: { objective: (loss) => ({ ...loss, minimum: undefined, ' +
        'value: (x, t) => loss.value(x, t) + (0.01 / 2) * x.reduce((s, v) => s + v * v, 0), ' +
        'gradient: (x, t) => loss.gradient(x, t).map((d, i) => d + 0.01 * x[i]) }) }',
      'natgrad = dict(contract={"effective": "small-step", "l2": 0.01})',
    ],
  ])('of %j is a line of JavaScript or Python', (change, javascript, python) => {
    expect(pasted(rule, change)).toBe(javascript);
    expect(pasted(inPython, change)).toBe(python);
  });

  it('is the fields of a HELLO for other languages', () => {
    expect(pasted(inHello, window)).toBe('"contract":{"effective":{"window":5},"maxRelativeStepSize":0.2}');
  });

  it('keeps what else a contract says, and names a hyperparameter that is no identifier', () => {
    const angled = completeRule({ ...declared, contract: { minCosine: 0.1, effective: 'every-step' } });
    expect(pasted(angled, { convexOnly: true })).toBe(
      "in contract: effective: 'every-step', losses: ({ convex }) => convex",
    );
    const decay = { value: 0.1, hyperparameter: 'weight-decay' };
    expect(pasted(rule, { decay })).toContain('(loss, { "weight-decay": decay }) =>');
  });
});

describe('changedRule(rule, change)', () => {
  it('does what the line does', () => {
    const loss = {
      value: () => 1,
      gradient: () => Float64Array.of(2),
      smoothness: 4,
      facts: {},
      dimension: 1,
      roundoff: () => ({ value: 0, gradient: Float64Array.of(0) }),
    };
    // The border: a line of a user says no more of a loss than this.
    const given: Loss = JSON.parse('{}');
    Object.assign(given, loss);
    const theta = Float64Array.of(3);
    const { maxStepSize } = changedRule(rule, window).contract;
    expect(maxStepSize?.(given)).toBe(0.05);
    expect(maxStepSize?.(JSON.parse('{}'))).toBeNaN();
    for (const one of [rule, inPython]) {
      const { objective } = changedRule(one, { decay: { value: 0.5, hyperparameter: 'decay' } }).contract;
      expect(objective?.(given, {}).gradient(theta, 0)).toEqual(Float64Array.of(3.5));
      expect(objective?.(given, { decay: 2 }).value(theta, 0)).toBe(10);
    }
    const { losses } = changedRule(rule, { convexOnly: true }).contract;
    expect(typeof losses === 'function' && losses(JSON.parse('{"convex":true}'))).toBe(true);
    expect(changedRule(rule, { precision: 'float32' })).toMatchObject({
      precision: 'float32',
      arithmetic: 'float32',
    });
    expect(changedRule(rule, { domain: 'positive' }).domain).toBe('positive');
  });

  it('meaningOf(change) says what it means', () => {
    const meant: readonly Change[] = [
      window,
      { effective: 'every-step', maxRelativeStepSize: 1 },
      { effective: { share: 0.9 } },
      { effective: 'in-expectation' },
      { decay: { value: 1 } },
      { convexOnly: true },
      { domain: 'positive' },
      { precision: 'float32' },
      {},
      { effective: 'measured' },
    ];
    expect(meant.map(meaningOf)).toEqual([
      'a window',
      'a fall at every step up to 1/β',
      'most cases',
      'the mean',
      'weight decay',
      'convex losses alone',
      'positive parameters alone',
      'single precision',
      'small steps',
      'measured',
    ]);
  });
});
