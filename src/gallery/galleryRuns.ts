import { runTrajectory } from '../dynamics/trajectory.ts';
import { SubjectError } from '../errors.ts';
import type { Gallery, GalleryRun, LossRuns, ShowAsk } from '../types/gallery.ts';
import type { Loss } from '../types/loss.ts';
import type { NamedRule } from '../types/rule.ts';
import type { PicturedLoss } from './lossPicture.ts';

/** Steps of all runs together, so that a page of ten subjects and six losses stays below 2 MB. */
const stepBudget = 55_000;

/** Most steps of a run, and fewest. */
const most = 150;
const fewest = 10;

/** How many steps runs may have, of so many. */
export const stepsOfEach = (runs: number): number =>
  Math.max(fewest, Math.min(most, Math.floor(stepBudget / runs)));

/**
 * A rule on a loss, from every start, with every step size and its default hyperparameters, seed 1.
 *
 * @throws SubjectError where the code of the rule is at fault
 */
export const lossRuns = (
  rule: NamedRule,
  { loss, picture }: PicturedLoss,
  { stepSizes, steps }: Pick<ShowAsk, 'stepSizes' | 'steps'>,
): LossRuns => {
  const numbers: number[] = [];
  const runs = picture.starts.flatMap((start) =>
    stepSizes.map((stepSize) => addRun(numbers, { rule, loss, start, stepSize, steps })),
  );
  return { picture, runs, numbers };
};

/** Of each subject the runs on each loss, in the same order, as one gallery. */
export const galleryOf = (
  subjects: readonly (Gallery['subjects'][number] & { readonly losses: readonly LossRuns[] })[],
  { stepSizes, steps }: Pick<Gallery, 'stepSizes' | 'steps'>,
): Gallery => {
  const losses = subjects[0]!.losses.map(({ picture }) => picture);
  const numbers: number[] = [];
  const runs: GalleryRun[] = [];
  for (const [loss, { starts }] of losses.entries()) {
    const left = subjects.map((subject) => ({ at: 0, ...subject.losses[loss]! }));
    for (const [start] of starts.entries()) {
      for (const one of left) {
        for (const run of one.runs.slice(start * stepSizes.length, (start + 1) * stepSizes.length)) {
          const length = numbersOf(run);
          runs.push({ from: numbers.length, ...run });
          numbers.push(...one.numbers.slice(one.at, one.at + length));
          one.at += length;
        }
      }
    }
  }
  return {
    subjects: subjects.map(({ name, spec }) => ({ name, spec })),
    losses,
    stepSizes,
    steps,
    runs,
    numbers: Buffer.from(Float32Array.from(numbers).buffer).toString('base64'),
  };
};

/** Numbers of a run: five a step, and its last value. */
const numbersOf = ({ steps }: Pick<GalleryRun, 'steps'>): number => 5 * steps + 1;

interface OneRun {
  readonly rule: NamedRule;
  readonly loss: Loss;
  readonly start: readonly [number, number];
  readonly stepSize: number;
  readonly steps: number;
}

const addRun = (
  numbers: number[],
  { rule, loss, start, stepSize, steps }: OneRun,
): Omit<GalleryRun, 'from'> => {
  const theta = Float64Array.from(start, (value) => (rule.domain === 'positive' ? Math.abs(value) : value));
  const run = runTrajectory(rule, loss, { theta, stepSize, steps, seed: 1, hyperparameters: {} });
  if (run.fault && run.fault.kind !== 'not-finite') {
    throw new SubjectError({
      kind: 'unfit',
      path: rule.name,
      says: `fails on ${loss.name} at η = ${stepSize}, step ${run.fault.step}: ${run.fault.message}`,
    });
  }
  const shown = run.steps.slice(0, lastShown(run.steps.map(({ next }) => next)));
  for (const { theta: before, delta, time } of shown) {
    const slope = loss.gradient(before, time);
    numbers.push(delta[0]!, delta[1]!, -slope[0]!, -slope[1]!, loss.value(before, time));
  }
  const last = shown.at(-1);
  numbers.push(loss.value(last?.next ?? theta, last?.time ?? 0));
  const end = shown.length < run.steps.length ? 'diverged' : run.end;
  return { steps: shown.length, end };
};

/** Beyond this distance a path has left every picture. */
const far = 1e4;

/** How many steps stay within reach. */
const lastShown = (points: readonly Float64Array[]): number => {
  const beyond = points.findIndex((point) => !point.every((value) => Math.abs(value) <= far));
  return beyond < 0 ? points.length : beyond;
};
