import { extendedLoss } from '../dynamics/extendedLoss.ts';
import { gonzalezGradient } from '../dynamics/gonzalez.ts';
import { runTrajectory } from '../dynamics/trajectory.ts';
import { differenceRoundoff } from '../linalg/rounding.ts';
import { seededRandom, standardNormal } from '../linalg/seeded.ts';
import { quadraticLoss } from '../losses/quadratic/quadraticLoss.ts';
import { minimumConditionNumber } from '../metric/conditionNumber.ts';
import { pairGeometry } from '../metric/pairGeometry.ts';
import gradientDescent from '../rules/gradientDescent.ts';
import type { Experiment } from '../types/experiment.ts';
import { finding, shareOf } from './measure/finding.ts';
import { degrees, mean, median, orNone, series, share } from './measure/series.ts';

const dimension = 4;
const steps = 100;
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
  /** Sign, ψ and κ* of the extended pair in each unit of time; κ* is Infinity where no metric exists. */
  readonly pairs: readonly { readonly sign: number; readonly angle: number; readonly kappa: number }[];
}

const trackDrift = (seed: number, run: number): readonly DriftStep[] => {
  const random = seededRandom(seed, 'E3', run);
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
    const tracked = Array.from({ length: runs }, (_, k) => trackDrift(seed, k));
    const all = tracked.flat().filter(({ decided }) => decided);
    // The first run with steps of both kinds is the one to look at.
    const mixed = tracked.findIndex(
      (made) => made.some(({ drop }) => drop > 0) && made.some(({ drop }) => drop < 0),
    );
    const shown = Math.max(0, mixed);
    const run = `run ${shown + 1}`;
    const one = tracked[shown]!;
    const effective = (made: readonly DriftStep[], k: number) =>
      made.flatMap(({ time, pairs }) => (pairs[k]!.sign > 0 ? [{ time, ...pairs[k]! }] : []));
    const change = { x: { label: 't' }, y: { label: 'change of the loss per step', log: true } };
    const numbers = {
      runs,
      steps: all.length,
      'share of steps that the frozen gradient calls downhill': share(all, ({ frozen }) => frozen > 0),
      'share of steps on which the loss rose': share(all, ({ drop }) => drop < 0),
      'share of steps on which the frozen gradient is wrong': share(
        all,
        ({ frozen, drop }) => frozen > 0 !== drop > 0,
      ),
      'median fall of the loss': orNone(median(all.flatMap(({ drop }) => (drop > 0 ? [drop] : [])))),
      'median rise of the loss': orNone(median(all.flatMap(({ drop }) => (drop < 0 ? [-drop] : [])))),
      ...Object.fromEntries(
        units.flatMap((unit, k) => [
          [
            `share of steps on which the extended pair is right, unit of time ${unit}`,
            share(all, ({ pairs, drop }) => pairs[k]!.sign > 0 === drop > 0),
          ],
          [`share of effective steps, unit of time ${unit}`, share(all, ({ pairs }) => pairs[k]!.sign > 0)],
          [
            `mean ψ of effective steps in degrees, unit of time ${unit}`,
            mean(effective(all, k).map(({ angle }) => degrees(angle))),
          ],
          [
            `median κ* of effective steps, unit of time ${unit}`,
            orNone(median(effective(all, k).map(({ kappa }) => kappa))),
          ],
        ]),
      ),
    };
    const right = Math.min(
      ...units.map((_, k) => share(all, ({ pairs, drop }) => pairs[k]!.sign > 0 === drop > 0)),
    );
    return {
      id: 'E3',
      title: 'A drifting quadratic through the extended state',
      findings: [
        finding(
          'Where the loss varies in time, an update of the extended state has a metric exactly where the loss falls, in any unit of time.',
          'y^\\top (g, 1) = -\\frac{dL}{dt}',
          `the extended pair is right on ${shareOf(right, 'steps')} in every unit of time; the frozen gradient is wrong on ${shareOf(numbers['share of steps on which the frozen gradient is wrong'], 'steps')}`,
          right === 1,
        ),
      ],
      numbers,
      series: [
        series(
          `loss of ${run}`,
          { x: { label: 't' }, y: { label: 'loss', log: true } },
          one.map((step) => [step.time, step.loss]),
        ),
        series(
          `fall of the loss, ${run}`,
          change,
          one.map((step) => [step.time, step.drop]),
        ),
        series(
          `rise of the loss, ${run}`,
          change,
          one.map((step) => [step.time, -step.drop]),
        ),
        series(
          `fall that the frozen gradient promises, ${run}`,
          change,
          one.map((step) => [step.time, step.frozen]),
        ),
        ...units.map((unit, k) =>
          series(
            `all steps of ${run}, unit of time ${unit}`,
            { x: { label: 't' }, y: { label: 'extended ψ in degrees' } },
            one.map((step) => [step.time, degrees(step.pairs[k]!.angle)]),
          ),
        ),
        ...units.map((unit, k) =>
          series(
            `effective steps of ${run}, unit of time ${unit}`,
            { x: { label: 't' }, y: { label: 'extended κ*', log: true } },
            effective(one, k).map(({ time, kappa }) => [time, kappa]),
          ),
        ),
      ],
    };
  },
};

export default driftingLoss;
