import { descentThreshold } from '../dynamics/descentThreshold.ts';
import { runTrajectory } from '../dynamics/trajectory.ts';
import { seededRandom, standardNormal } from '../linalg/seeded.ts';
import { quadraticLoss } from '../losses/quadratic/quadraticLoss.ts';
import { effectivePair } from '../metric/effectivePair.ts';
import { optimalMetric } from '../metric/optimal.ts';
import { shortNumber } from '../numbers.ts';
import gradientDescent from '../rules/gradientDescent.ts';
import type { Experiment } from '../types/experiment.ts';
import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';
import { finding, shareOf } from './measure/finding.ts';
import { reproducedWithin } from './measure/rounding.ts';
import { series, share } from './measure/series.ts';
import { stepGeometry } from './measure/stepGeometry.ts';

const dimension = 16;
const steps = 60;
const spacing = 0.05;
const drawn = [0.5, 1, 1.9, 1.99, 2.05];

/** β = 100, μ = 1, axes that are not those of the coordinates. */
const lossOf = (seed: number): Loss => {
  const random = seededRandom(seed, 'E1');
  return quadraticLoss({
    name: 'quadratic',
    spectrum: Array.from({ length: dimension }, (_, i) => 100 ** (i / (dimension - 1))),
    rotation: Array.from({ length: dimension }, () => standardNormal(random)),
    centre: null,
    drift: null,
  });
};

const run = (loss: Loss, theta: Vector, relative: number) =>
  runTrajectory(gradientDescent, loss, {
    theta,
    stepSize: relative / loss.smoothness!,
    steps,
    seed: 0,
    hyperparameters: {},
  }).steps;

/**
 * At which step sizes gradient descent falls, how far the pair of a finite step is from parallel, and the largest
 * step along the stiffest axis, found from losses alone and compared with 2/β.
 */
const gradientDescentOnQuadratic: Experiment = {
  id: 'E1',
  title: 'Gradient descent on a quadratic',
  source: 'arXiv:2409.16422; P10, P11',
  run(seed) {
    const loss = lossOf(seed);
    const random = seededRandom(seed, 'E1', 'start');
    const theta = Float64Array.from({ length: dimension }, () => standardNormal(random));
    const beta = loss.smoothness!;
    // Repeated gradients turn any start towards the stiffest axis.
    let stiff = theta;
    for (let k = 0; k < 400; k++) {
      const slope = loss.gradient(stiff);
      const size = Math.hypot(...slope);
      stiff = slope.map((entry) => entry / size);
    }
    const frontier = descentThreshold(
      loss,
      stiff,
      loss.gradient(stiff).map((entry) => -entry),
      { start: 1e-3 / beta, accuracy: 1e-6 },
    )!;
    const relatives = Array.from({ length: 45 }, (_, k) => spacing * (k + 1));
    const geometry = relatives.map((relative) =>
      run(loss, theta, relative).map((step) => stepGeometry(loss, step)),
    );
    const at = (relative: number) => geometry[Math.round(relative / spacing) - 1]!;
    const first = run(loss, theta, 1)[0]!;
    const pair = effectivePair(
      first.delta,
      first.gradient.map((entry) => -entry),
    );
    const metric = optimalMetric(pair);
    const frontierTimesBeta = ((frontier.falls + frontier.rises) / 2) * beta;
    const numbers = {
      dimension,
      'largest curvature β': beta,
      'smallest curvature μ': loss.strongConvexity!,
      'largest falling step times β': frontierTimesBeta,
      'κ of the optimal metric in continuous time': metric.conditionNumber,
      'share of steps that fall at ηβ = 1': share(at(1), ({ fell }) => fell),
      'share of steps that fall at ηβ = 2.25': share(at(2.25), ({ fell }) => fell),
      'largest κ* of a step at ηβ = 1.9': Math.max(...at(1.9).map((step) => step.conditionNumber)),
    };
    return {
      id: 'E1',
      title: 'Gradient descent on a quadratic',
      findings: [
        finding(
          'In continuous time a gradient step is a natural-gradient step whose metric is a multiple of the identity.',
          '\\kappa^* = 1',
          `κ* = ${shortNumber(metric.conditionNumber)} for the gradient at the start`,
          metric.conditionNumber - 1 <= reproducedWithin(1),
        ),
        finding(
          'In discrete time the loss falls, and so a metric exists, up to the step size 2/β, and along the stiffest axis not beyond it.',
          '\\eta < \\frac{2}{\\beta}',
          `the loss along that axis stops falling at ηβ = ${shortNumber(frontierTimesBeta)}; it falls on ${shareOf(
            share(at(1), ({ fell }) => fell),
            'steps',
          )} at ηβ = 1 and on ${shareOf(
            share(at(2.25), ({ fell }) => fell),
            'steps',
          )} at 2.25`,
          Math.abs(frontierTimesBeta - 2) <= reproducedWithin(2),
        ),
      ],
      numbers,
      series: [
        ...drawn.map((relative) =>
          series(
            `loss at ηβ = ${relative}`,
            { x: { label: 'step' }, y: { label: 'loss', log: true } },
            run(loss, theta, relative).map((step) => [step.index, loss.value(step.theta)]),
          ),
        ),
        series(
          'share of steps on which the loss fell',
          { x: { label: 'ηβ' }, y: { label: 'share' } },
          relatives.map((relative, k) => [relative, share(geometry[k]!, ({ fell }) => fell)]),
        ),
        series(
          'largest κ* of a step',
          { x: { label: 'ηβ' }, y: { label: 'κ*', log: true } },
          relatives.map((relative, k) => [
            relative,
            Math.max(...geometry[k]!.map((step) => step.conditionNumber)),
          ]),
        ),
      ],
    };
  },
};

export default gradientDescentOnQuadratic;
