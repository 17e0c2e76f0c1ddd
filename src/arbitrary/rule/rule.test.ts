import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runTrajectory } from '../../dynamics/trajectory.ts';
import { signOfInnerProduct } from '../../linalg/sign.ts';
import type { Loss } from '../../types/loss.ts';
import type { RuleContext } from '../../types/rule.ts';
import { effectivePairs } from '../pair/pair.ts';
import { buildRule, type GeneratedRule, generatedRule, learningRules } from './rule.ts';
import { knowledgeOf, partNames, parts, type RuleDescription } from './ruleDescription.ts';

/** A loss whose gradient is −y everywhere. */
const linearLoss = (y: Float64Array): Loss => ({
  name: 'linear',
  dimension: y.length,
  facts: { convex: true, smooth: true, network: false, stochastic: false, timeVarying: false, degree: 1 },
  value: (theta) => -theta.reduce((sum, x, i) => sum + x * y[i]!, 0),
  gradient: () => y.map((x) => -x),
  roundoff: (theta) => ({ value: 0, gradient: new Float64Array(theta.length) }),
});

const updates = (rule: GeneratedRule, y: Float64Array, steps: number): readonly Float64Array[] => {
  const theta = new Float64Array(y.length);
  const run = runTrajectory(rule, linearLoss(y), { theta, stepSize: 1, steps, seed: 1, hyperparameters: {} });
  expect(run.end).toBe('completed');
  return run.steps.map(({ delta }) => delta);
};

const of: RuleDescription = { part: 'gradient' };

