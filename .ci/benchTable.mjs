// Copies what `npm run bench` measured, reports/bench.json, into docs/speed.md between its marks.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeMeasured, describeTarget, mark } from '../.build-bench/bench/measure/describe.js';
import { withMarked } from './marked.mjs';

const at = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const { date, machine, speed } = JSON.parse(readFileSync(at('reports/bench.json'), 'utf8'));

const line = (row) =>
  `| ${mark(row)} | ${row.what} | ${row.peer} | ${describeMeasured(row)} | ${describeTarget(row.target, row.unit)} |`;

const table = [
  `Measured on ${date.slice(0, 10)}: ${machine.cpu.trim()}, ${machine.cores} cores, Node ${machine.node}; the median of several rounds, and in`,
  'brackets the least and the greatest.',
  '',
  '| | what | against | ratio | target |',
  '|---|---|---|---|---|',
  ...speed.map(line),
].join('\n');

const page = at('docs/speed.md');
writeFileSync(page, withMarked(readFileSync(page, 'utf8'), 'bench', table));
