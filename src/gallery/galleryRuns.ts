import { runTrajectory } from '../dynamics/trajectory.ts';
import { SubjectError } from '../errors.ts';
import type { Gallery, GalleryRun } from '../types/gallery.ts';
import type { Loss } from '../types/loss.ts';
import type { NamedRule } from '../types/rule.ts';
import type { PicturedLoss } from './lossPicture.ts';

/** What is run. */
export interface GalleryDemand {
  readonly rules: readonly { readonly rule: NamedRule; readonly spec: string }[];
  readonly losses: readonly PicturedLoss[];
  readonly stepSizes: readonly number[];
  readonly steps: number;
}

/** Steps of all runs together, so that a page of ten subjects and six losses stays below 2 MB. */
const stepBudget = 55_000;

/** Most steps of a run, and fewest. */
const most = 150;
const fewest = 10;

/** How many steps runs may have, of so many. */
export const stepsOfEach = (runs: number): number =>
  Math.max(fewest, Math.min(most, Math.floor(stepBudget / runs)));

/**
 * Every rule on every loss, from every start, with every step size and its default hyperparameters, seed 1.
 *
 * @throws SubjectError where the code of a rule is at fault
 */
export const galleryRuns = ({ rules, losses, stepSizes, steps }: GalleryDemand): Gallery => {
  const numbers: number[] = [];
  const runs: GalleryRun[] = [];
  for (const { loss, picture } of losses) {
    for (const start of picture.starts) {
      for (const { rule } of rules) {
        for (const stepSize of stepSizes) {
          const from = numbers.length;
          const run = addRun(numbers, { rule, loss, start, stepSize, steps });
          runs.push({ from, ...run });
        }
      }
    }
  }
  return {
    subjects: rules.map(({ rule: { name }, spec }) => ({ name, spec })),
    losses: losses.map(({ picture }) => picture),
    stepSizes,
    steps,
    runs,
    numbers: Buffer.from(Float32Array.from(numbers).buffer).toString('base64'),
  };
};

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
