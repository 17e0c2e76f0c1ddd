import type { ExperimentReport } from '../../types/report.ts';
import { pairedComparison } from '../measure/pairedComparison.ts';
import { mean, quantile, series } from '../measure/series.ts';
import type { TurnedRun, TurnedStudy } from './turnedStudy.ts';

/**
 * Whether the better-conditioned metric does better: at a tenth of the steps and at the end, over all starts, with
 * the final loss and κ* for every t, and the comparison at every step looked at.
 */
export const turnedReport = ({
  towards,
  runs,
  stride,
}: TurnedStudy): Pick<ExperimentReport, 'numbers' | 'series'> => {
  const marks = runs[0]![0]!.losses.map((_, i) => i);
  const end = marks.at(-1)!;
  const early = Math.round(end / 10);
  const pairAt = (run: readonly TurnedRun[], i: number) =>
    [run[0]!.losses[i]!, run.at(-1)!.losses[i]!] as const;
  const compare = (i: number) => pairedComparison(runs.map((run) => pairAt(run, i)));
  const judged = [early, end].map((i) => ({
    when: `after ${i * stride} steps`,
    ratios: runs.map((run) => pairAt(run, i)).map(([without, turned]) => turned / without),
    ...compare(i),
  }));
  const [from, to] = [`t = ${towards[0]}`, `t = ${towards.at(-1)}`];
  const among = `${runs.length} starts`;
  const at = { label: 't, from feedback alignment to gradient' };
  const step = { label: 'step' };
  /** A value of every start, lightly, and the median. */
  const bundle = (
    axes: Parameters<typeof series>[1],
    places: readonly number[],
    value: (run: readonly TurnedRun[], i: number) => number,
  ) => [
    ...runs.map((run, k) => ({
      ...series(
        `start ${k + 1}`,
        axes,
        places.map((x, i) => [x, value(run, i)]),
      ),
      among,
    })),
    series(
      'median',
      axes,
      places.map((x, i) => [
        x,
        quantile(
          runs.map((run) => value(run, i)),
          1 / 2,
        ),
      ]),
    ),
  ];
  const share = { x: step, y: { label: `share of starts lower at ${to}` } };
  const later = marks.slice(1);
  const compared = later.map(compare);
  return {
    numbers: {
      starts: runs.length,
      ...Object.fromEntries(
        judged.map(({ when, conclusion }) => [
          `better-conditioned metric (${to} against ${from}) ${when}`,
          conclusion,
        ]),
      ),
      ...Object.fromEntries(
        judged.flatMap(({ when, lower, of, bounds, ratios }) => [
          [`share of starts lower at ${to} ${when}`, of === 0 ? 'none differ' : lower / of],
          [`lower bound of that share ${when}`, bounds[0]],
          [`upper bound of that share ${when}`, bounds[1]],
          ...spread(`loss at ${to} over that at ${from} ${when}`, ratios),
        ]),
      ),
      ...Object.fromEntries(
        towards.flatMap((t, k) => [
          ...spread(
            `turned ${t}: final loss`,
            runs.map((run) => run[k]!.losses.at(-1)!),
          ),
          ...spread(
            `turned ${t}: κ*`,
            runs.map((run) => run[k]!.conditionNumber),
          ),
          [`turned ${t}: share of effective steps`, mean(runs.map((run) => run[k]!.shareEffective))],
        ]),
      ),
    },
    series: [
      ...bundle(
        { x: at, y: { label: 'final loss', log: true } },
        towards,
        (run, k) => run[k]!.losses.at(-1)!,
      ),
      ...bundle(
        { x: at, y: { label: 'median κ* of the run', log: true } },
        towards,
        (run, k) => run[k]!.conditionNumber,
      ),
      ...bundle(
        { x: step, y: { label: `loss at ${to} over that at ${from}`, log: true } },
        marks.map((i) => i * stride),
        (run, i) => pairAt(run, i)[1] / pairAt(run, i)[0],
      ),
      series(
        'measured',
        share,
        later.map((i, k) => [i * stride, compared[k]!.lower / compared[k]!.of]),
      ),
      series(
        'lower bound',
        share,
        later.map((i, k) => [i * stride, compared[k]!.bounds[0]]),
      ),
      series(
        'even odds',
        share,
        later.map((i) => [i * stride, 1 / 2]),
      ),
      series(
        'upper bound',
        share,
        later.map((i, k) => [i * stride, compared[k]!.bounds[1]]),
      ),
    ],
  };
};

/** Median and quartiles under a name. */
const spread = (name: string, values: readonly number[]): readonly (readonly [string, number])[] => [
  [`${name}, median`, quantile(values, 1 / 2)!],
  [`${name}, lower quartile`, quantile(values, 1 / 4)!],
  [`${name}, upper quartile`, quantile(values, 3 / 4)!],
];
