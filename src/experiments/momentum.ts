import { heavyBallEnergy } from '../dynamics/heavyBall.ts';
import { runTrajectory } from '../dynamics/trajectory.ts';
import { updateMap } from '../dynamics/updateMap.ts';
import { runWindow, stepWindows } from '../dynamics/window.ts';
import { windowedStep } from '../dynamics/windowedLoss.ts';
import { seededRandom, standardNormal } from '../linalg/seeded.ts';
import { quadraticLoss } from '../losses/quadratic/quadraticLoss.ts';
import { minimumConditionNumber } from '../metric/conditionNumber.ts';
import { plural } from '../numbers.ts';
import heavyBall from '../rules/heavyBall.ts';
import type { Experiment } from '../types/experiment.ts';
import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';
import { finding, shareOf } from './measure/finding.ts';
import { median, orNone, series, share } from './measure/series.ts';
import { stepGeometry } from './measure/stepGeometry.ts';

const dimension = 4;
const steps = 80;
const momenta = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const windows = Array.from({ length: 20 }, (_, k) => k + 1);

/** One run at η = 0.2/β: the losses, the energies and the pairs of its steps. */
const describe = (loss: Loss, theta: Vector, momentum: number) => {
  const stepSize = 0.2 / loss.smoothness!;
  const setting = { theta, stepSize, seed: 0, hyperparameters: { momentum } };
  const { steps: made } = runTrajectory(heavyBall, loss, { ...setting, steps });
  const losses = made.map((step) => ({
    value: loss.value(step.theta),
    bound: loss.roundoff(step.theta).value,
  }));
  const energies = made.map((step, k) =>
    heavyBallEnergy(
      loss,
      { stepSize, momentum },
      step.theta,
      k > 0 ? made[k - 1]!.delta : new Float64Array(dimension),
    ),
  );
  const map = updateMap(heavyBall, loss, setting);
  const states = [map.initial];
  while (states.length < made.length) states.push(map.apply(states.at(-1)!));
  return { made, losses, energies, map, states, window: runWindow(losses) };
};

/** Momentum goes uphill at its turning points; over a window, and in its energy, it falls. */
const momentumExperiment: Experiment = {
  id: 'E4',
  title: 'Heavy ball in natural-gradient form',
  source: 'arXiv:2409.16422; Polyak 1964; P8, P13',
  run(seed) {
    const random = seededRandom(seed, 'E4');
    const loss = quadraticLoss({
      name: 'quadratic',
      spectrum: [1, 2, 5, 10],
      rotation: Array.from({ length: dimension }, () => standardNormal(random)),
      centre: null,
      drift: null,
    });
    const theta = Float64Array.from({ length: dimension }, () => standardNormal(random));
    const runs = momenta.map((momentum) => ({ momentum, ...describe(loss, theta, momentum) }));
    const heaviest = runs.at(-1)!;
    const windowed = windows.map((window) =>
      heaviest.states.slice(0, 40).map((state) => windowedStep(heaviest.map, state, window).pair),
    );
    const drops = heaviest.energies.slice(1).map((energy, k) => heaviest.energies[k]! - energy);
    const numbers = {
      steps,
      [`share of steps on which the energy falls, b = ${heaviest.momentum}`]: share(
        drops,
        (drop) => drop > 0,
      ),
      [`most steps until the loss is below, b = ${heaviest.momentum}`]: Math.max(
        ...stepWindows(heaviest.losses).filter((window) => window !== null),
      ),
      ...Object.fromEntries(
        runs.toReversed().flatMap(({ momentum, window, made }) => [
          [`smallest window of the run, b = ${momentum}`, orNone(window)],
          [`share of steps uphill, b = ${momentum}`, share(made, (step) => !stepGeometry(loss, step).fell)],
        ]),
      ),
    };
    const falling = share(drops, (drop) => drop > 0);
    const uphill = share(heaviest.made, (step) => !stepGeometry(loss, step).fell);
    return {
      id: 'E4',
      title: 'Heavy ball in natural-gradient form',
      findings: [
        finding(
          'Momentum goes uphill at its turning points, and still descends: in its energy at every step, and in the loss over a window.',
          'V = L(\\theta) + \\frac{b}{2 \\eta} \\|d\\|^2',
          `at b = ${heaviest.momentum} the energy falls on ${shareOf(falling, 'steps')} and the loss on all but ${shareOf(uphill, 'steps')}; the loss falls over every ${heaviest.window === null ? 'window of no length' : plural(heaviest.window, 'step')}`,
          falling === 1 && uphill > 0 && heaviest.window !== null,
        ),
      ],
      numbers,
      series: [
        series(
          `loss at b = ${heaviest.momentum}`,
          { x: { label: 'step' }, y: { label: 'loss and energy', log: true } },
          heaviest.losses.map(({ value }, k) => [k, value]),
        ),
        series(
          `energy at b = ${heaviest.momentum}`,
          { x: { label: 'step' }, y: { label: 'loss and energy', log: true } },
          heaviest.energies.map((value, k) => [k, value]),
        ),
        series(
          'smallest window of the run',
          { x: { label: 'momentum b' }, y: { label: 'window in steps' } },
          runs.map(({ momentum, window }) => [momentum, window]),
        ),
        series(
          `those with a metric, b = ${heaviest.momentum}`,
          { x: { label: 'window in steps' }, y: { label: 'share of states' } },
          windows.map((window, k) => [window, share(windowed[k]!, (pair) => pair !== undefined)]),
        ),
        series(
          `median over the states that have a metric, b = ${heaviest.momentum}`,
          { x: { label: 'window in steps' }, y: { label: 'κ* of the windowed pair', log: true } },
          windows.map((window, k) => [
            window,
            median(windowed[k]!.flatMap((pair) => (pair ? [minimumConditionNumber(pair)] : []))),
          ]),
        ),
      ],
    };
  },
};

export default momentumExperiment;
