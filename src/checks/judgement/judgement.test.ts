import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../dynamics/evidence.ts';
import { judgeAngles } from './angles.ts';
import { judgeEnvelope } from './envelope.ts';
import { judgeFalls } from './falls.ts';
import { judgeForm } from './form.ts';
import { judgeRung } from './rung.ts';

/** What was written down at each point of a run: the last is where it ends. */
interface Point {
  readonly theta: readonly number[];
  readonly gradient: readonly number[];
  readonly loss: number;
}

/** The evidence of a run that was made elsewhere and written down: there is no rule and no loss that could be asked. */
const recorded = (points: readonly Point[]): Evidence => {
  const y = (k: number): Float64Array => Float64Array.from(points[k]!.gradient, (d) => -d);
  const loss = (k: number) => ({ value: points[k]!.loss, bound: 2 ** -40 });
  const steps = points.slice(0, -1).map(({ theta, gradient }, k) => {
    const next = Float64Array.from(points[k + 1]!.theta);
    return {
      index: k,
      time: k,
      theta: Float64Array.from(theta),
      gradient: Float64Array.from(gradient),
      delta: next.map((value, i) => value - theta[i]!),
      next,
    };
  });
  return {
    steps,
    end: 'completed',
    precision: 'float32',
    arithmetic: 'float32',
    objective: {
      dimension: points[0]!.theta.length,
      facts: {
        convex: false,
        smooth: true,
        network: false,
        stochastic: false,
        timeVarying: false,
        degree: Number.POSITIVE_INFINITY,
      },
      smoothness: 1,
    },
    y,
    yRoundoff: (k) => y(k).map(() => 2 ** -30),
    loss,
    lossAfter: (k) => loss(k + 1),
    drift: () => 2 ** -30,
    // −∇L − (ΔL − ∇LᵀΔ)Δ/‖Δ‖² of what was written down.
    secant(k) {
      const { delta } = steps[k]!;
      const slope = y(k);
      const product = slope.reduce((sum, value, i) => sum + value * delta[i]!, 0);
      const square = delta.reduce((sum, value) => sum + value * value, 0);
      const missing = (loss(k).value - loss(k + 1).value - product) / square;
      return slope.map((value, i) => value + missing * delta[i]!);
    },
  };
};

/** ½‖θ‖² along the given points. */
const along = (...thetas: readonly (readonly [number, number])[]): Evidence =>
  recorded(thetas.map((theta) => ({ theta, gradient: theta, loss: (theta[0] ** 2 + theta[1] ** 2) / 2 })));

const down = along([4, 2], [2, 1], [1, 0.5]);
const up = along([1, 0.5], [2, 1], [1, 0.5]);

describe('the evidence of a recorded run', () => {
  it('tells whether the loss fell over every step, and over a window', () => {
    expect(judgeFalls(down, 1)).toMatchObject({ status: 'holds' });
    expect(judgeFalls(up, 1)).toMatchObject({ status: 'refuted', cause: 'loss-rises', derived: { step: 0 } });
    expect(judgeFalls(up, 2)).toMatchObject({ status: 'inconclusive' });
    expect(judgeFalls(along([1, 1], [1, 1]), 1)).toMatchObject({ status: 'vacuous' });
  });

  it('tells whether the envelope of the loss fell', () => {
    expect(judgeEnvelope(down, 1)).toMatchObject({ status: 'holds' });
    expect(judgeEnvelope(up, 1)).toMatchObject({ status: 'refuted', cause: 'envelope-rises' });
    expect(judgeEnvelope(along([1, 1], [2, 2]), 3)).toMatchObject({ status: 'refuted', cause: 'diverges' });
    expect(judgeEnvelope(along([1, 1], [1, 1]), 1)).toMatchObject({ status: 'vacuous' });
  });

  it('tells the angle of every step', () => {
    expect(judgeAngles(down, { bound: 0.9, stepSize: 0.5 })).toMatchObject({ status: 'holds' });
    expect(judgeAngles(up, { bound: 0.9, stepSize: 0.5 })).toMatchObject({
      status: 'refuted',
      cause: 'angle-too-wide',
      margin: -1.9,
    });
  });

  it('tells whether its steps go downhill', () => {
    expect(judgeRung(down, 0.5)).toMatchObject({ kind: 'descends', moving: [0, 1] });
    // A gradient that doubles may turn on the way.
    expect(judgeRung(up, 0.5)).toMatchObject({ kind: 'turns' });
    expect(judgeRung(along([1, 1], [1.001, 1.001]), 0.5)).toMatchObject({ kind: 'uphill', step: 0 });
    expect(judgeRung(along([1, 1], [1, 1]), 0.5)).toEqual({ kind: 'rests' });
  });

  it('has a metric at every step on which the loss fell, and no opinion on losses that cannot be asked', () => {
    const found = judgeForm(down, { update: 0.5, stepSize: 0.5 });
    expect(found).toMatchObject({ status: 'holds', trace: { atRest: 0, window: 1 } });
    expect(found.trace?.steps).toMatchObject([
      { fell: true, gradientDescentFell: null, relativeStepSize: 0.5 },
      { fell: true, gradientDescentFell: null, relativeStepSize: 0.5 },
    ]);
    expect(judgeForm(up, { update: 0.5, stepSize: 0.5 }).trace?.steps.map((step) => step.fell)).toEqual([
      false,
      true,
    ]);
  });
});
