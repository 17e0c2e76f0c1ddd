import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openMeter } from '../src/host/usage.ts';
import { parseReport } from '../src/report/json.ts';
import { casesInAll } from '../src/statistics.ts';
import { measuredRow } from './measure/ratio.ts';
import type { BenchRow } from './row.ts';

const command = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** What one run used. */
export interface GrowthPoint {
  readonly series: string;
  /** What is varied. */
  readonly x: number;
  readonly cases: number;
  readonly seconds: number;
  /** Seconds of all its processors: what a busy machine changes least. */
  readonly processorSeconds: number;
  /** 10⁶ bytes of resident memory at most, of all its processes together. */
  readonly megabytes: number;
  /** 10⁶ bytes of its largest report. */
  readonly largestReport: number;
}

/** Milliseconds between two looks at the memory of a run. */
const tick = 20;

/** Runs `fuzz` with these options in a folder that has `rule.js` and `loss.js`. */
const run = async (cwd: string, series: string, x: number, args: readonly string[]): Promise<GrowthPoint> => {
  const report = join(cwd, 'report');
  rmSync(report, { recursive: true, force: true });
  const begun = performance.now();
  const options = ['--seed', '1', '--quiet', '--report', report];
  // What a shell counts has every process that was waited for.
  const timed = ['-c', 'TIMEFORMAT="%U %S"; time "$@"', 'bash', process.execPath, command, 'fuzz'];
  const child = spawn('bash', [...timed, ...args, ...options], {
    cwd,
    // The locale decides how bash writes a decimal.
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const meter = openMeter(child.pid!);
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, meter.read()?.resident ?? 0);
  }, tick);
  const [code] = await once(child, 'close').finally(() => {
    clearInterval(watch);
    meter.close();
  });
  if (![0, 1, 3].includes(code)) throw new Error(`growth: a run must end with a verdict, got ${said}`);
  const seconds = (performance.now() - begun) / 1000;
  const [user, system] = (said.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  const { rules } = parseReport(readFileSync(join(report, 'report.json'), 'utf8'));
  const sizes = readdirSync(report, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => statSync(join(report, name)).size);
  return {
    series,
    x,
    cases: rules.reduce((sum, rule) => sum + casesInAll(rule), 0),
    seconds,
    processorSeconds: (user ?? Number.NaN) + (system ?? Number.NaN),
    megabytes: most / 1e6,
    largestReport: Math.max(...sizes) / 1e6,
  };
};

/** Of gradient descent on quadratics of up to four dimensions: cases as cheap as there are. */
const cheap = ['rule.js', '--loss', 'quadratic', '--dimension', '1..4'];

interface Series {
  readonly name: string;
  readonly values: readonly number[];
  readonly args: (value: number) => readonly string[];
}

const all: readonly Series[] = [
  {
    name: 'cases of each check',
    values: [50, 500, 5000, 50_000],
    args: (runs) => [...cheap, '--runs', `${runs}`],
  },
  {
    name: 'rules',
    values: [1, 3, 10, 30, 100],
    args: (count) => ['--generate', `${count}`, '--runs', '10'],
  },
  {
    name: 'dimension',
    values: [1, 16, 256, 4096],
    args: (dimension) => ['rule.js', '--loss', `loss-${dimension}.js`, '--runs', '20', '--steps', '8'],
  },
  {
    name: 'workers',
    values: [1, 2, 3, 4],
    args: (workers) => [...cheap, '--runs', '5000', '--workers', `${workers}`],
  },
];

/** A sum of squares of this dimension, each of a weight of its own. */
const lossFile = (dimension: number): string => `export default {
  name: 'weighted squares',
  dimension: ${dimension},
  smoothness: 2,
  convex: true,
  minimum: 0,
  value: (theta) => theta.reduce((sum, x, i) => sum + (1 + (i % 2)) * 0.5 * x * x, 0),
  gradient: (theta) => theta.map((x, i) => (1 + (i % 2)) * x),
};
`;

/** Runs these series, or all of them where none is named. */
const measure = async (names: readonly string[]): Promise<readonly GrowthPoint[]> => {
  const cwd = mkdtempSync(join(tmpdir(), 'bench-growth-'));
  const points: GrowthPoint[] = [];
  try {
    writeFileSync(
      join(cwd, 'rule.js'),
      'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);\n',
    );
    for (const { name, values, args } of all) {
      if (names.length > 0 && !names.includes(name)) continue;
      for (const x of values) {
        if (name === 'dimension') writeFileSync(join(cwd, `loss-${x}.js`), lossFile(x));
        points.push(await run(cwd, name, x, args(x)));
      }
    }
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
  return points;
};

/** By what the processor time of a run without that of the smallest grows beyond what is varied, from the last value but one to the last. */
const growthRows = (points: readonly GrowthPoint[]): readonly BenchRow[] =>
  ['cases of each check', 'rules', 'dimension'].flatMap((series) => {
    const own = points.filter((point) => point.series === series);
    const [first, middle, last] = [own[0], own.at(-2), own.at(-1)];
    if (!first || !middle || !last || middle === first) return [];
    const times =
      (last.processorSeconds - first.processorSeconds) / (middle.processorSeconds - first.processorSeconds);
    const factor = last.x / middle.x;
    const from = `${middle.x.toLocaleString('en')} to ${last.x.toLocaleString('en')} ${series}`;
    return [
      measuredRow(
        {
          what: `processor time of a run, from ${from}`,
          peer: `${factor.toFixed(1)} times as many`,
          unit: '×',
          target: { atMost: 1.2 },
        },
        [times / factor],
      ),
      ...(series === 'dimension'
        ? []
        : [
            measuredRow(
              {
                what: `memory of a run, from ${from}`,
                peer: 'as much as before',
                unit: '×',
                target: { atMost: 1.3 },
              },
              [last.megabytes / middle.megabytes],
            ),
          ]),
    ];
  });

/**
 * How time and memory of a run grow with its cases, rules, dimensions and workers. What was measured is kept in
 * `reports/growth.json`; `GROWTH` names series, separated by commas, that are measured in place of all of them.
 */
export default async (): Promise<readonly BenchRow[]> => {
  const names = process.env.GROWTH?.split(',') ?? [];
  const points = await measure(names);
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length };
  mkdirSync('reports', { recursive: true });
  const file = 'reports/growth.json';
  const kept = names.length === 0 ? [] : keptPoints(file, names);
  const date = new Date().toISOString();
  writeFileSync(file, `${JSON.stringify({ date, machine, points: [...kept, ...points] }, undefined, 1)}\n`);
  for (const { series, x, cases, seconds, processorSeconds, megabytes, largestReport } of points) {
    process.stdout.write(
      `${x.toLocaleString('en')} ${series}: ${cases.toLocaleString('en')} cases, ${seconds.toFixed(2)} s, ${processorSeconds.toFixed(2)} s of processors, ${megabytes.toFixed(0)} MB, reports up to ${largestReport.toFixed(2)} MB\n`,
    );
  }
  return growthRows(points);
};

/** The points of other series that were measured before. */
const keptPoints = (file: string, names: readonly string[]): readonly GrowthPoint[] => {
  try {
    const { points }: { readonly points: readonly GrowthPoint[] } = JSON.parse(readFileSync(file, 'utf8'));
    return points.filter(({ series }) => !names.includes(series));
  } catch {
    return [];
  }
};
