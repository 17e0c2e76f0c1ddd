import { describe, expect, it } from 'vitest';
import { descentRun, type PlainStep, plainRun } from '../../properties/trace/writtenRecords.ts';
import type { TraceReport } from '../types/trace.ts';
import { mostPoints, thinned } from './curve.ts';
import { geometryOf } from './geometry.ts';
import { judgeRecording, type TraceQuestions, type TraceResult } from './judgeRecording.ts';
import { asymmetryBound, productBound } from './rounding.ts';
import { runningSpread } from './spread.ts';
import type { LoggedStep, Recording, TensorSums } from './step.ts';
import { stepForm } from './stepForm.ts';
import { vectorSums } from './sums.ts';

const sumsOf = ({ theta, gradient, update }: PlainStep): TensorSums =>
  vectorSums(Float64Array.from(theta), Float64Array.from(gradient), Float64Array.from(update));

/** A step with nothing but sums. */
const logged = (step: PlainStep, more: Partial<LoggedStep> = {}): LoggedStep => ({
  step: step.step,
  loss: step.loss,
  lossAfter: undefined,
  stepSizes: step.stepSize === undefined ? [] : [step.stepSize],
  tensors: new Map([['w', sumsOf(step)]]),
  cross: undefined,
  vectors: undefined,
  ...more,
});

const withVectors = (step: PlainStep): LoggedStep =>
  logged(step, {
    vectors: {
      theta: Float64Array.from(step.theta),
      gradient: Float64Array.from(step.gradient),
      delta: Float64Array.from(step.update),
    },
  });

const recordingOf = (steps: readonly LoggedStep[], more: Partial<Recording> = {}): Recording => ({
  kind: 'watched run',
  path: 'run.jsonl',
  precision: 'float64',
  rounded: false,
  every: 1,
  fullBatch: true,
  kept: 0,
  notes: [],
  steps: function* () {
    yield* steps;
  },
  ...more,
});

const judge = (
  steps: readonly LoggedStep[],
  more: Partial<Recording> = {},
  questions: TraceQuestions = {},
): TraceResult => judgeRecording(recordingOf(steps, more), questions);

const sums = (more: Partial<TensorSums>): TensorSums => ({
  count: 4,
  yd: 1,
  size: 1,
  yy: 1,
  dd: 1,
  pp: 1,
  ...more,
});

const exact = { precision: 'float64', rounded: false } as const;

describe('geometryOf', () => {
  it('geometryOf(sums) proves the sign where it is beyond its bound, and nothing elsewhere', () => {
    expect(geometryOf(sums({ yd: 0.5 }), exact)).toMatchObject({ kind: 'effective', atMost: false });
    expect(geometryOf(sums({ yd: -0.5 }), exact).kind).toBe('uphill');
    expect(geometryOf(sums({ yd: 1e-16 }), exact).kind).toBe('inconclusive');
    expect(geometryOf(sums({ yd: 1e-10 }), exact).kind).toBe('effective');
    expect(geometryOf(sums({ yd: 1e-10 }), { precision: 'float32', rounded: true }).kind).toBe(
      'inconclusive',
    );
    expect(geometryOf(sums({ dd: 0, yd: 0, size: 0 }), exact).kind).toBe('at-rest');
    expect(geometryOf(sums({ yy: 0, yd: 0, size: 0 }), exact).kind).toBe('no-gradient');
    expect(geometryOf(sums({ pp: Number.NaN }), exact).kind).toBe('not-finite');
  });

  it('geometryOf(sums) has κ* = (1 + s)/(1 − s), and ψ below √(2nu) is at most that', () => {
    const { angle, conditionNumber } = geometryOf(sums({ yd: Math.cos(1) }), exact);
    expect(angle).toBeCloseTo(1, 12);
    expect(conditionNumber).toBeCloseTo((1 + Math.sin(1)) / (1 - Math.sin(1)), 9);
    const large = geometryOf(sums({ count: 1e8 }), exact);
    expect(large.atMost).toBe(true);
    expect(large.angle).toBeCloseTo(Math.sqrt(2e8 * 2 ** -53), 8);
  });

  it('productBound is not below what rounding does: sums of products that cancel, formed in single precision', () => {
    const u = 2 ** -24;
    const rounded = productBound(sums({ size: 3, count: 2 }), { precision: 'float32', rounded: true });
    // Two numbers that were rounded by u each, in products of 3 in all.
    expect(rounded).toBeGreaterThan(3 * 2 * u);
    expect(rounded).toBeLessThan(3 * 2 * u * 1.01);
    const half = productBound(sums({ size: 0, count: 4, yy: 4 }), { precision: 'float16', rounded: true });
    expect(half).toBeGreaterThanOrEqual(2 ** -25 * 2 * 3);
  });
});

