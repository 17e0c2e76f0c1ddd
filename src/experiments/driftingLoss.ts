import { extendedLoss } from '../dynamics/extendedLoss.ts';
import { gonzalezGradient } from '../dynamics/gonzalez.ts';
import { runTrajectory } from '../dynamics/trajectory.ts';
import { differenceRoundoff } from '../linalg/rounding.ts';
import { seededRandom, standardNormal } from '../linalg/seeded.ts';
import { quadraticLoss } from '../losses/parts/quadraticLoss.ts';
import { minimumConditionNumber } from '../metric/conditionNumber.ts';
import { pairGeometry } from '../metric/pairGeometry.ts';
import gradientDescent from '../rules/gradientDescent.ts';
import type { Experiment } from '../types/experiment.ts';
import { degrees, mean, series, share } from './parts/series.ts';

const dimension = 4;
const steps = 400;
const runs = 20;
const units = [1 / 4, 1, 4];

/** One step of gradient descent on a bowl that moves: what the frozen gradient says, and what the extended pair does. */
interface DriftStep {
  readonly time: number;
  readonly loss: number;
  /** L(θ, t) − L(θ', t'), and whether it is beyond rounding. */
  readonly drop: number;
  readonly decided: boolean;
  /** −∇Lᵀ Δ at frozen t. */
  readonly frozen: number;
  /** Sign, ψ and κ* of the extended pair in each unit of time. */
  readonly pairs: readonly { readonly sign: number; readonly angle: number; readonly kappa: number }[];
}

const trackDrift = (seed: number): readonly DriftStep[] => {
  const random = seededRandom(seed, 'E3');
  const normal = () => Array.from({ length: dimension }, () => standardNormal(random));
  const loss = quadraticLoss({
    name: 'drifting bowl',
    spectrum: [1, 2, 4, 8],
    rotation: normal(),
    centre: normal(),
    drift: normal().map((entry) => entry / 2),
  });
  const stepSize = 0.05;
  const { steps: made } = runTrajectory(gradientDescent, loss, {
    theta: normal(),
    stepSize,
    steps,
    seed: 0,
    hyperparameters: {},
  });
  const extended = units.map((unit) => extendedLoss(loss, unit));
  return made.map(({ theta, next, delta, gradient, time }) => {
    const after = time + stepSize;
    const drop = loss.value(theta, time) - loss.value(next, after);
    const bound = differenceRoundoff(
      drop,
      loss.roundoff(theta, time).value,
      loss.roundoff(next, after).value,
    );
    return {
      time,
      loss: loss.value(theta, time),
      drop,
      decided: Math.abs(drop) > bound,
      frozen: -gradient.reduce((sum, entry, i) => sum + entry * delta[i]!, 0),
      pairs: units.map((unit, k) => {
        const [x, xNext] = [Float64Array.of(...theta, time / unit), Float64Array.of(...next, after / unit)];
        const y = gonzalezGradient(extended[k]!, x, xNext, 0).map((entry) => -entry);
        const { sign, angle, ...rest } = pairGeometry(
          xNext.map((entry, i) => entry - x[i]!),
          y,
        );
        return {
          sign,
          angle,
          kappa: sign > 0 ? minimumConditionNumber(rest) : Number.POSITIVE_INFINITY,
        };
      }),
    };
  });
};

/** A tracker goes downhill at every frozen instant and still loses ground; the extended state says which it is. */
const driftingLoss: Experiment = {
  id: 'E3',
  title: 'A drifting quadratic through the extended state',
  source: 'arXiv:2409.16422; P9',
  run(seed) {
    const tracked = Array.from({ length: runs }, (_, k) => trackDrift(seed + k));
    const all = tracked.flat().filter(({ decided }) => decided);
    const first = tracked[0]!;
    return {
      id: 'E3',
      title: 'A drifting quadratic through the extended state',
      numbers: {
        steps: all.length,
        shareFrozenSaysDownhill: share(all, ({ frozen }) => frozen > 0),
        shareLossRose: share(all, ({ drop }) => drop < 0),
        shareFrozenWrong: share(all, ({ frozen, drop }) => frozen > 0 !== drop > 0),
        ...Object.fromEntries(
          units.flatMap((unit, k) => [
            [
              `shareExtendedRightInUnit${unit}`,
              share(all, ({ pairs, drop }) => pairs[k]!.sign > 0 === drop > 0),
            ],
            [`meanExtendedAngleInUnit${unit}`, mean(all.map(({ pairs }) => degrees(pairs[k]!.angle)))],
          ]),
        ),
      },
      series: [
        series(
          'loss',
          { x: { label: 't' }, y: { label: 'loss', log: true } },
          first.map((step) => [step.time, step.loss]),
        ),
        series(
          'drop of the loss',
          { x: { label: 't' }, y: { label: 'drop per step' } },
          first.map((step) => [step.time, step.drop]),
        ),
        series(
          'what the frozen gradient promises',
          { x: { label: 't' }, y: { label: 'drop per step' } },
          first.map((step) => [step.time, step.frozen]),
        ),
        ...units.map((unit, k) =>
          series(
            `extended angle, unit of time ${unit}`,
            { x: { label: 't' }, y: { label: 'ψ in degrees' } },
            first.map((step) => [step.time, degrees(step.pairs[k]!.angle)]),
          ),
        ),
      ],
    };
  },
};

export default driftingLoss;
