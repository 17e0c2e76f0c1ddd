import { describe, expect, it } from 'vitest';
import { runAtOnce } from '../../dynamics/running.ts';
import { seededRandom } from '../../linalg/seeded.ts';
import driftingQuadratic from '../../losses/driftingQuadratic.ts';
import quadratic from '../../losses/quadratic.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import gradientDescent from '../../rules/gradientDescent.ts';
import type { DeclaredRule } from '../../types/rule.ts';
import type { Scenario, Setting } from '../../types/scenario.ts';
import { trajectoryRows } from './trajectoryRows.ts';

const setting = (rule: DeclaredRule, changes: Partial<Scenario> = {}): Setting => {
  const parameters = { spectrum: [1, 4], rotation: null, centre: [0, 0] };
  const scenario = {
    loss: { family: 'quadratic', parameters },
    theta: [1, 1],
    stepSize: 0.25,
    steps: 2,
    seed: 0,
    hyperparameters: {},
    ...changes,
  };
  return { rule: completeRule(rule), loss: quadratic.build(parameters), scenario };
};

describe('trajectoryRows(setting)', () => {
  it('gives y, ψ, κ* and the spectrum of a worked step', () => {
    const [row] = runAtOnce(trajectoryRows(setting(gradientDescent)));
    // θ = (1, 1), ∇L = (1, 4), Δ = (−1/4, −1): the midpoint gradient is (7/8, 2), so that y = −(7/8, 2), g = −(1, 4).
    expect(row).toMatchObject({
      step: 0,
      theta: [1, 1],
      gradient: [1, 4],
      y: [-0.875, -2],
      delta: [-0.25, -1],
      loss: 2.5,
      lossAfter: 0.28125,
    });
    const cosine = (0.875 + 8) / Math.hypot(0.875, 2) / Math.hypot(1, 4);
    const sine = Math.sqrt(1 - cosine ** 2);
    const alphaStar = (0.875 ** 2 + 4) / (0.875 + 8);
    expect(row?.angle).toBeCloseTo(Math.acos(cosine), 12);
    expect(row?.conditionNumber).toBeCloseTo((1 + sine) / (1 - sine), 12);
    expect(row?.smallestEigenvalue).toBeCloseTo(alphaStar * (1 - sine), 12);
    expect(row?.largestEigenvalue).toBeCloseTo(alphaStar * (1 + sine), 12);
    expect(row?.margin).toBeCloseTo((2.5 - 0.28125) / (2.5 + 0.28125), 12);
  });

  it('shows a step uphill with an obtuse angle, a negative margin and no metric', () => {
    const ascent: DeclaredRule = { name: 'ascent', update: ({ gradient }) => gradient };
    const [row] = runAtOnce(trajectoryRows(setting(ascent)));
    expect(row?.angle).toBeGreaterThan(Math.PI / 2);
    expect(row?.margin).toBeLessThan(0);
    expect(row).toMatchObject({ conditionNumber: null, smallestEigenvalue: null, largestEigenvalue: null });
  });

  it('shows a step at rest with y = −∇L and nothing decided', () => {
    const still: DeclaredRule = { name: 'still', update: ({ theta }) => new Float64Array(theta.length) };
    const [row] = runAtOnce(trajectoryRows(setting(still)));
    expect(row).toMatchObject({ y: [-1, -4], angle: null, conditionNumber: null, margin: null });
  });

  it('does not divide by a step size that the rule ignores', () => {
    const unit: DeclaredRule = {
      name: 'unit',
      stepSize: 'internal',
      update: ({ gradient }) => gradient.map((d) => -d / 8),
    };
    const [row] = runAtOnce(trajectoryRows(setting(unit, { stepSize: 1000 })));
    expect(row?.smallestEigenvalue).toBeGreaterThan(1);
  });

  it('lets time stand still within a step', () => {
    const parameters = driftingQuadratic.draw(1, seededRandom(3));
    const loss = driftingQuadratic.build(parameters);
    const scenario = { ...setting(gradientDescent).scenario, theta: [1], stepSize: 0.01 };
    for (const row of runAtOnce(trajectoryRows({ rule: completeRule(gradientDescent), loss, scenario }))) {
      expect(row.lossAfter).toBe(
        loss.value(
          Float64Array.from(row.theta, (value, i) => value + row.delta[i]!),
          row.step * 0.01,
        ),
      );
    }
  });

  it('shows the run that a check judged to first order, y = −∇L(θ), t frozen', () => {
    const late: DeclaredRule = {
      name: 'late',
      update: ({ gradient, stepSize, time }) => gradient.map((d) => -stepSize * (d + time)),
    };
    const rows = runAtOnce(trajectoryRows(setting(late), { stepSize: 2 ** -10 }));
    // θ = (1, 1), ∇L = (1, 4), Δ = −2⁻¹⁰ (1, 4); then θ = (1 − 2⁻¹⁰, 1 − 2⁻⁸).
    expect(rows).toMatchObject([
      { theta: [1, 1], y: [-1, -4], delta: [-(2 ** -10), -(2 ** -8)], angle: 0, conditionNumber: 1 },
      { theta: [1 - 2 ** -10, 1 - 2 ** -8], y: [-1 + 2 ** -10, -4 + 2 ** -6], angle: 0 },
    ]);
    // M g = y with g = Δ/η = y.
    expect(rows[0]).toMatchObject({ smallestEigenvalue: 1, largestEigenvalue: 1 });
    const rests: DeclaredRule = { name: 'rests', update: ({ theta }) => theta.map(() => 0) };
    expect(runAtOnce(trajectoryRows(setting(rests), { stepSize: 1 }))[0]).toMatchObject({
      y: [-1, -4],
      angle: null,
      margin: null,
    });
  });

  it('has a row only for the steps that were made', () => {
    const fails: DeclaredRule = { name: 'fails', update: () => JSON.parse('null') };
    expect(runAtOnce(trajectoryRows(setting(fails)))).toEqual([]);
  });
});