describe('judgeRecording', () => {
  it('judgeRecording of gradient descent: every step effective, ψ at its floor, losses as predicted', () => {
    const result = judge(descentRun(30).map((step) => logged(step)));
    expect(result.kinds).toMatchObject({ effective: 30, uphill: 0, firstNot: null });
    expect(result.angle).toMatchObject({ atMost: true });
    expect(result.conditionNumber!.most).toBeCloseTo(1, 6);
    expect(result.loss).toMatchObject({ logged: 30, judged: 29, kinds: { 'as-predicted': 29 } });
    expect(result.curve).toMatchObject({ stride: 1 });
    expect(result.curve.points).toHaveLength(30);
    expect(result.stepSizes).toEqual({ first: 0.1, last: 0.1, changes: 0, shown: [] });
    expect(result.unknown).toEqual([expect.stringContaining('Sums alone')]);
  });

  it('a step that is too large, one that is ill-conditioned and one that is not effective are told apart', () => {
    const steps = plainRun({
      start: [1, 1e-12],
      steps: 6,
      stepSize: 1,
      gradient: ([a, b]) => [a!, 1e12 * b!],
      loss: ([a, b]) => (a! ** 2 + 1e12 * b! ** 2) / 2,
      update: ([a], step) =>
        [
          [-0.5 * a!, 0],
          [-3 * a!, 0],
          [a!, 0],
          [-1.5 * a!, 0],
          [-1e-16 * a!, 1],
          [0, 0],
        ][step]!,
    });
    const { loss, kinds } = judge(
      steps.map((step) => logged(step)),
      { precision: 'float32' },
    );
    expect(kinds).toMatchObject({ uphill: 2, 'at-rest': 1, firstNot: { step: 2, kind: 'uphill' } });
    expect(loss.firstOf).toMatchObject({
      'as-predicted': 0,
      'step-too-large': 1,
      'not-effective': 2,
      curvature: 3,
    });
    const ill = { ...sums({ yd: 1e-8, count: 2, size: 1e-8 }) };
    const result = judge([logged(steps[0]!, { tensors: new Map([['w', ill]]), loss: 1, lossAfter: 0.9 })], {
      precision: 'float32',
      fullBatch: false,
    });
    expect(result.loss.kinds).toEqual({ 'ill-conditioned': 1 });
  });

  it('a loss that falls by more than predicted is negative curvature, beyond twice flagged; NaN is too large a step', () => {
    const step = descentRun(1)[0]!;
    const whole = sumsOf(step).yd;
    const lost = (lossAfter: number): object =>
      judge([logged(step, { loss: 18, lossAfter })], { fullBatch: false }).loss.kinds;
    expect(lost(18 - 1.5 * whole)).toEqual({ 'negative-curvature': 1 });
    expect(lost(18 - 3 * whole)).toEqual({ 'far-beyond': 1 });
    expect(lost(Number.NaN)).toEqual({ 'step-too-large': 1 });
    const tiny = logged({ ...step, update: step.update.map((d) => d * 1e-18) }, { loss: 18, lossAfter: 18 });
    expect(judge([tiny], { fullBatch: false }).loss.kinds).toEqual({ 'inside-noise': 1 });
  });

  it('of mini-batches it says what is not known, and of every tenth step that it is silent in between', () => {
    const result = judge(
      descentRun(3).map((step) => logged(step)),
      { fullBatch: false, every: 10, kind: 'raw records', notes: ['a note'] },
    );
    expect(result.loss.judged).toBe(0);
    expect(result.unknown).toEqual([
      expect.stringContaining('mini-batch’s'),
      expect.stringContaining('next loss is another batch’s'),
      'Every 10th step was logged: nothing is said of those between.',
    ]);
    expect(result.notes).toEqual(['a note']);
    const partly = descentRun(3).map((step, i) =>
      logged(step, { lossAfter: i === 0 ? step.lossAfter : undefined }),
    );
    expect(judge(partly, { fullBatch: false }).unknown[1]).toBe(
      'The loss after the step is known at 1 of 3 steps.',
    );
  });

  it('tensors that rest, are dead, explode or are not finite are named with the step where that begins', () => {
    const at = (step: number): LoggedStep => {
      const tensors = new Map([
        ['resting', step < 5 ? sums({}) : sums({ yd: 0, size: 0, dd: 0 })],
        ['dead', step < 7 ? sums({}) : sums({ yd: 0, size: 0, yy: 0, dd: 0 })],
        ['exploding', sums({ pp: 100 ** step, dd: 100 ** step, size: 10 ** step, yd: 10 ** step })],
        ['broken', step < 9 ? sums({}) : sums({ yd: Number.NaN })],
        ['well', sums({})],
        ...(step % 2 === 0 ? ([['rare', sums({})]] as const) : []),
        ...(step % 2 === 1 ? ([['odd', sums({ pp: 0 })]] as const) : []),
      ]);
      return { ...logged(descentRun(1)[0]!), step, tensors };
    };
    const result = judge(Array.from({ length: 25 }, (_, step) => at(step)));
    expect(result.findings).toEqual([
      { tensor: 'resting', kind: 'at rest', from: 5 },
      { tensor: 'dead', kind: 'dead', from: 7 },
      { tensor: 'exploding', kind: 'exploding', from: 13 },
      { tensor: 'broken', kind: 'not finite', from: 9 },
    ]);
    expect(result.notes).toEqual(['tensors come and go: "rare" is in 13 of 25 records and 1 more']);
    expect(result.kinds['not-finite']).toBe(16);
  });

  it('a learning rate that changes is seen', () => {
    const steps = descentRun(4).map((step, i) => logged(step, { stepSizes: [i < 2 ? 0.1 : 0.01] }));
    expect(judge(steps).stepSizes).toEqual({
      first: 0.1,
      last: 0.01,
      changes: 1,
      shown: [{ step: 2, from: 0.1, to: 0.01 }],
    });
    const schedule = descentRun(30).map((step, i) => logged(step, { stepSizes: [1 / (i + 1)] }));
    const { changes, shown } = judge(schedule).stepSizes;
    expect([changes, shown.length]).toEqual([29, 20]);
  });

  it('no step at all is one line', () => {
    expect(() => judge([])).toThrow('run.jsonl: no step was recorded');
  });
});

