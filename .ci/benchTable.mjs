// Copies what `npm run bench` measured, reports/bench.json, into the README between its marks.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeMeasured, describeTarget, mark } from '../.build-bench/bench/parts/describe.js';

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

const readme = readFileSync(at('README.md'), 'utf8');
const marks = /(<!-- bench:start -->\n)[\s\S]*(<!-- bench:end -->)/;
if (!marks.test(readme)) throw new Error('README.md: the marks bench:start and bench:end must be there');
writeFileSync(
  at('README.md'),
  readme.replace(marks, (_, start, end) => `${start}${table}\n${end}`),
);
