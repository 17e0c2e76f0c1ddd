import { describe, expect, it } from 'vitest';
import driftingQuadratic from '../losses/driftingQuadratic.ts';
import flatQuartic from '../losses/flatQuartic.ts';
import quadratic from '../losses/quadratic.ts';
import type { Loss } from '../types/loss.ts';
import type { LearningRule } from '../types/rule.ts';
import { evaluate, stepDrop } from './evidence.ts';
import { fell } from './lossDrop.ts';
import { runTrajectory } from './trajectory.ts';

/** ½(θ − 1)² in each of two coordinates. */
const bowl = quadratic.build({ spectrum: [1, 1], rotation: null, centre: [1, 1] });

const descent: LearningRule = { update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d) };

/** The loss, and how often each of its functions was asked. */
const counting = (loss: Loss) => {
  const asked = { value: 0, gradient: 0, roundoff: 0 };
  const counted: Loss = {
    ...loss,
    value(theta, time) {
      asked.value++;
      return loss.value(theta, time);
    },
    gradient(theta, time) {
      asked.gradient++;
      return loss.gradient(theta, time);
    },
    roundoff(theta, time) {
      asked.roundoff++;
      return loss.roundoff(theta, time);
    },
  };
  return { asked, counted };
};

const ranOn = (loss: Loss, stepSize = 0.5) =>
  runTrajectory(descent, loss, { theta: [3, 5], stepSize, steps: 2, seed: 0, hyperparameters: {} });

const options = { precision: 'float64', arithmetic: 'float64', roundings: 1, shown: true } as const;

describe('evaluate(trajectory, options)', () => {
  it('holds y and L at every point of a run, and where it ends', () => {
    const evidence = evaluate(ranOn(bowl), { ...options, objective: bowl });
    expect([0, 1, 2].map((k) => [...evidence.y(k)])).toEqual([
      [-2, -4],
      [-1, -2],
      [-0.5, -1],
    ]);
    expect([0, 1, 2].map((k) => evidence.loss(k).value)).toEqual([10, 2.5, 0.625]);
    expect(evidence.lossAfter(0)).toEqual(evidence.loss(1));
    expect(evidence.loss(0).bound).toBe(bowl.roundoff(Float64Array.of(3, 5)).value);
    expect(evidence.yRoundoff(1)).toEqual(bowl.roundoff(Float64Array.of(2, 3)).gradient);
    expect(evidence.lossAt?.(Float64Array.of(1, 2), 0).value).toBe(0.5);
    expect([evidence.end, evidence.precision, evidence.objective.dimension]).toEqual([
      'completed',
      'float64',
      2,
    ]);
  });

  it('asks for nothing before it is asked, and then once', () => {
    const ran = ranOn(bowl);
    const { asked, counted } = counting(bowl);
    const evidence = evaluate(ran, { ...options, objective: counted });
    expect(asked).toEqual({ value: 0, gradient: 0, roundoff: 0 });
    for (let again = 0; again < 2; again++) {
      for (const k of [0, 1, 2]) {
        evidence.y(k);
        evidence.loss(k);
      }
      evidence.lossAfter(1);
      evidence.drift(0);
    }
    // The gradients that the rule was shown, one where the run ends, and three for the drift.
    expect(asked).toEqual({ value: 3, gradient: 1 + 3, roundoff: 3 });
  });

  it('leaves the gradients of the run as they are, and asks for others where it was not shown those', () => {
    const ran = ranOn(bowl);
    const { asked, counted } = counting(bowl);
    evaluate(ran, { ...options, objective: counted }).y(0);
    expect(ran.steps[0]?.gradient).toEqual(Float64Array.of(2, 4));
    expect(asked.gradient).toBe(0);
    const doubled: Loss = { ...counted, gradient: (theta) => counted.gradient(theta).map((d) => 2 * d) };
    expect(evaluate(ran, { ...options, objective: doubled, shown: false }).y(0)).toEqual(
      Float64Array.of(-4, -8),
    );
    expect(asked.gradient).toBe(1);
  });

  it('lets time stand still within a step', () => {
    // (θ − t)² in each coordinate, from (3, 5) with η = ¼: θ' = (1.5, 2.5) at t = 0, and the same at t = ¼.
    const drifting = driftingQuadratic.build({
      spectrum: [2, 2],
      rotation: null,
      centre: null,
      drift: [1, 1],
    });
    const evidence = evaluate(ranOn(drifting, 0.25), { ...options, objective: drifting });
    expect(evidence.lossAfter(0).value).toBe(1.5 ** 2 + 2.5 ** 2);
    expect(evidence.loss(1).value).toBe(1.25 ** 2 + 2.25 ** 2);
    const { asked, counted } = counting(drifting);
    const again = evaluate(ranOn(drifting, 0.25), { ...options, objective: counted });
    expect(again.lossAfter(0)).toBe(again.lossAfter(0));
    expect(asked).toEqual({ value: 1, gradient: 0, roundoff: 1 });
    // Where the run ends, at the time of its last step.
    expect(evidence.loss(2)).toEqual(evidence.lossAfter(1));
  });

  it('has a secant whose product with the step is the fall of the loss', () => {
    const quartic = flatQuartic.build({ weights: [1, 2], centre: [0, 1] });
    const ran = ranOn(quartic, 2 ** -8);
    const evidence = evaluate(ran, { ...options, objective: quartic });
    for (const k of [0, 1]) {
      const { theta, next } = ran.steps[k]!;
      const product = evidence.secant(k).reduce((sum, y, i) => sum + y * (next[i]! - theta[i]!), 0);
      const { drop, bound } = stepDrop(evidence, k);
      expect(Math.abs(product - drop)).toBeLessThanOrEqual(8 * bound);
      expect(fell({ drop, bound })).toBe(true);
    }
  });

  it('bounds what the rounding of θ can do by the gradient nearby, and not where θ does not round', () => {
    const evidence = evaluate(ranOn(bowl), { ...options, objective: bowl });
    const slope = Math.max(...evidence.y(1).map(Math.abs));
    expect(evidence.drift(0)).toBeGreaterThan(Number.EPSILON * slope);
    expect(evidence.drift(0)).toBeLessThan(2 ** 8 * Number.EPSILON * slope);
    const still: LearningRule = { update: () => [0, 0] };
    const run = { theta: [0, 0], stepSize: 1, steps: 1, seed: 0, hyperparameters: {} };
    expect(evaluate(runTrajectory(still, bowl, run), { ...options, objective: bowl }).drift(0)).toBe(0);
  });
});