describe('one metric for many steps', () => {
  const momentum = (steps: number): readonly PlainStep[] => {
    let velocity = [0, 0, 0];
    return plainRun({
      start: [1, -2, 3],
      steps,
      stepSize: 0.01,
      gradient: ([a, b, c]) => [a!, 2 * b!, 3 * c!],
      update: (gradient) => {
        velocity = velocity.map((v, i) => 0.9 * v - 0.01 * gradient[i]!);
        return velocity;
      },
    });
  };
  const traced = (steps: readonly PlainStep[], kept = 16): NonNullable<TraceReport['metric']> =>
    judge(steps.map(withVectors), { kept, rounded: true, kind: 'small run' }).metric!;

  it('gradient descent is never refuted, momentum is by its second step', () => {
    const descent = traced(descentRun(60));
    expect(descent.verdict).toBe('explained');
    expect(descent.median).toEqual({ notRefuted: 16, explained: 16, within1: 16, within10: 16 });
    const other = traced(momentum(60));
    expect(other).toMatchObject({ verdict: 'refuted', median: { explained: 1 } });
    expect(other.sentence).toMatch(/of steps 0 and 1 are .* % apart, and rounding allows/);
  });

  it('a preconditioned run in more dimensions than steps is explained, with a certificate', () => {
    const size = 24;
    const run = plainRun({
      start: Array.from({ length: size }, (_, i) => 1 + i / 7),
      steps: 12,
      stepSize: 0.05,
      gradient: (theta) => theta.map((value, i) => value * (1 + i / 4)),
      update: (gradient) => gradient.map((slope, i) => (-0.05 * slope) / (1 + (i % 3))),
    });
    const { verdict, sentence, median } = traced(run, 4);
    expect([verdict, sentence]).toEqual([
      'explained',
      'one metric explains every stretch that was looked at, with a certificate',
    ]);
    expect(median.explained).toBe(4);
  });

  it('a direction in which steps go uphill together refutes where each pair is symmetric', () => {
    // y = S g with a symmetric S that is indefinite, along updates that each go downhill.
    const run = plainRun({
      start: [0, 0],
      steps: 3,
      stepSize: 1,
      gradient: () => [0, 0],
      update: (_, step) =>
        [
          [1, 0.5],
          [1, -0.5],
          [1, 0],
        ][step]!,
    }).map((step) => ({ ...step, gradient: [-step.update[0]!, step.update[1]!] }));
    const { verdict, sentence } = traced(run, 3);
    expect(verdict).toBe('refuted');
    expect(sentence).toContain('steps 0 to 1 together have a direction c with cᵀGᵀYc < 0');
  });

  it('sums of a log are compared as far back as they go, and a run that is shorter than what is looked at counts once', () => {
    const cross = (own: number, gy: readonly number[], yg = gy) => ({ gg: 1, yy: 1, pp: 0, own, gy, yg });
    const steps = [cross(1, []), cross(1, [0.5]), cross(1, [0.5, 0.5]), cross(1, []), cross(1, [0.5])];
    const { metric } = judge(
      steps.map((one, i) => logged({ ...descentRun(1)[0]!, step: i }, { cross: one })),
      { kept: 3 },
    );
    expect(metric).toMatchObject({ most: 3, verdict: 'explained', spans: [{ start: 0, notRefuted: 3 }] });
    const short = judge([logged(descentRun(1)[0]!, { cross: cross(1, []) })], { kept: 3 });
    expect(short.metric).toMatchObject({ verdict: 'explained', spans: [{ start: 0, explained: 1 }] });
    expect(judge([logged(descentRun(1)[0]!)], { kept: 3 }).metric).toBeNull();
    const zero = { ...cross(0, []), gg: 0, yy: 0 };
    const still = judge([logged(descentRun(1)[0]!, { cross: zero })], { kept: 3 });
    expect(still.metric!.verdict).toBe('inconclusive');
  });

  it('asymmetryBound grows with ‖θ‖/η: what storing θ rounds is a part of the update', () => {
    const cross = { gg: 1, yy: 1, own: 1, gy: [], yg: [] };
    const stored = { precision: 'float32', rounded: true } as const;
    const small = asymmetryBound({ ...cross, pp: 1 }, { ...cross, pp: 1 }, 10, stored);
    const large = asymmetryBound({ ...cross, pp: 1e6 }, { ...cross, pp: 1e6 }, 10, stored);
    expect(large / small).toBeGreaterThan(100);
  });
});

