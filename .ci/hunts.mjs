// Hunts for known worst cases, from the rules alone and from random draws, and writes what was found to
// reports/sample/hunts and into the table of docs/hunt.md. With --check it measures every stored function again and hunts
// for two of them afresh.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withMarked } from './marked.mjs';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const folder = here('reports/sample/hunts/');
const polyak = 'heavy-ball:momentum=0.4444444444444444';

/** Each with the options of `hunt`, and what has been published, where that was looked up. */
const rows = [
  {
    id: 'huber',
    rule: 'gradient-descent',
    options: ['--steps', '10', '--evaluations', '3000'],
    published: 'at ηβ = 1 and N = 10 exactly 1/42, a Huber function (Drori and Teboulle 2014)',
  },
  {
    id: 'quadratic',
    rule: 'gradient-descent',
    options: ['--steps', '10', '--step-size', '1.9', '--evaluations', '1500'],
    published: 'at ηβ = 1.9 and N = 10 exactly 0.9^20/2, the quadratic (Taylor, Hendrickx and Glineur 2017)',
  },
  {
    id: 'heavy-ball',
    rule: polyak,
    options: [
      '--goal',
      'cycle',
      '--class',
      'strongly-convex',
      '--step-size',
      '2.7777777777777777',
      '--steps',
      '400',
    ],
    published:
      'with Polyak’s parameters at β/μ = 25 a cycle of period 3 on three pieces (Lessard, Recht and Packard 2016)',
  },
  {
    id: 'heavy-ball-plane',
    rule: 'heavy-ball:momentum=0.9',
    options: [
      ...[
        '--goal',
        'cycle',
        '--class',
        'strongly-convex',
        '--strong-convexity',
        '0.01',
        '--step-size',
        '3.6',
      ],
      ...['--dimension', '2', '--steps', '400', '--evaluations', '4000'],
    ],
    published: 'cycles in the plane on the distance to a polygon (arXiv:2307.11291)',
  },
  {
    id: 'sign-descent',
    rule: 'sign-descent',
    options: ['--goal', 'cycle', '--step-size', '0.1', '--steps', '300', '--evaluations', '100'],
    published: 'period 2 unless it hits the minimum',
  },
  {
    id: 'normalised',
    rule: '.ci/hunts/normalised.mjs',
    options: ['--goal', 'cycle', '--step-size', '0.1', '--steps', '300', '--evaluations', '100'],
    published: '–',
  },
  {
    id: 'nesterov',
    rule: 'nesterov',
    options: ['--goal', 'rise', '--steps', '60', '--evaluations', '1500'],
    published: '–',
  },
  {
    id: 'lookahead',
    rule: 'lookahead',
    options: ['--goal', 'rise', '--step-size', '1.9', '--evaluations', '1000'],
    published: '–',
  },
];

const command = (...args) =>
  execFileSync(process.execPath, ['dist/cli.js', ...args], {
    cwd: here(''),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
const huntFor = ({ rule, options }) =>
  command('hunt', rule, ...options, '--time', '5m', '--json', '--report', 'reports/sample');
const pathOf = ({ id }) => `${folder}${id}.json`;

const foundText = ({ problem, found, original }) => {
  if (problem.goal !== 'cycle') return `${problem.goal} ${Number(original.toPrecision(6))}`;
  return found.cycle === undefined ? 'not found' : `a cycle of period ${found.period}, ${found.cycle}`;
};
const pieces = ({ genome: { axes, vertices } }) =>
  vertices.length + axes.reduce((sum, { slopes }) => sum + slopes.length, 0);

const table = () =>
  [
    '| rule | published | found | pieces | evaluations |',
    '|---|---|---|---|---|',
    ...rows.map((row) => {
      const file = JSON.parse(readFileSync(pathOf(row), 'utf8'));
      const isNone = file.problem.goal === 'cycle' && file.found.cycle === undefined;
      return `| \`${row.rule.replace(/.*\//, '')}\` | ${row.published} | ${foundText(file)} | ${isNone ? '–' : pieces(file.found)} | ${isNone ? file.evaluations : file.found.evaluation} |`;
    }),
  ].join('\n');

const docs = here('docs/hunt.md');
if (process.argv[2] === '--check') {
  for (const row of rows) command('replay', pathOf(row));
  for (const row of [rows[1], rows[4]]) {
    const [now, before] = [huntFor(row), readFileSync(pathOf(row), 'utf8')].map(
      (text) => JSON.parse(text).found.value,
    );
    if (now !== before) throw new Error(`hunts: ${row.id} came to ${now}, and ${before} is stored`);
  }
  const text = readFileSync(docs, 'utf8');
  if (withMarked(text, 'hunts', table()) !== text)
    throw new Error('hunts: docs/hunt.md is not what the table makes');
} else {
  mkdirSync(folder, { recursive: true });
  for (const row of rows) writeFileSync(pathOf(row), huntFor(row));
  writeFileSync(docs, withMarked(readFileSync(docs, 'utf8'), 'hunts', table()));
}
