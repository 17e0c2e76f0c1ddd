import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { extname } from 'node:path';
import { moduleNames } from '../../src/discover.ts';
import { describeRow } from '../measure/describe.ts';
import { meets } from '../measure/ratio.ts';
import type { BenchRow } from '../row.ts';

type Bench = () => Promise<readonly BenchRow[]>;

/**
 * By how much of a target a median may miss it before the run as a whole fails: what medians of the same code differ by
 * from run to run where the machine has neighbours. The row itself says whether the target was met, without any margin.
 */
const margin = 0.15;

const isBench = (value: unknown): value is Bench => typeof value === 'function';

/** Whether a row has a target and nothing to hold against it. */
const unmeasured = ({ target, measured }: BenchRow): boolean => target !== null && measured === null;

/** Whether a row misses its target by more than the margin, or for a reason besides it. */
const missesBadly = ({ met, target, measured }: BenchRow): boolean =>
  met === false &&
  target !== null &&
  measured !== null &&
  (meets(target, measured.median, 0) || !meets(target, measured.median, margin));

/** Names of the files that are run; all of them where none is given. */
const wanted = process.argv.slice(2);

const table = async (folder: string): Promise<readonly BenchRow[]> => {
  const rows: BenchRow[] = [];
  const from = new URL(folder, import.meta.url);
  for (const name of moduleNames(from)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { default: bench }: { readonly default?: unknown } = await import(
      new URL(`${name}${extname(import.meta.url)}`, from).href
    );
    if (!isBench(bench)) continue;
    for (const row of await bench()) {
      rows.push(row);
      process.stdout.write(`${describeRow(row)}\n`);
    }
  }
  return rows;
};

const speed = await table('../');
const generators = await table('../generators/');
const rows = [...speed, ...generators];
const complete = wanted.length === 0;
if (complete) {
  mkdirSync('reports', { recursive: true });
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: availableParallelism() };
  const report = { date: new Date().toISOString(), machine, margin, speed, generators };
  writeFileSync('reports/bench.json', `${JSON.stringify(report, undefined, 1)}\n`);
}
const failed = rows.filter(missesBadly);
const missing = rows.filter(unmeasured);
process.stdout.write(
  `${rows.filter(({ met }) => met === true).length} targets met, ${rows.filter(({ met }) => met === false).length} missed, ` +
    `${failed.length} of them by more than ${100 * margin} %, ${missing.length} NOT MEASURED; ` +
    `${complete ? 'reports/bench.json' : 'not stored: a part of the table'}\n`,
);
for (const { what, remark } of missing) process.stderr.write(`bench: ${what}: ${remark}\n`);
if (failed.length + missing.length > 0 || rows.length === 0) process.exitCode = 1;