describe('promises', () => {
  const held = (
    losses: readonly number[],
    promise: NonNullable<TraceQuestions['promise']>,
    more: Partial<Recording> = {},
  ) => {
    const steps = losses.map((loss, step) => logged({ ...descentRun(1)[0]!, step }, { loss }));
    return judge(steps, more, { promise }).promise;
  };

  it('every-step is judged by losses of one batch, and by the sign of yᵀΔ elsewhere', () => {
    expect(held([3, 2, 1], 'every-step')).toEqual({
      promise: 'every-step',
      verdict: 'verified',
      sentence: 'kept: the loss falls at 3 logged steps',
    });
    expect(held([3, 2, 2.5], 'every-step')).toMatchObject({
      verdict: 'falsified',
      sentence: 'broken: at step 1 the loss went from 2 to 2.5',
    });
    expect(held([3, 3, 3], 'every-step')).toMatchObject({
      verdict: 'inconclusive',
      sentence: 'not decided: the loss falls at 1 logged step, and 2 within rounding',
    });
    expect(held([3, 4, 5], 'every-step', { fullBatch: false, every: 10 })).toMatchObject({
      verdict: 'verified',
      sentence: 'kept: yᵀΔ > 0 of the logged gradient at 3 logged steps, one in 10 of the run',
    });
  });

  it('every-step is broken by a step uphill, one without a gradient and one that is not finite, and not by rest', () => {
    const of = (one: Partial<TensorSums>): string => {
      const step = logged(descentRun(1)[0]!, { tensors: new Map([['w', sums(one)]]) });
      const result = judge([step], { fullBatch: false }, { promise: 'every-step' });
      return result.promise!.sentence;
    };
    expect(of({ yd: -1 })).toBe('broken: at step 0 yᵀΔ < 0: uphill');
    expect(of({ yd: 0, size: 0, yy: 0 })).toBe('broken: at step 0 it moves where the gradient is 0');
    expect(of({ yd: Number.NaN })).toBe('broken: at step 0 a sum is not finite');
    expect(of({ yd: 0 })).toContain('not decided');
    expect(of({ yd: 0, size: 0, dd: 0 })).toContain('not decided');
  });

  it('window and envelope compare losses that are so many steps apart', () => {
    expect(held([3, 4, 2, 3, 1], { window: 2 })).toMatchObject({
      verdict: 'verified',
      sentence: 'holds at 3 of 3 comparisons among 5 logged steps',
    });
    expect(held([3, 2, 3.5], { window: 2 })).toMatchObject({
      verdict: 'falsified',
      sentence: 'broken: the loss is 3.5 at step 2 and was 3 at step 0',
    });
    expect(held([3, 4, 2, 3, 1, 2], { envelope: 2 })).toMatchObject({ verdict: 'verified' });
    expect(held([3, 4, 2, 5], { envelope: 2 })).toMatchObject({
      verdict: 'falsified',
      sentence: 'broken: the loss is 5 at step 3 and was 4 at step 1',
    });
    expect(held([3, 3, 3], { window: 1 })).toMatchObject({ verdict: 'inconclusive' });
    expect(held([3, 2], { window: 5 })).toMatchObject({
      sentence: 'no two logged losses are 5 steps apart',
    });
    expect(held([3, 2], { window: 1 }, { fullBatch: false })).toMatchObject({
      verdict: 'inconclusive',
      sentence: expect.stringContaining('of one batch each'),
    });
    expect(() => held([1], 'small-step')).toThrow('--promise: a recorded run can keep every-step');
    const none = judge(
      [logged({ ...descentRun(1)[0]!, step: 0 }, { loss: undefined })],
      {},
      { promise: { window: 1 } },
    );
    expect(none.promise!.verdict).toBe('inconclusive');
  });
});