describe('buildRule(description)', () => {
  it.each<[RuleDescription, readonly number[]]>([
    [of, [3, -4]],
    [{ part: 'scale', values: { factor: 2 }, of }, [6, -8]],
    [{ part: 'flip', values: {}, of }, [-3, 4]],
    [{ part: 'clip', values: { bound: 2.5 }, of }, [1.5, -2]],
    [{ part: 'clip', values: { bound: 10 }, of }, [3, -4]],
    [{ part: 'clamp', values: { bound: 3.5 }, of }, [3, -3.5]],
    [{ part: 'sign', values: {}, of }, [1, -1]],
    [{ part: 'mask', values: { period: 2 }, of }, [3, 0]],
    [{ part: 'diagonal', values: { ratio: 2 }, of }, [3, -8]],
    [{ part: 'centre', values: {}, of }, [3.5, -3.5]],
    [{ part: 'mixture', weight: 0.25, of: [of, { part: 'flip', values: {}, of }] }, [-1.5, 2]],
    [{ part: 'normalise', values: { decay: 0, epsilon: 1 }, of }, [0.75, -0.8]],
    [{ part: 'delay', values: {}, of }, [0, 0]],
  ])('makes the first step of %j exactly %j', (description, expected) => {
    expect([...updates(buildRule(description), Float64Array.of(3, -4), 1)[0]!]).toEqual(expected);
  });

  it('remembers earlier steps in momentum, delay and schedule', () => {
    const y = Float64Array.of(2);
    const steps = (description: RuleDescription): readonly number[] =>
      updates(buildRule(description), y, 3).map(([x]) => x!);
    expect(steps({ part: 'momentum', values: { decay: 0.5 }, of })).toEqual([2, 3, 3.5]);
    expect(steps({ part: 'delay', values: {}, of })).toEqual([0, 2, 2]);
    expect(steps({ part: 'schedule', values: { rate: 1 }, of })).toEqual([2, 1, 2 / 3]);
  });

  it('begins with an empty memory where it is handed none', () => {
    const rule = buildRule({ part: 'momentum', values: { decay: 0.5 }, of });
    const context: RuleContext = {
      theta: Float64Array.of(0),
      gradient: Float64Array.of(-2),
      stepSize: 1,
      step: 0,
      time: 0,
      random: () => 0,
      hyperparameters: {},
      loss: linearLoss(Float64Array.of(2)),
      parameters: [],
    };
    expect([rule.update(context, undefined), rule.update(context, undefined)]).toEqual([
      Float64Array.of(2),
      Float64Array.of(2),
    ]);
  });

  it('leaves a single coordinate as it is where it would take away the mean', () => {
    expect(updates(buildRule({ part: 'centre', values: {}, of }), Float64Array.of(3), 1)).toEqual([
      Float64Array.of(3),
    ]);
  });

  it('turns by the angle that it is given, in two coordinates', () => {
    const [delta] = updates(
      buildRule({ part: 'turn', values: { angle: 60 }, of }),
      Float64Array.of(3, -4),
      1,
    );
    expect((delta![0]! * 3 - delta![1]! * 4) / 25).toBeCloseTo(0.5, 12);
    expect(Math.hypot(delta![0]!, delta![1]!)).toBeCloseTo(5, 12);
  });

  it('throws where the description has unknown parts or numbers out of range', () => {
    const unknown: unknown[] = [
      { part: 'scale', values: { factor: -1 }, of },
      { part: 'mask', values: { period: 2.5 }, of },
      { part: 'mixture', weight: 1, of: [of, of] },
      { part: 'scale', values: {}, of },
      { part: 'nothing', values: {}, of },
      { part: 'scale', values: { factor: '2' }, of },
      { part: 'scale', values: null, of },
      { part: 3, values: {}, of },
      { values: {}, of },
    ];
    for (const description of unknown) {
      // @ts-expect-error: what a file may hold
      expect(() => buildRule(description)).toThrow(/known parts with their numbers in range, got \{/);
    }
  });
});

describe('learningRules(demand)', () => {
  const rules = learningRules({ parts: { min: 0, max: 4 }, known: 'any' });

  it('draws rules that are effective by construction wherever it says so', () => {
    const known = learningRules({ parts: { min: 0, max: 5 }, known: 'effective' });
    const pairs = effectivePairs({ dimension: { min: 1, max: 16 }, angle: { min: 0, max: 0 } });
    fc.assert(
      fc.property(known, pairs, (rule, { y }) => {
        const scaled = y.map((x) => x / Math.max(...y.map(Math.abs)));
        for (const delta of updates(rule, scaled, 3)) {
          if (delta.some((x) => x !== 0)) expect(signOfInnerProduct(delta, scaled)).toBe(1);
        }
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it('draws every part', () => {
    const seen = new Set<string>();
    const visit = (rule: RuleDescription): void => {
      seen.add(rule.part);
      if (rule.part === 'mixture') rule.of.forEach(visit);
      else if (rule.part !== 'gradient') visit(rule.of);
    };
    for (const { description } of fc.sample(rules, { seed: 1, numRuns: 1000 })) visit(description);
    expect([...seen].sort()).toEqual(['gradient', 'mixture', ...partNames].sort());
  });

  it('knows effective, uphill and open compositions apart', () => {
    const turn = (angle: number): RuleDescription => ({ part: 'turn', values: { angle }, of });
    expect(knowledgeOf(turn(89))).toBe('effective');
    expect(knowledgeOf(turn(91))).toBe('open');
    expect(knowledgeOf({ part: 'flip', values: {}, of: turn(89) })).toBe('uphill');
    expect(knowledgeOf({ part: 'sign', values: {}, of: turn(89) })).toBe('open');
    expect(knowledgeOf({ part: 'flip', values: {}, of: { part: 'flip', values: {}, of } })).toBe('effective');
    expect(knowledgeOf({ part: 'mixture', weight: 0.5, of: [of, turn(5)] })).toBe('effective');
    expect(knowledgeOf({ part: 'mixture', weight: 0.5, of: [of, turn(95)] })).toBe('open');
    const flip: RuleDescription = { part: 'flip', values: {}, of };
    expect(knowledgeOf({ part: 'mixture', weight: 0.5, of: [flip, flip] })).toBe('uphill');
    expect(knowledgeOf({ part: 'mixture', weight: 0.5, of: [flip, of] })).toBe('open');
  });

  it('shrinks to the fewest parts with the simplest numbers', () => {
    const uses = (rule: RuleDescription, part: string): boolean =>
      rule.part === part ||
      (rule.part === 'mixture'
        ? rule.of.some((inner) => uses(inner, part))
        : rule.part !== 'gradient' && uses(rule.of, part));
    const bugs: Record<string, (rule: GeneratedRule) => boolean> = {
      y: () => true,
      'momentum[decay=0.5](y)': ({ description }) => uses(description, 'momentum'),
      'scale[factor=4](y)': ({ description }) =>
        description.part === 'scale' && description.values.factor! > 3,
    };
    for (const [minimum, bug] of Object.entries(bugs)) {
      for (let seed = 0; seed < 20; seed++) {
        const { counterexample } = fc.check(
          fc.property(rules, (rule) => !bug(rule)),
          { seed, numRuns: 2000 },
        );
        expect(counterexample?.[0].name).toBe(minimum);
      }
    }
  });

  it('shrinks no rule that is effective by construction to one that is not', () => {
    const known = learningRules({ parts: { min: 0, max: 5 }, known: 'effective' });
    for (const { description } of fc.sample(known, { seed: 3, numRuns: 30 })) {
      for (const { value } of known.shrink(buildRule(description), undefined)) {
        expect(['aligned', 'signs', 'effective']).toContain(knowledgeOf(value.description));
      }
    }
  });

  it('shrinks a rule that was built from a stored description', () => {
    const stored = buildRule({
      part: 'sign',
      values: {},
      of: { part: 'scale', values: { factor: 7 }, of: { part: 'delay', values: {}, of } },
    });
    const { counterexample } = fc.check(
      fc.property(rules, ({ name }) => !name.includes('delay')),
      { examples: [[stored]], numRuns: 1 },
    );
    expect(counterexample?.[0]?.name).toBe('delay(y)');
    expect(fc.stringify(counterexample?.[0])).toBe('delay(y)');
    expect(rules.canShrinkWithoutContext({ description: { part: 'nothing' } })).toBe(false);
  });

  it('shrinks mixtures to one of their sides, or to equal weights of simple sides', () => {
    const stored = buildRule({
      part: 'mixture',
      weight: 0.3,
      of: [
        { part: 'sign', values: {}, of },
        { part: 'mask', values: { period: 4 }, of: { part: 'clip', values: { bound: 70 }, of } },
      ],
    });
    const shrink = (bug: (name: string) => boolean): string | undefined =>
      fc.check(
        fc.property(rules, ({ name }) => !bug(name)),
        { examples: [[stored]], numRuns: 1 },
      ).counterexample?.[0]?.name;
    expect(shrink((name) => name.includes('clip'))).toBe('clip[bound=1](y)');
    expect(shrink((name) => name.includes('mixture'))).toBe('mixture[weight=0.5](y, y)');
    expect(shrink((name) => name.includes('mask[period=4]'))).toBe('mask[period=4](y)');
    expect(shrink((name) => name.includes('mixture[weight=0.3]'))).toBe('mixture[weight=0.3](y, y)');
    expect(shrink((name) => /bound=[2-9]/.test(name))).toBe('clip[bound=2](y)');
  });

  it('throws at construction where the sizes are impossible', () => {
    expect(() => learningRules({ parts: { min: 3, max: 2 }, known: 'any' })).toThrow(/min = 3, max = 2/);
  });
});

describe('generatedRule(seed, index)', () => {
  it('is the same rule again, and another one for another index', () => {
    expect(generatedRule(1, 5).description).toEqual(generatedRule(1, 5).description);
    const formulas = Array.from({ length: 100 }, (_, i) => generatedRule(1, i).source);
    expect(new Set(formulas).size).toBeGreaterThan(90);
    expect(generatedRule(1, 5).name).toBe('generated-5');
  });

  it('is effective by construction in a third of the cases and more', () => {
    const known = Array.from({ length: 200 }, (_, i) => generatedRule(2, i).knownEffective);
    expect(known.filter(Boolean).length).toBeGreaterThan(60);
    expect(known.filter((effective) => !effective).length).toBeGreaterThan(60);
  });

  it('has a line of documentation for every part', () => {
    expect(Object.values(parts).every(({ formula }) => formula.length > 0)).toBe(true);
  });
});
