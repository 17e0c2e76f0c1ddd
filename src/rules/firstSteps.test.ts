import { describe, expect, it } from 'vitest';
import { runTrajectory } from '../dynamics/trajectory.ts';
import { gamma } from '../linalg/rounding.ts';
import linear from '../losses/linear.ts';
import type { Parameter } from '../types/loss.ts';
import type { DeclaredRule } from '../types/rule.ts';
import adaBelief from './adaBelief.ts';
import adafactor from './adafactor.ts';
import adamax from './adamax.ts';
import amsgrad from './amsgrad.ts';
import asgd from './asgd.ts';
import lamb from './lamb.ts';
import lars from './lars.ts';
import { asLongAs, layerOf } from './layers/layers.ts';
import lookahead from './lookahead.ts';
import muon from './muon.ts';
import nadam from './nadam.ts';
import radam from './radam.ts';
import rprop from './rprop.ts';
import scheduleFree from './scheduleFree.ts';
import shampoo from './shampoo.ts';
import yogi from './yogi.ts';

interface Shown {
  readonly gradients: readonly (readonly number[])[];
  readonly hyperparameters?: Readonly<Record<string, number>>;
  readonly theta?: readonly number[];
  readonly parameters?: readonly Parameter[];
}

/** The run at η = 1 of a rule that is shown these gradients one after the other. */
const run = (
  rule: DeclaredRule,
  { gradients, hyperparameters = {}, theta = gradients[0]!.map(() => 0), parameters }: Shown,
) => {
  const loss = linear.build({ slope: theta.map(() => 1) });
  return runTrajectory(rule, parameters ? { ...loss, parameters } : loss, {
    theta,
    stepSize: 1,
    steps: gradients.length,
    seed: 1,
    hyperparameters,
    history: gradients.map((gradient) => ({
      theta: Float64Array.from(theta),
      gradient: Float64Array.from(gradient),
    })),
  });
};

/** Every Δ is what the paper's formula gives by hand, up to the rounding of a formula of this length. */
const expectSteps = (
  rule: DeclaredRule,
  shown: Shown,
  exact: readonly (readonly number[])[],
  roundings = 60,
): void => {
  const { steps, fault } = run(rule, shown);
  expect(fault).toBeUndefined();
  expect(steps).toHaveLength(exact.length);
  for (const [k, { delta }] of steps.entries()) {
    for (const [i, due] of exact[k]!.entries()) {
      expect(
        Math.abs(delta[i]! - due),
        `Δ[${i}] at step ${k} is ${delta[i]}, not ${due}`,
      ).toBeLessThanOrEqual(gamma(roundings) * Math.max(...exact[k]!.map(Math.abs)));
    }
  }
};

/** One gradient a step, in one dimension. */
const alone = (...values: readonly number[]): readonly (readonly number[])[] => values.map((d) => [d]);

const halves = { beta1: 1 / 2, beta2: 3 / 4, epsilon: 0 };

