import { seededRandom, standardNormal } from '../src/linalg/seeded.ts';
import { effectivePair } from '../src/metric/effectivePair.ts';
import { optimalMetric } from '../src/metric/optimal.ts';
import type { Vector } from '../src/types/vector.ts';
import { ratioRow, seconds } from './measure/ratio.ts';
import type { BenchRow } from './row.ts';

/** yᵀg, yᵀy and gᵀg in one plain loop. */
const threeDots = (y: Vector, g: Vector): number => {
  let yg = 0;
  let yy = 0;
  let gg = 0;
  for (let i = 0; i < y.length; i++) {
    yg += y[i]! * g[i]!;
    yy += y[i]! * y[i]!;
    gg += g[i]! * g[i]!;
  }
  return yg + yy + gg;
};

/** y = weight·g + noise: 60° to 80° apart, with terms of both signs in yᵀg. */
const vectors = (dimension: number, weight: number): { readonly g: Vector; readonly y: Vector } => {
  const random = seededRandom(1, 'matrix-free', dimension);
  const g = Float64Array.from({ length: dimension }, () => standardNormal(random));
  return { g, y: g.map((value) => weight * value + standardNormal(random)) };
};

/** Uses a result, so that no loop is removed as dead. */
const keep = (value: number): void => {
  if (Number.isNaN(value)) throw new Error(`metricMatrixFree: a result is ${value}`);
};

const million = 1_000_000;

const operations = (dimension: number, weight: number) => {
  const { g, y } = vectors(dimension, weight);
  const metric = optimalMetric(effectivePair(g, y));
  const into = new Float64Array(dimension);
  return {
    plain: () => {
      keep(threeDots(y, g));
    },
    build: () => {
      keep(optimalMetric(effectivePair(g, y)).conditionNumber);
    },
    apply: () => {
      keep(metric.apply(g, into)[0]!);
    },
    solve: () => {
      keep(metric.solve(y, into)[0]!);
    },
  };
};

/** The least of some timings: what else runs on the machine only ever adds. */
const fastest = (work: () => void, times: number): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < times; k++) least = Math.min(least, seconds(work));
  return least;
};

const atMillion = async (weight: number, where: string): Promise<readonly BenchRow[]> => {
  const { plain, ...ours } = operations(million, weight);
  const names = { build: 'build, κ and exact sign', apply: 'M v', solve: 'M⁻¹ v' } as const;
  const targets = { build: 2, apply: 2.7, solve: 2.7 } as const;
  const rows: BenchRow[] = [];
  for (const name of ['build', 'apply', 'solve'] as const) {
    rows.push(
      await ratioRow(
        {
          what: `matrix-free metric, D = 10⁶, ${where}: ${names[name]}`,
          peer: 'one plain loop for three dot products',
          target: { atMost: targets[name] },
        },
        {
          warmUps: 1,
          rounds: 31,
          ours: () => fastest(ours[name], 5),
          theirs: () => fastest(plain, 5),
        },
      ),
    );
  }
  return rows;
};

/** Time for a coordinate at 10⁷ against 10⁴, relative to the same growth of the plain loop: 1 is as linear as that. */
const growth = (name: 'build' | 'apply' | 'solve'): Promise<BenchRow> => {
  const [small, large] = [operations(10_000, 0.5), operations(10_000_000, 0.5)];
  const ofEach = (key: 'plain' | typeof name): number =>
    fastest(large[key], 1) / 1000 / fastest(small[key], 200);
  return ratioRow(
    {
      what: `matrix-free metric, ${name}: growth from D = 10⁴ to 10⁷`,
      peer: 'growth of one plain loop for three dot products',
      target: { atMost: 2 },
    },
    { warmUps: 1, rounds: 9, ours: () => ofEach(name), theirs: () => ofEach('plain') },
  );
};

/** What the matrix-free metric costs beside the least that has to be read. */
export default async (): Promise<readonly BenchRow[]> => [
  ...(await atMillion(0.5, 'ψ ≈ 63°')),
  ...(await atMillion(2, 'ψ ≈ 27°')),
  await growth('build'),
  await growth('apply'),
  await growth('solve'),
];
