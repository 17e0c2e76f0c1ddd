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

/** Of gradient descent on quadratics of up to four dimensions: cases as cheap as there are, some 13.8 for each of `--runs`. */
const cheap = ['--loss', 'quadratic', '--dimension', '1..4'];

/** A rule a file, so that the same may be there any number of times. */
const rules = {
  'gradient-descent': 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);',
  'heavy-ball': `export default {
  init: (theta) => new Float64Array(theta.length),
  update({ gradient, stepSize }, velocity) {
    const state = velocity.map((v, i) => 0.9 * v + gradient[i]);
    return { delta: state.map((v) => -stepSize * v), state };
  },
};`,
  'sign-descent': 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * Math.sign(d));',
} as const;

/** A sum of squares of this dimension, each of a weight of its own. */
const lossText = (dimension: number): string => `export default {
  name: 'weighted squares',
  dimension: ${dimension},
  smoothness: 2,
  convex: true,
  minimum: 0,
  value: (theta) => theta.reduce((sum, x, i) => sum + (1 + (i % 2)) * 0.5 * x * x, 0),
  gradient: (theta) => theta.map((x, i) => (1 + (i % 2)) * x),
};
`;

interface Series {
  readonly name: string;
  readonly values: readonly number[];
  /** Those that take longer than ten minutes, and are measured only where `GROWTH_LONG` is set. */
  readonly long?: readonly number[];
  /** Whether time and memory may only grow as what is varied: not where a second value is another kind of work. */
  readonly grows: 'time and memory' | 'time' | 'neither';
  /** Writes what a value needs into the folder. @returns the arguments */
  readonly prepare: (value: number, folder: string) => readonly string[];
}

const all: readonly Series[] = [
  {
    name: 'cases of each check',
    values: [72, 725, 7250, 72_500],
    long: [725_000],
    grows: 'time and memory',
    prepare: (runs, folder) => [...ruleFiles(1, folder), ...cheap, '--runs', `${runs}`],
  },
  {
    name: 'rules',
    values: [3, 30, 300],
    grows: 'time and memory',
    prepare: (count, folder) => [...ruleFiles(count, folder), ...cheap, '--runs', '10'],
  },
  {
    // Each is another, and some take six times as long as others, so that they say nothing of growth but where they are many.
    name: 'composed rules',
    values: [30],
    long: [300],
    grows: 'neither',
    prepare: (count) => ['--generate', `${count}`, '--runs', '10'],
  },
  {
    name: 'dimension',
    values: [1, 16, 256, 4096, 65_536],
    grows: 'time',
    prepare(dimension, folder) {
      writeFileSync(join(folder, 'loss.js'), lossText(dimension));
      return [...ruleFiles(1, folder), '--loss', 'loss.js', '--runs', '1', '--steps', '2'];
    },
  },
  {
    name: 'workers',
    values: [1, 2, 3, 4],
    grows: 'neither',
    prepare: (workers, folder) => [
      ...ruleFiles(1, folder),
      ...cheap,
      '--runs',
      '7250',
      '--workers',
      `${workers}`,
    ],
  },
];

/** So many files, the rules by turns. @returns their names */
const ruleFiles = (count: number, folder: string): readonly string[] => {
  const texts = Object.entries(rules);
  return Array.from({ length: count }, (_, i) => {
    const [name, text] = texts[i % texts.length]!;
    const file = `${name}-${i}.js`;
    writeFileSync(join(folder, file), `${text}\n`);
    return file;
  });
};

/** Runs these series, or all of them where none is named. */
const measure = async (names: readonly string[]): Promise<readonly GrowthPoint[]> => {
  const cwd = mkdtempSync(join(tmpdir(), 'bench-growth-'));
  const points: GrowthPoint[] = [];
  try {
    for (const { name, values, long = [], prepare } of all) {
      if (names.length > 0 && !names.includes(name)) continue;
      const wanted = process.env.GROWTH_LONG === undefined ? values : [...values, ...long];
      for (const x of wanted) {
        const point = await run(cwd, name, x, prepare(x, cwd));
        process.stdout.write(`${pointText(point)}\n`);
        points.push(point);
      }
    }
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
  return points;
};

const pointText = ({ series, x, cases, seconds, processorSeconds, megabytes, largestReport }: GrowthPoint) =>
  `${count(x)} ${series}: ${count(cases)} cases, ${seconds.toFixed(2)} s, ${processorSeconds.toFixed(2)} s of processors, ${megabytes.toFixed(0)} MB, reports up to ${largestReport.toFixed(2)} MB`;

const count = (value: number): string => value.toLocaleString('en');

/** By what the processor time of a run without that of the smallest grows beyond what is varied, from the last value but one to the last. */
const growthRows = (points: readonly GrowthPoint[]): readonly BenchRow[] =>
  all.flatMap(({ name: series, grows }) => {
    const own = points.filter((point) => point.series === series);
    const [first, middle, last] = [own[0], own.at(-2), own.at(-1)];
    if (grows === 'neither' || !first || !middle || !last || middle === first) return [];
    const times =
      (last.processorSeconds - first.processorSeconds) / (middle.processorSeconds - first.processorSeconds);
    const factor = last.x / middle.x;
    const from = `${count(middle.x)} to ${count(last.x)} ${series}`;
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
      ...(grows === 'time'
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

/** How much sooner the same work is done by more workers, and what processor time that costs. */
const workerRows = (points: readonly GrowthPoint[]): readonly BenchRow[] => {
  const [one, ...more] = points.filter(({ series }) => series === 'workers');
  if (!one) return [];
  return more.flatMap(({ x, seconds, processorSeconds }) => {
    const beside = { peer: 'the same by one worker', unit: '×', target: null } as const;
    const what = `of a run of ${count(one.cases)} cheap cases by ${x} workers`;
    return [
      measuredRow({ ...beside, what: `speed ${what}` }, [one.seconds / seconds]),
      measuredRow({ ...beside, what: `processor time ${what}` }, [processorSeconds / one.processorSeconds]),
    ];
  });
};

/**
 * How time and memory of a run grow with its cases, rules, dimensions and workers. What was measured is kept in
 * `reports/growth.json`; `GROWTH` names series, separated by commas, that are measured in place of all of them, and with
 * `GROWTH_LONG=1` the points are measured, too, that take longer than ten minutes each.
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
  return [...growthRows(points), ...workerRows(points)];
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
