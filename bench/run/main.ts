import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { discover } from '../../src/discover.ts';
import type { BenchRow } from '../row.ts';

type Bench = () => Promise<readonly BenchRow[]>;

const isBench = (value: unknown): value is Bench => typeof value === 'function';

const text = (value: number): string => String(Number(value.toPrecision(3)));

const rows: BenchRow[] = [];
for (const bench of (await discover(new URL('../', import.meta.url))).filter(isBench)) {
  for (const row of await bench()) {
    rows.push(row);
    const measured = `${text(row.median)}× (${text(row.least)}–${text(row.greatest)})`;
    process.stdout.write(
      `${row.met ? '✓' : '✗'} ${row.what} against ${row.peer}: ${measured}, target ${row.target}\n`,
    );
  }
}
mkdirSync('reports', { recursive: true });
const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: availableParallelism() };
const report = { date: new Date().toISOString(), machine, rows };
writeFileSync('reports/bench.json', `${JSON.stringify(report, undefined, 1)}\n`);
if (rows.some(({ met }) => !met)) process.exitCode = 1;