describe('first steps by hand, coordinate by coordinate', () => {
  it('amsgrad keeps the largest v: m = 2, 1 and v = 4, 3 give 2/2 and 1/2', () => {
    expectSteps(amsgrad, { gradients: alone(4, 0), hyperparameters: halves }, alone(-1, -1 / 2));
    const wide = { ...halves, epsilon: 2 };
    expectSteps(amsgrad, { gradients: alone(4), hyperparameters: wide }, alone(-1 / 2));
  });

  it('nadam with μ = ¼ at every step and m = β₁m + (1 − β₁)∇L: ¼·1/(1 − 1/16) + 2 over √4', () => {
    const steady = { ...halves, momentumDecay: 0 };
    expectSteps(nadam, { gradients: alone(2), hyperparameters: steady }, alone(-17 / 15));
    // m = ½, ¼m/(1 − 1/64) = 8/63 over √(3/4/(7/16)).
    expectSteps(
      nadam,
      { gradients: alone(2, 0), hyperparameters: steady },
      alone(-17 / 15, -(8 / 63) / Math.sqrt(12 / 7)),
    );
  });

  it('nadam with the schedule 0.96ᵗ: μ₁ = 0.26 and μ₂ = 0.2696, and ½ in m', () => {
    const hyperparameters = { ...halves, momentumDecay: 1 };
    const exact = -(0.2696 / (1 - 0.26 * 0.2696) + 2) / 2;
    expectSteps(nadam, { gradients: alone(2), hyperparameters }, alone(exact));
  });

  it('nadam as libraries call it starts with −1.056 at their values: 1 + 0.1·μ₂/(1 − μ₁μ₂)', () => {
    const hyperparameters = { beta1: 0.9, beta2: 0.999, epsilon: 0, momentumDecay: 0.004 };
    const { steps } = run(nadam, { gradients: alone(1), hyperparameters });
    expect(steps[0]!.delta[0]).toBeCloseTo(-1.05645178, 8);
  });

  it('radam follows m̂ for four steps, and rectifies Adam from the fifth', () => {
    const hyperparameters = { beta1: 1 / 2, beta2: 0.9, epsilon: 0 };
    // ρ₅ = 19 − 10·0.59049/0.40951
    const rho = 19 - 5.9049 / 0.40951;
    const exact = Math.sqrt(((rho - 4) * (rho - 2) * 19) / (15 * 17 * rho));
    expectSteps(
      radam,
      { gradients: alone(2, 2, 2, 2, 2), hyperparameters },
      alone(-2, -2, -2, -2, -exact),
      400,
    );
  });

  it('adamax divides by a decaying maximum: m/(1 − βᵗ) = 4, 2, −26/7 over u = 4, 2, 8', () => {
    const hyperparameters = { beta1: 1 / 2, beta2: 1 / 2 };
    expectSteps(adamax, { gradients: alone(4, 1, -8), hyperparameters }, alone(-1, -1, 13 / 28));
    expectSteps(adamax, { gradients: alone(0, 0) }, alone(0, 0));
  });

  it('adabelief divides by the deviation from m: (4 − 2)² and ε twice', () => {
    expectSteps(adaBelief, { gradients: alone(4), hyperparameters: halves }, alone(-2));
    const wide = { ...halves, epsilon: 5 / 4 };
    expectSteps(adaBelief, { gradients: alone(4), hyperparameters: wide }, alone(-16 / 17));
  });

  it('yogi moves v by a share of (∇L)²: v = 9, then 9 − 9/16·2.4²', () => {
    const hyperparameters = { beta1: 1 / 2, beta2: 7 / 16, epsilon: 0 };
    expectSteps(yogi, { gradients: alone(4, 2.4), hyperparameters }, alone(-2 / 3, -11 / 12));
    expectSteps(
      yogi,
      { gradients: alone(4), hyperparameters: { ...hyperparameters, epsilon: 1 } },
      alone(-1 / 2),
    );
  });

  it('rprop widens by 1.2, halves and waits where the sign changes, and goes on', () => {
    expectSteps(rprop, { gradients: alone(1, 2, -1, -3, -1) }, alone(-1, -1.2, 0, 0.6, 0.72));
  });

  it('rprop keeps its widths between 10⁻⁶η and 50η', () => {
    const widening = { increase: 10 };
    expectSteps(rprop, { gradients: alone(1, 1, 1, 1), hyperparameters: widening }, alone(-1, -10, -50, -50));
    const narrowing = { decrease: 1e-4 };
    expectSteps(
      rprop,
      { gradients: alone(1, -1, -1, 1, 1), hyperparameters: narrowing },
      alone(-1, 0, 1e-4, 0, -1e-6),
    );
  });

  it('asgd falls as t^(−½), and holds the mean of the parameters', () => {
    const shown = { gradients: alone(1, 1, 1, 1), hyperparameters: { power: 1 / 2 }, theta: [3] };
    expectSteps(asgd, shown, alone(-1, -Math.SQRT1_2, -Math.sqrt(1 / 3), -1 / 2));
    expect(run(asgd, { ...shown, gradients: alone(1, 4), hyperparameters: { power: 1 } }).state).toEqual({
      count: 2,
      mean: Float64Array.of((2 + 1) / 2),
    });
  });

  it('lookahead with k = 2 goes back by half of what two steps made', () => {
    const hyperparameters = { period: 2, slowness: 1 / 2 };
    expectSteps(lookahead, { gradients: alone(1, 3, 1, 1), hyperparameters }, alone(-1, -1, -1, 0));
  });

  it('schedule-free: z = 0, −4, −4, their means x, and θ halfway between', () => {
    const hyperparameters = { beta: 1 / 2 };
    expectSteps(scheduleFree, { gradients: alone(4, 0), hyperparameters }, alone(-3, -1 / 3));
  });
});

