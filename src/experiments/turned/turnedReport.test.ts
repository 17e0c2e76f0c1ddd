import { expect, it } from 'vitest';
import tanhNetwork from '../../losses/tanhNetwork.ts';
import type { LearningRule } from '../../types/rule.ts';
import { turnedFeedback } from './turnedFeedback.ts';
import { turnedReport } from './turnedReport.ts';
import { turnedStudy } from './turnedStudy.ts';

const parameters = { rows: [0, 20, 40, 50, 70, 90, 100, 120, 140], features: [0, 2], hidden: [3, 3] };
const towards = [0, 0.5, 1];

const study = (seed: number, rule: (t: number) => LearningRule) =>
  turnedStudy(seed, {
    loss: tanhNetwork.build(parameters),
    start: (random) => tanhNetwork.start!(parameters, random),
    starts: 12,
    rule,
    towards,
    stepSize: 0.05,
    steps: 20,
    stride: 2,
  });

const verdicts = (seed: number, rule: (t: number) => LearningRule) =>
  Object.entries(turnedReport(study(seed, rule)).numbers).flatMap(([name, value]) =>
    name.startsWith('better-conditioned') ? [String(value).replace(/:.*/, '')] : [],
  );

/** The step of the gradient, so many times as long. */
const gradientSteps = (factor: number): LearningRule => ({
  update: ({ gradient, stepSize }) => gradient.map((entry) => -factor * stepSize * entry),
});

it('turnedReport(…) says that a planted advantage of t = 1 helps, that a disadvantage hurts, and that none is none', () => {
  for (const seed of [1, 2, 3]) {
    expect(verdicts(seed, (t) => gradientSteps(t))).toEqual(['helps', 'helps']);
    expect(verdicts(seed, (t) => gradientSteps(1 - t))).toEqual(['hurts', 'hurts']);
    expect(verdicts(seed, () => gradientSteps(1))).toEqual(['undecided', 'undecided']);
  }
});

it('turnedReport(…) turns its answer round where the better-conditioned metric is made to stand still', () => {
  const handicapped = (t: number): LearningRule => (t === 1 ? gradientSteps(0) : turnedFeedback(t));
  expect(verdicts(1, turnedFeedback)[1]).toBe('helps');
  expect(verdicts(1, handicapped)[1]).toBe('hurts');
});

it('turnedReport(…) has other figures of the same names for another seed, and the same for the same', () => {
  const [one, again, other] = [1, 1, 2].map((seed) => turnedReport(study(seed, turnedFeedback)));
  expect(again).toEqual(one);
  expect(Object.keys(other!.numbers)).toEqual(Object.keys(one!.numbers));
  expect(other!.series.map(({ name }) => name)).toEqual(one!.series.map(({ name }) => name));
  const finals = (report: typeof one) =>
    Object.entries(report!.numbers).filter(([name]) => /final|over/.test(name));
  finals(one).forEach(([name, value], i) => {
    expect([name, value]).not.toEqual(finals(other)[i]);
  });
});

it('turnedStudy(…) steps with a better κ* the larger t is, and as long as gradient descent', () => {
  const [first] = study(1, turnedFeedback).runs;
  expect(first?.map(({ losses }) => losses.length)).toEqual([11, 11, 11]);
  expect(new Set(first?.map(({ losses }) => losses[0])).size).toBe(1);
  for (const run of study(1, turnedFeedback).runs) {
    const kappas = run.map(({ conditionNumber }) => conditionNumber);
    expect(kappas).toEqual(kappas.toSorted((a, b) => b - a));
  }
  const turnedFully = study(1, turnedFeedback).runs.map((run) => run[2]!.losses.at(-1)!);
  const descent = study(1, () => gradientSteps(1)).runs.map((run) => run[2]!.losses.at(-1)!);
  turnedFully.forEach((loss, i) => {
    expect(loss / descent[i]!).toBeCloseTo(1, 10);
  });
});
