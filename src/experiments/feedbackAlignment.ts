import { blockDescent } from '../dynamics/blocks.ts';
import { runTrajectory, type Step } from '../dynamics/trajectory.ts';
import { mixSeed, seededRandom, standardNormal } from '../linalg/seeded.ts';
import { linear } from '../losses/network/activation.ts';
import { networkLoss } from '../losses/network/networkLoss.ts';
import { pairGeometry } from '../metric/pairGeometry.ts';
import { shortNumber } from '../numbers.ts';
import feedbackAlignmentRule from '../rules/feedbackAlignment.ts';
import type { Experiment } from '../types/experiment.ts';
import type { Block, Loss } from '../types/loss.ts';
import type { Random } from '../types/vector.ts';
import { finding, shareOf } from './measure/finding.ts';
import { degrees, mean, series, share } from './measure/series.ts';

const widths = [12, 16, 4];
const networks = 50;
const steps = 120;

/** A linear network 12-16-4 that learns a random linear map from 16 samples. */
const teacherLoss = (random: Random): Loss => {
  const row = (length: number, spread: number) =>
    Array.from({ length }, () => spread * standardNormal(random));
  const teacher = Array.from({ length: 4 }, () => row(12, 1 / Math.sqrt(12)));
  const inputs = Array.from({ length: 16 }, () => row(12, 1));
  return networkLoss({
    name: 'linear network 12-16-4',
    facts: {
      convex: false,
      smooth: false,
      network: true,
      stochastic: false,
      timeVarying: false,
      degree: 4,
    },
    widths,
    activation: linear,
    inputs,
    targets: inputs.map((x) => teacher.map((weights) => weights.reduce((sum, w, j) => sum + w * x[j]!, 0))),
    landmarks: [],
  });
};

interface BlockStep {
  /** ψ of every block and of all of θ, in degrees. */
  readonly angles: readonly number[];
  readonly effective: readonly boolean[];
}

const describe = (blocks: readonly Block[], { delta, gradient }: Step): BlockStep => {
  const y = gradient.map((entry) => -entry);
  return {
    angles: blocks.map(({ from, to }) =>
      degrees(pairGeometry(delta.slice(from, to), y.slice(from, to)).angle),
    ),
    effective: blockDescent(blocks, delta, y).map(({ status }) => status === 'effective'),
  };
};

/** How the hidden layer comes to agree with the gradient, and that the whole need not wait for it. */
const feedbackAlignment: Experiment = {
  id: 'E2',
  title: `Feedback alignment on a linear network, ${networks} seeds`,
  source: 'arXiv:2409.16422; Lillicrap et al. 2016; P15',
  run(seed) {
    const runs = Array.from({ length: networks }, (_, k) => {
      const random = seededRandom(seed, 'E2', k);
      const loss = teacherLoss(random);
      const theta = Float64Array.from(
        { length: loss.dimension },
        () => standardNormal(random) / Math.sqrt(widths[0]!),
      );
      const run = runTrajectory(feedbackAlignmentRule, loss, {
        theta,
        stepSize: 0.01,
        steps,
        seed: mixSeed(seed, k),
        hyperparameters: {},
      });
      const blocks = [...loss.blocks!, { name: 'all weights', from: 0, to: loss.dimension }];
      return {
        blocks,
        steps: run.steps.map((step) => describe(blocks, step)),
        losses: run.steps.map((step) => loss.value(step.theta)),
      };
    });
    const names = runs[0]!.blocks.map(({ name }) => name);
    const indices = Array.from({ length: steps }, (_, k) => k);
    const numbers = {
      networks,
      steps,
      'share of networks whose hidden layer is effective at the start': share(
        runs,
        (run) => run.steps[0]!.effective[0]!,
      ),
      'share of networks whose hidden layer is effective at the end': share(
        runs,
        (run) => run.steps.at(-1)!.effective[0]!,
      ),
      'share of networks that are effective as a whole at every step': share(runs, (run) =>
        run.steps.every((step) => step.effective[2]),
      ),
      'share of steps with a block-diagonal metric': mean(
        runs.map((run) => share(run.steps, ({ effective }) => effective.every(Boolean))),
      ),
      'mean ψ of the hidden layer at the start, in degrees': mean(
        runs.map((run) => run.steps[0]!.angles[0]!),
      ),
      'mean ψ of the hidden layer at the end, in degrees': mean(
        runs.map((run) => run.steps.at(-1)!.angles[0]!),
      ),
      'mean of the last loss over the first': mean(runs.map((run) => run.losses.at(-1)! / run.losses[0]!)),
    };
    return {
      id: 'E2',
      title: `Feedback alignment on a linear network, ${networks} seeds`,
      findings: [
        finding(
          'Feedback alignment as a whole descends, so that a metric exists for its update, while its hidden layer need not.',
          'y^\\top g > 0',
          `effective as a whole at every step in ${shareOf(numbers['share of networks that are effective as a whole at every step'], 'networks')}; the hidden layer alone in ${shareOf(numbers['share of networks whose hidden layer is effective at the start'], 'networks')} at the start and in ${shareOf(numbers['share of networks whose hidden layer is effective at the end'], 'networks')} at the end`,
          numbers['share of networks that are effective as a whole at every step'] === 1,
        ),
        finding(
          'The hidden layer comes to agree with the gradient while it learns.',
          '\\psi_1(t) < \\psi_1(0)',
          `its ψ is ${shortNumber(numbers['mean ψ of the hidden layer at the start, in degrees'])}° at the start and ${shortNumber(numbers['mean ψ of the hidden layer at the end, in degrees'])}° at the end, in the mean`,
          numbers['mean ψ of the hidden layer at the end, in degrees'] <
            numbers['mean ψ of the hidden layer at the start, in degrees'],
        ),
      ],
      numbers,
      series: [
        ...names.map((name, b) =>
          series(
            `mean angle, ${name}`,
            { x: { label: 'step' }, y: { label: 'ψ in degrees' } },
            indices.map((k) => [k, mean(runs.map((run) => run.steps[k]!.angles[b]!))]),
          ),
        ),
        ...names.map((name, b) =>
          series(
            `share effective, ${name}`,
            { x: { label: 'step' }, y: { label: 'share of networks' } },
            indices.map((k) => [k, share(runs, (run) => run.steps[k]!.effective[b]!)]),
          ),
        ),
        series(
          'mean loss',
          { x: { label: 'step' }, y: { label: 'loss', log: true } },
          indices.map((k) => [k, mean(runs.map((run) => run.losses[k]!))]),
        ),
      ],
    };
  },
};

export default feedbackAlignment;