/** 2 × 2, and two coordinates on their own. */
const layers = [
  { name: 'weights', shape: [2, 2], from: 0, to: 4 },
  { name: 'bias', shape: [2], from: 4, to: 6 },
];

describe('first steps by hand, layer by layer', () => {
  const theta = [1, 1, 1, 1, 3, 4];

  it('lamb makes r = (±1, …) as long as each layer, and leaves it where θ = 0', () => {
    const gradients = [[2, -1, 3, 5, 1, -2]];
    const hyperparameters = { beta1: 1 / 2, beta2: 1 / 2, epsilon: 0 };
    const a = 5 * Math.SQRT1_2;
    expectSteps(lamb, { gradients, hyperparameters, theta, parameters: layers }, [[-1, 1, -1, -1, -a, a]]);
    expectSteps(lamb, { gradients: [[2, -1]], hyperparameters }, [[-1, 1]]);
  });

  it('lars pushes by the share κ of the length of each layer, with momentum', () => {
    const gradients = [
      [3, 3, 3, 3, 6, 8],
      [3, 3, 3, 3, 6, 8],
    ];
    const hyperparameters = { momentum: 1 / 2, trust: 1 / 2 };
    expectSteps(lars, { gradients, hyperparameters, theta, parameters: layers }, [
      [-0.5, -0.5, -0.5, -0.5, -1.5, -2],
      [-0.75, -0.75, -0.75, -0.75, -2.25, -3],
    ]);
    expectSteps(lars, { gradients: [[2, -4]], hyperparameters }, [[-1, 2]]);
  });

  it('adafactor divides by rows times columns: V = (5/3, 10/3, 25/3, 50/3) for ∇L = (1, 2, 3, 4)', () => {
    const hyperparameters = { epsilon1: 0 };
    const squares = [0.6, 1.2, 1.08, 0.96];
    const exact = squares.map((square) => -2 * Math.sqrt(square));
    const shown = { gradients: [[1, 2, 3, 4]], theta: [2, 2, 2, 2] };
    expectSteps(adafactor, { ...shown, hyperparameters }, [exact]);
    const clipped = exact.map((d) => d / (Math.sqrt(0.96) / 0.5));
    expectSteps(adafactor, { ...shown, hyperparameters: { ...hyperparameters, clip: 0.5 } }, [clipped]);
  });

  it('adafactor averages with 1 − t^(−c), and takes every square of a vector', () => {
    const hyperparameters = { epsilon1: 0, epsilon2: 1, decayPower: 1 };
    // V = 4, then (4 + 28)/2; RMS(U) = √28/4 is clipped to 1.
    const gradients = alone(-2, Math.sqrt(28));
    expectSteps(adafactor, { gradients, hyperparameters }, alone(1, -1));
    const lax = { ...hyperparameters, clip: 2 };
    expectSteps(adafactor, { gradients, hyperparameters: lax }, alone(1, -Math.sqrt(28) / 4));
  });

  it('adafactor averages rows and columns of a matrix', () => {
    const hyperparameters = { epsilon1: 0, decayPower: 1, clip: 4 };
    // The means of squares, (1, 1)/2 and (1 + 9, 1 + 9)/2 after it, for ones and then threes.
    const gradients = [
      [1, 1, 1, 1],
      [3, 3, 3, 3],
    ];
    const later = -3 / Math.sqrt(5);
    expectSteps(adafactor, { gradients, hyperparameters, theta: [1, 1, 1, 1] }, [
      [-1, -1, -1, -1],
      [later, later, later, later],
    ]);
  });

  /** The polynomial of Newton and Schulz five times. */
  const five = (sigma: number): number =>
    Array.from({ length: 5 }).reduce<number>((s) => 3.4445 * s - 4.775 * s ** 3 + 2.0315 * s ** 5, sigma);

  it('muon maps the singular values 3/5 and 4/5 of a diagonal matrix by the polynomial, five times', () => {
    const gradients = [
      [3, 0, 0, 4],
      [0, 0, 0, 0],
    ];
    const [p, q] = [-five(0.6), -five(0.8)];
    expectSteps(muon, { gradients }, [
      [p, 0, 0, q],
      [p, 0, 0, q],
    ]);
    expectSteps(muon, { gradients: [[0, 0, 0, 0]] }, [[0, 0, 0, 0]]);
  });

  it('muon takes a column for a matrix of one singular value, and momentum as Nesterov does', () => {
    expectSteps(muon, { gradients: [[3, 0, 4]] }, [[-0.6 * five(1), 0, -0.8 * five(1)]]);
    const wide = [{ name: 'row', shape: [1, 2], from: 0, to: 2 }];
    // B = (2, 4) at the second step, so that ∇L + B/2 = (1, 6).
    const second = [1, 6].map((x) => (-x / Math.sqrt(37)) * five(1));
    expectSteps(
      muon,
      {
        gradients: [
          [4, 0],
          [0, 4],
        ],
        hyperparameters: { momentum: 1 / 2 },
        parameters: wide,
      },
      [[-five(1), 0], second],
    );
  });

  it('shampoo of a diagonal gradient divides by (d² + ε)^½', () => {
    const hyperparameters = { epsilon: 25 };
    const gradients = [
      [12, 0, 0, 0],
      [0, 0, 0, 12],
    ];
    const exact = -12 / 13;
    expectSteps(shampoo, { gradients, hyperparameters }, [
      [exact, 0, 0, 0],
      [0, 0, 0, exact],
    ]);
  });

  it('shampoo of a rank-one gradient divides by √(‖G‖² + ε), and by the other side alone where one is too long', () => {
    const hyperparameters = { epsilon: 11 };
    // ‖(1, 2)‖²‖(3, 1)‖² = 50; L^(−1/4) and R^(−1/4) each divide by (50 + 11)^(1/4).
    const rankOne = [3, 1, 6, 2];
    expectSteps(shampoo, { gradients: [rankOne], hyperparameters }, [rankOne.map((d) => -d / Math.sqrt(61))]);
    const long = Array.from({ length: 17 }, (_, i) => (i < 5 ? 1 : 0));
    expectSteps(shampoo, { gradients: [long], hyperparameters }, [long.map((d) => -d / 4)]);
    const parameters = [{ name: 'both', shape: [17, 17], from: 0, to: 289 }];
    const large = Array.from({ length: 289 }, (_, i) => (i === 0 ? 5 : 0));
    expectSteps(shampoo, { gradients: [large], hyperparameters, parameters }, [large.map((d) => -d)]);
  });

  it('shampoo goes along a gradient of one direction, however large it is beside √ε', () => {
    const gradients = [[3e40, 4e40]];
    const { delta } = run(shampoo, { gradients, hyperparameters: { epsilon: 1e-4 } }).steps[0]!;
    expect([...delta].map((d) => Math.round(d * 1e6) / 1e6)).toEqual([-0.6, -0.8]);
  });

  it('layerOf(parameter) takes what is no matrix for a column', () => {
    expect(layerOf({ name: 'kernel', shape: [2, 3, 4], from: 1, to: 25 })).toEqual({
      rows: 24,
      columns: 1,
      from: 1,
      to: 25,
    });
  });

  it('asLongAs(θ, d) keeps lengths whose squares leave the range of doubles', () => {
    expect(asLongAs(Float64Array.of(3e-200, 4e-200), Float64Array.of(0, 1e-300))).toEqual(
      Float64Array.of(0, 5e-200),
    );
  });
});
