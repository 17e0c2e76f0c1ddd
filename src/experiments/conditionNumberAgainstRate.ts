import { formulaRoundoff } from '../linalg/rounding.ts';
import { seededRandom, standardNormal } from '../linalg/seeded.ts';
import { quadraticLoss } from '../losses/quadratic/quadraticLoss.ts';
import { minimumConditionNumber } from '../metric/conditionNumber.ts';
import { effectivePair } from '../metric/effectivePair.ts';
import { shortNumber } from '../numbers.ts';
import type { Experiment } from '../types/experiment.ts';
import type { Loss } from '../types/loss.ts';
import type { Random, Vector } from '../types/vector.ts';
import { finding } from './measure/finding.ts';
import { mean, series } from './measure/series.ts';

const dimension = 16;
const steps = 200;
const angles = [0, 5, 15, 30, 45, 60, 70, 80, 85, 88, 89, 89.5, 89.9].map((d) => (d * Math.PI) / 180);

/** g at the angle ψ from y, of the length of y, turned into a random direction. */
const turned = (y: Vector, angle: number, random: Random): Vector => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const size = Math.hypot(...y);
  const raw = y.map(() => standardNormal(random));
  const along = raw.reduce((sum, entry, i) => sum + entry * y[i]!, 0) / size ** 2;
  const across = raw.map((entry, i) => entry - along * y[i]!);
  const width = Math.hypot(...across);
  return y.map((entry, i) => c * entry + (s * size * across[i]!) / width);
};

interface Rate {
  readonly kappa: number;
  /** 1 − (L' − L*)/(L − L*), the mean over a run, with the step that β allows and with the best one. */
  readonly safe: number;
  readonly best: number;
  /** (μ/β) c², what no safe step falls short of. */
  readonly bound: number;
  readonly violations: number;
}

const measure = (loss: Loss, start: Vector, angle: number, random: Random): Rate => {
  const [beta, mu] = [loss.smoothness!, loss.strongConvexity!];
  const run = (stepSize: (y: Vector, g: Vector) => number) => {
    let theta = start;
    const made: { readonly rate: number; readonly bound: number }[] = [];
    let kappa = 1;
    for (let k = 0; k < steps; k++) {
      const y = loss.gradient(theta).map((entry) => -entry);
      const g = turned(y, angle, random);
      const pair = effectivePair(g, y);
      kappa = minimumConditionNumber(pair);
      const eta = stepSize(y, g);
      const next = theta.map((entry, i) => entry + eta * g[i]!);
      const rate = 1 - loss.value(next) / loss.value(theta);
      made.push({ rate, bound: (mu / beta) * pair.cosine ** 2 });
      theta = next;
    }
    return {
      rate: mean(made.map(({ rate }) => rate)),
      kappa,
      violations: made.filter(({ rate, bound }) => rate < bound - formulaRoundoff(1)).length,
    };
  };
  const dot = (a: Vector, b: Vector): number => a.reduce((sum, entry, i) => sum + entry * b[i]!, 0);
  const safe = run((y, g) => dot(y, g) / (beta * dot(g, g)));
  // On a quadratic ∇L(g) − ∇L(0) = Hg, and the loss along g is least at yᵀg/(gᵀHg).
  const best = run((y, g) => dot(y, g) / dot(g, loss.gradient(g)));
  return {
    kappa: safe.kappa,
    safe: safe.rate,
    best: best.rate,
    bound: (mu / beta) * Math.cos(angle) ** 2,
    violations: safe.violations + best.violations,
  };
};

/** Least-squares slope of log y against log x. */
const logSlope = (points: readonly (readonly [number, number])[]): number => {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const [mx, my] = [mean(logs.map(([x]) => x)), mean(logs.map(([, y]) => y))];
  const covariance = mean(logs.map(([x, y]) => (x - mx) * (y - my)));
  return covariance / mean(logs.map(([x]) => (x - mx) ** 2));
};

/** How fast the loss falls when the update is held at a given angle, beside the bound that κ* alone gives. */
const conditionNumberAgainstRate: Experiment = {
  id: 'E5',
  title: 'Condition number of the optimal metric against convergence rate',
  source: 'arXiv:2409.16422; P16',
  run(seed) {
    const random = seededRandom(seed, 'E5');
    const loss = quadraticLoss({
      name: 'quadratic',
      spectrum: Array.from({ length: dimension }, (_, i) => 10 ** (i / (dimension - 1))),
      rotation: Array.from({ length: dimension }, () => standardNormal(random)),
      centre: null,
      drift: null,
    });
    const start = Float64Array.from({ length: dimension }, () => standardNormal(random));
    const rates = angles.map((angle) => measure(loss, start, angle, random));
    const steep = rates.filter(({ kappa }) => kappa > 10);
    const axes = {
      x: { label: 'κ*', log: true },
      y: { label: 'share of L − L* lost per step', log: true },
    };
    const numbers = {
      dimension,
      steps,
      'steps below the bound': rates.reduce((sum, { violations }) => sum + violations, 0),
      'log-log slope against κ*, step that β allows': logSlope(steep.map(({ kappa, safe }) => [kappa, safe])),
      'log-log slope against κ*, best step': logSlope(steep.map(({ kappa, best }) => [kappa, best])),
      'log-log slope against κ*, bound': logSlope(steep.map(({ kappa, bound }) => [kappa, bound])),
      'share lost per step by gradient descent': rates[0]!.safe,
      'its bound': rates[0]!.bound,
    };
    const violations = numbers['steps below the bound'];
    return {
      id: 'E5',
      title: 'Condition number of the optimal metric against convergence rate',
      findings: [
        finding(
          'The condition number of the optimal metric bounds how fast a safe step loses the loss: no less than a share that falls like 1/κ*.',
          '\\frac{L - L_+}{L - L_*} \\ge \\frac{\\mu}{\\beta} \\cdot \\frac{4 \\kappa^*}{(1 + \\kappa^*)^2}',
          `${violations} of ${shortNumber(2 * steps * angles.length)} steps lose less; the measured share falls like κ* to the power ${shortNumber(numbers['log-log slope against κ*, step that β allows'])}`,
          violations === 0,
        ),
      ],
      numbers,
      series: [
        series(
          'step β allows, measured',
          axes,
          rates.map(({ kappa, safe }) => [kappa, safe]),
        ),
        series(
          'best step, measured',
          axes,
          rates.map(({ kappa, best }) => [kappa, best]),
        ),
        series(
          'bound (μ/β)·4κ*/(1 + κ*)²',
          axes,
          rates.map(({ kappa, bound }) => [kappa, bound]),
        ),
      ],
    };
  },
};

export default conditionNumberAgainstRate;
