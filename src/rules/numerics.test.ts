import { expect, it } from 'vitest';
import { loadRules } from '../catalog/rules.ts';
import { defaultHyperparameters, runTrajectory } from '../dynamics/trajectory.ts';
import { gamma } from '../linalg/rounding.ts';
import { lyapunovLoss } from '../losses/derived/lyapunovLoss.ts';
import { withSquaredNorm } from '../losses/derived/withSquaredNorm.ts';
import { quadraticLoss } from '../losses/quadratic/quadraticLoss.ts';
import rosenbrock from '../losses/rosenbrock.ts';
import type { Loss } from '../types/loss.ts';
import type { DeclaredRule } from '../types/rule.ts';
import adamW from './adamW.ts';
import heavyBall from './heavyBall.ts';
import implicitDiscreteGradient from './implicitDiscreteGradient.ts';
import linearFlow from './linearFlow.ts';
import mirrorDescent from './mirrorDescent.ts';
import { solveShifted } from './newton/shiftedCholesky.ts';

const bowl = (...spectrum: readonly number[]) =>
  quadraticLoss({ name: 'bowl', spectrum, rotation: null, centre: null, drift: null });

const needsNetwork = ({ contract }: DeclaredRule): boolean =>
  typeof contract?.losses === 'function' &&
  !contract.losses({
    convex: true,
    smooth: true,
    network: false,
    stochastic: true,
    timeVarying: false,
    degree: 2,
  }) &&
  !contract.losses({
    convex: true,
    smooth: true,
    network: false,
    stochastic: false,
    timeVarying: false,
    degree: 2,
  });

const rules = (await loadRules()).filter((rule) => !needsNetwork(rule));

it.each(rules.map((rule) => [rule.name, rule] as const))(
  '%s moves by finite steps where gradients, or their squares, leave the range of doubles',
  (_, rule) => {
    for (const scale of [0, 1e-320, 1e-170, 1e90]) {
      const run = runTrajectory(rule, bowl(1, 1e60, 3), {
        theta: [scale, scale, scale],
        stepSize: 1e-3,
        steps: 6,
        seed: 1,
        hyperparameters: defaultHyperparameters(rule),
      });
      expect(run.fault, `θ = ${scale}`).toBeUndefined();
    }
  },
);

it('mirrorDescent.update() saturates instead of overflowing, and stays at 0', () => {
  const context = {
    stepSize: 1,
    step: 0,
    time: 0,
    random: () => 0,
    hyperparameters: {},
    loss: bowl(1, 1, 1),
    parameters: [],
    theta: Float64Array.of(1, 1e300, 0),
    gradient: Float64Array.of(-1e6, -1e6, -1e6),
  };
  const delta = mirrorDescent.update(context);
  expect([...delta].every(Number.isFinite)).toBe(true);
  expect(delta[1]).toBe(Number.MAX_VALUE);
  expect(delta[2]).toBe(0);
});

it('mirrorDescent.update() grows a tiny θ by as much as doubles hold', () => {
  const context = {
    stepSize: 1,
    step: 0,
    time: 0,
    random: () => 0,
    hyperparameters: {},
    loss: bowl(1),
    parameters: [],
    theta: Float64Array.of(2 ** -700),
    gradient: Float64Array.of(-700 * Math.LN2),
  };
  // The two roundings of the exponent, 485, weigh as much as itself.
  const [delta = 0] = mirrorDescent.update(context);
  expect(Math.abs(delta - 1)).toBeLessThanOrEqual(gamma(2 * 486 + 4));
});

it('adamW.contract.objective(loss, hyperparameters) adds the penalty of the decay, ½·0.01‖θ‖²', () => {
  const loss = adamW.contract.objective(bowl(1), { weightDecay: 0.01 });
  expect(loss.gradient(Float64Array.of(4))).toEqual(Float64Array.of(4 + 0.01 * 4));
});

it('implicitDiscreteGradient.update() lowers the Rosenbrock function by ‖Δ‖²/η′ with η′ = η/2ᵏ', () => {
  const loss = rosenbrock.build(rosenbrock.draw(2, () => 0.5));
  const { steps } = runTrajectory(implicitDiscreteGradient, loss, {
    theta: new Array<number>(loss.dimension).fill(-0.75),
    stepSize: 1,
    steps: 12,
    seed: 1,
    hyperparameters: {},
  });
  for (const { theta, next, delta } of steps) {
    const square = delta.reduce((sum, d) => sum + d * d, 0);
    const doublings = Math.log2((loss.value(theta) - loss.value(next)) / square);
    expect(doublings).toBeGreaterThan(-1e-3);
    expect(Math.abs(doublings - Math.round(doublings))).toBeLessThan(1e-6);
  }
});

it('implicitDiscreteGradient.update() halves η once where iterations shrink the change by three quarters only', () => {
  // On ½θ² each iteration shrinks the change by η/2: 3/4 at η = 1.5. At η = 3/4 the step is −(3/4)/(1 + 3/8).
  const { steps } = runTrajectory(implicitDiscreteGradient, bowl(1), {
    theta: [1],
    stepSize: 1.5,
    steps: 1,
    seed: 1,
    hyperparameters: {},
  });
  const [delta = 0] = steps[0]?.delta ?? [];
  expect(Math.abs(delta + 6 / 11)).toBeLessThanOrEqual(gamma(56));
});