describe('stepForm', () => {
  const descent = descentRun(1)[0]!;

  it('stepForm(step) writes the vectors where they are at hand, and sums elsewhere', () => {
    const geometry = geometryOf(sumsOf(descent), exact);
    expect(stepForm(withVectors(descent), geometry)).toContain('y = (−1, 4, −9)');
    const form = stepForm(logged(descent), geometry);
    expect(form).toContain('‖y‖ = 9.89949, ‖g‖ = 9.89949, 3 coordinates');
    expect(form).toMatch(/ψ ≤ .*κ\(M\) ≤ 1\n/);
    const turned = sums({ count: 2, yd: 0.5 });
    const step = logged(descent, { tensors: new Map([['w', turned]]), stepSizes: [] });
    expect(stepForm(step, geometryOf(turned, exact))).toMatch(
      /ψ = 60°, κ\(M\) = 13\.9282\nλ\(M\) = \{0\.267949, 3\.73205\}/,
    );
    expect(stepForm(step, geometryOf(sums({ yd: -1 }), exact))).toBeUndefined();
  });
});

describe('what is kept of a long run', () => {
  it('runningSpread is exact for short runs, and within 4.4 % of the median for long ones', () => {
    const short = runningSpread();
    expect(short.result()).toBeNull();
    for (const value of [3, 1, 2, Number.NaN]) short.add(value, value, false);
    expect(short.result()).toEqual({ median: 2, most: 3, mostAt: 3, atMost: false });
    const long = runningSpread();
    for (let i = 0; i <= 5000; i++) long.add(i, i, i < 100);
    const { median, most, atMost } = long.result()!;
    expect(Math.abs(median / 2500 - 1)).toBeLessThan(0.05);
    expect([most, atMost]).toEqual([5000, false]);
    const zeros = runningSpread();
    for (let i = 0; i < 2000; i++) zeros.add(0, i, true);
    expect(zeros.result()).toEqual({ median: 0, most: 0, mostAt: 0, atMost: true });
  });

  it('thinned keeps the worst of each stretch, in constant memory', () => {
    const curve = thinned<number>((one, other) => one > other);
    for (let i = 0; i < 10_000; i++) curve.add(i === 1234 ? 1e6 : i);
    const { stride, points } = curve.result();
    expect(points.length).toBeLessThanOrEqual(mostPoints);
    expect(stride).toBe(32);
    expect(points).toContain(1e6);
  });
});
