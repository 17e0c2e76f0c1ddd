// Copies what `npm run bench -- growth` measured, reports/growth.json, into docs/speed.md between its marks, and draws it as
// docs/growth.svg.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { withMarked } from './marked.mjs';

const at = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const { date, machine, points } = JSON.parse(readFileSync(at('reports/growth.json'), 'utf8'));

const count = (value) => value.toLocaleString('en');
const rows = points.map(
  ({ series, x, cases, seconds, processorSeconds, megabytes, largestReport }) =>
    `| ${series}: ${count(x)} | ${count(cases)} | ${seconds.toFixed(1)} | ${processorSeconds.toFixed(1)} | ${megabytes.toFixed(0)} | ${largestReport.toFixed(2)} |`,
);
const table = [
  `Measured on ${date.slice(0, 10)}: ${machine.cpu.trim()}, ${machine.cores} cores, Node ${machine.node}; one run each.`,
  '',
  '| run with | cases in all | seconds | seconds of all processors | MB of all processes | MB of the largest report |',
  '|---|---|---|---|---|---|',
  ...rows,
].join('\n');
const page = at('docs/speed.md');
writeFileSync(page, withMarked(readFileSync(page, 'utf8'), 'growth', table));

const drawn = points.flatMap(({ series, x, seconds, processorSeconds, megabytes }) => [
  { series, x, value: seconds, what: 'seconds' },
  { series, x, value: processorSeconds, what: 'seconds of all processors' },
  { series, x, value: megabytes, what: 'MB of all processes' },
]);
const { document } = parseHTML('<!doctype html><body></body>');
const plot = Plot.plot({
  document,
  className: 'growth',
  width: 960,
  height: 560,
  marginLeft: 60,
  marginRight: 150,
  grid: true,
  x: { type: 'log', label: null },
  y: { type: 'log', label: null },
  fx: { label: null, domain: [...new Set(points.map(({ series }) => series))] },
  fy: { label: null },
  marks: [
    Plot.frame({ stroke: '#ccc' }),
    Plot.line(drawn, { x: 'x', y: 'value', fx: 'series', fy: 'what', stroke: '#1b5e9b' }),
    Plot.dot(drawn, { x: 'x', y: 'value', fx: 'series', fy: 'what', fill: '#1b5e9b', r: 3 }),
  ],
});
plot.querySelector('style')?.remove();
plot.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
plot.setAttribute('style', 'background: white');
plot.setAttribute('role', 'img');
plot.setAttribute('aria-label', 'Time, processor time and memory of a run against what is varied');
const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
title.textContent = 'How a run grows';
plot.prepend(title);
writeFileSync(at('docs/growth.svg'), `${plot.outerHTML}\n`);