it('implicitDiscreteGradient.update() rests where the loss cannot be seen to fall', () => {
  const flat = { ...bowl(1), value: () => 1e9 };
  const { steps } = runTrajectory(implicitDiscreteGradient, flat, {
    theta: [1e-3],
    stepSize: 1,
    steps: 1,
    seed: 1,
    hyperparameters: {},
  });
  expect(steps[0]?.delta).toEqual(Float64Array.of(0));
});

it('lyapunovLoss(D) weighs coordinate i by 4^(i − D + 1)', () => {
  const loss = lyapunovLoss(3);
  const theta = Float64Array.of(4, 2, 1);
  expect(loss.value(theta)).toBe((1 + 1 + 1) / 2);
  expect(loss.gradient(theta)).toEqual(Float64Array.of(0.25, 0.5, 1));
  expect(loss.strongConvexity).toBe(1 / 16);
  expect(loss.roundoff(theta).value).toBeGreaterThan(0);
});

it('withSquaredNorm(loss, λ) adds ½λ‖θ‖² and its share of every fact', () => {
  const loss = withSquaredNorm(bowl(1, 3), 0.5);
  const theta = Float64Array.of(2, -2);
  expect(loss.value(theta)).toBe(8 + 2);
  expect(loss.gradient(theta)).toEqual(Float64Array.of(3, -7));
  expect([loss.smoothness, loss.strongConvexity]).toEqual([3.5, 1.5]);
  const [own, added] = [bowl(1, 3).roundoff(theta), loss.roundoff(theta)];
  expect(added.value).toBeGreaterThan(own.value);
  expect(added.gradient[0]).toBeGreaterThan(own.gradient[0] ?? Number.NaN);
});

it('withSquaredNorm(loss, λ) keeps what a loss says of time, kinks and its network', () => {
  const timeDerivative = () => 1;
  const differentiable = () => false;
  const blocks = [{ name: 'all', from: 0, to: 1 }];
  const loss = withSquaredNorm({ ...bowl(1), timeDerivative, differentiable, blocks }, 1);
  expect(loss).toMatchObject({ timeDerivative, differentiable, blocks });
});

it('solveShifted(H, b) solves a positive definite system without a shift', () => {
  // [4 2; 2 5] = KKᵀ with K = [2 0; 1 2].
  expect(solveShifted([Float64Array.of(4, 2), Float64Array.of(2, 5)], Float64Array.of(8, 16))).toEqual(
    Float64Array.of(0.5, 3),
  );
});

it('solveShifted(H, b) doubles its shift until the matrix is definite', () => {
  // Norm 3, eigenvalues −1 and 1 of the first two: 3/1024·2⁹ = 1.5 is the first shift beyond 1.
  const matrix = [
    [0, 1, 0, 0, 0, 0],
    [1, 0, 0, 0, 0, 0],
    [0, 0, 2, 0, 0, 0],
    [0, 0, 0, 1, 0, 0],
    [0, 0, 0, 0, 1, 0],
    [0, 0, 0, 0, 0, 1],
  ].map((row) => Float64Array.from(row));
  const x = solveShifted(matrix, Float64Array.of(1, 0, 7, 0, 0, 5));
  for (const [i, exact] of [1.2, -0.8, 2, 0, 0, 2].entries())
    expect(Math.abs((x[i] ?? Number.NaN) - exact)).toBeLessThanOrEqual(gamma(20) * Math.abs(exact));
});

it('solveShifted(0, b) shifts by 1', () => {
  expect(solveShifted([Float64Array.of(0)], Float64Array.of(3))).toEqual(Float64Array.of(3));
});

it('implicitDiscreteGradient.update() finds a step that lowers the loss where the first ones overflow', () => {
  const quartic: Loss = {
    ...bowl(1),
    facts: { ...bowl(1).facts, degree: 4 },
    value: ([x = 0]) => x ** 4,
    gradient: ([x = 0]) => Float64Array.of(4 * x ** 3),
  };
  const { steps } = runTrajectory(implicitDiscreteGradient, quartic, {
    theta: [1],
    stepSize: 1e200,
    steps: 1,
    seed: 1,
    hyperparameters: {},
  });
  expect(Math.abs(steps[0]?.next[0] ?? 1)).toBeLessThan(1);
});

it('heavyBall.contract.maxStepSize(loss) is 0.2/β, and 0 where β is not known', () => {
  const { smoothness, ...unknown } = bowl(4);
  expect(smoothness).toBe(4);
  expect(heavyBall.contract.maxStepSize(bowl(4))).toBe(0.05);
  expect(heavyBall.contract.maxStepSize(unknown)).toBe(0);
});

it('linearFlow.contract.objective(loss) falls along the flow where ½‖x‖² rises', () => {
  const [theta, stepSize] = [[1, 1, 1], 0.01];
  const objective = linearFlow.contract.objective(bowl(1, 1, 1));
  expect(objective.dimension).toBe(3);
  const { steps } = runTrajectory(linearFlow, bowl(1, 1, 1), {
    theta,
    stepSize,
    steps: 1,
    seed: 1,
    hyperparameters: {},
  });
  const next = steps[0]?.next ?? new Float64Array();
  expect(objective.value(next)).toBeLessThan(objective.value(Float64Array.from(theta)));
  expect(bowl(1, 1, 1).value(next)).toBeGreaterThan(1.5);
});
