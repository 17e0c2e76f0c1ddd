import { runTrajectory, type Step } from '../dynamics/trajectory.ts';
import { runWindow, stepWindows } from '../dynamics/window.ts';
import { seededRandom } from '../linalg/seeded.ts';
import { flowerCount, irisData } from '../losses/data/irisData.ts';
import tanhNetwork from '../losses/tanhNetwork.ts';
import adam from '../rules/adam.ts';
import feedbackAlignment from '../rules/feedbackAlignment.ts';
import gradientDescent from '../rules/gradientDescent.ts';
import heavyBall from '../rules/heavyBall.ts';
import type { Experiment } from '../types/experiment.ts';
import type { Loss } from '../types/loss.ts';
import type { DeclaredRule, LearningRule } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { degrees, mean, orNone, series, share } from './measure/series.ts';
import { stepGeometry } from './measure/stepGeometry.ts';
import { turnedFeedback } from './turned/turnedFeedback.ts';
import { turnedReport } from './turned/turnedReport.ts';
import { turnedStudy } from './turned/turnedStudy.ts';

const steps = 300;
const parameters = {
  rows: Array.from({ length: flowerCount }, (_, i) => i),
  features: [0, 1, 2, 3],
  hidden: [6, 6],
};

const trained: readonly { readonly rule: DeclaredRule; readonly stepSize: number }[] = [
  { rule: gradientDescent, stepSize: 0.3 },
  { rule: heavyBall, stepSize: 0.05 },
  { rule: adam, stepSize: 0.02 },
  { rule: feedbackAlignment, stepSize: 0.3 },
];

const towards = [0, 0.25, 0.5, 0.75, 1];
const starts = 20;
const stride = 10;

/** The share of flowers whose largest output is their species. */
const accuracy = (loss: Loss, theta: Vector): number => {
  const network = loss.network!;
  return share(
    irisData(parameters).classes.map((kind, sample) => ({ kind, sample })),
    ({ kind, sample }) => {
      const output = network.forward(theta, sample).activities.at(-1)!;
      return output.indexOf(Math.max(...output)) === kind;
    },
  );
};

const describe = (loss: Loss, made: readonly Step[]) => {
  const geometry = made.map((step) => stepGeometry(loss, step));
  const losses = geometry.map((step) => step.loss);
  const last = made.at(-1)!.next;
  return {
    geometry,
    losses,
    finalLoss: loss.value(last),
    accuracy: accuracy(loss, last),
    meanAngle: mean(geometry.map(({ angle }) => degrees(angle))),
    shareEffective: share(geometry, ({ fell }) => fell),
    window: runWindow(losses),
    stepWindows: stepWindows(losses),
  };
};

/**
 * Four rules train a network 5-6-6-3 on all irises; then feedback alignment steps with metrics between its own and
 * the identity, from many starts, to see whether a better condition number helps where nothing is quadratic.
 */
const networkOnIrises: Experiment = {
  id: 'E6',
  title: 'A tanh network on irises: angle, κ* and window along the run',
  source: 'arXiv:2409.16422, open question on condition numbers beyond quadratics; Fisher 1936',
  run(seed, tell) {
    const loss = tanhNetwork.build(parameters);
    const theta = tanhNetwork.start!(parameters, seededRandom(seed, 'E6'));
    const train = (rule: LearningRule, stepSize: number) =>
      describe(loss, runTrajectory(rule, loss, { theta, stepSize, steps, seed, hyperparameters: {} }).steps);
    const runs = trained.map(({ rule, stepSize }) => ({ name: rule.name, ...train(rule, stepSize) }));
    const turned = turnedReport(
      turnedStudy(seed, {
        loss,
        start: (random) => tanhNetwork.start!(parameters, random),
        starts,
        rule: turnedFeedback,
        towards,
        stepSize: 0.3,
        steps,
        stride,
        tell,
      }),
    );
    const step = { label: 'step' };
    return {
      id: 'E6',
      title: 'A tanh network on irises: angle, κ* and window along the run',
      findings: [
        {
          claim:
            'On quadratic losses a better-conditioned metric converges faster; whether it does beyond them is left open.',
          equation: 'g_t = (1 - t) g_{\\mathrm{feedback}} + t y',
          measured: Object.entries(turned.numbers)
            .flatMap(([name, value]) => (typeof value === 'string' ? [`${name}: ${value}`] : []))
            .join('; '),
          outcome: 'open question',
        },
      ],
      numbers: {
        ...turned.numbers,
        weights: loss.dimension,
        flowers: flowerCount,
        steps,
        ...Object.fromEntries(
          runs.flatMap((run) => [
            [`${run.name}: final loss`, run.finalLoss],
            [`${run.name}: accuracy on its own data`, run.accuracy],
            [`${run.name}: mean angle in degrees`, run.meanAngle],
            [`${run.name}: share of effective steps`, run.shareEffective],
            [`${run.name}: smallest window of the run`, orNone(run.window)],
          ]),
        ),
      },
      series: [
        ...runs.map((run) =>
          series(
            `loss, ${run.name}`,
            { x: step, y: { label: 'loss', log: true } },
            run.losses.map(({ value }, k) => [k, value]),
          ),
        ),
        ...runs.map((run) =>
          series(
            `angle, ${run.name}`,
            { x: step, y: { label: 'ψ in degrees' } },
            run.geometry.map(({ angle }, k) => [k, degrees(angle)]),
          ),
        ),
        ...runs.map((run) =>
          series(
            `κ*, ${run.name}`,
            { x: step, y: { label: 'κ*', log: true } },
            run.geometry.map(({ conditionNumber }, k) => [k, conditionNumber]),
          ),
        ),
        ...runs.map((run) =>
          series(
            `steps until the loss is below, ${run.name}`,
            { x: step, y: { label: 'window' } },
            run.stepWindows.map((window, k) => [k, window]),
          ),
        ),
        ...turned.series,
      ],
    };
  },
};

export default networkOnIrises;
