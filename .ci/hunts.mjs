// Hunts for known worst cases, from the rules alone and from random draws, and writes what was found to
// reports/sample/hunts and into the table of docs/hunt.md. With --only ROW… it hunts for these alone and leaves the others as
// they are. With --table it writes the table alone, from the stored functions. With --check it measures every stored function
// again, hunts for two of them afresh, and compares the table.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withMarked } from './marked.mjs';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const folder = here('reports/sample/hunts/');
const polyak = 'heavy-ball:momentum=0.4444444444444444';

/** A cycle that goes on for ever, or a value beyond a bound. */
const cycles = ({ found }) => found.cycle !== undefined;
const beyond =
  (bound) =>
  ({ found }) =>
    found.value > bound;
/** Within a hundredth of the exact worst case. */
const exactly = ({ found, exact }) => Math.abs(found.value / exact.value - 1) < 0.01;

const strongly = ['--class', 'strongly-convex'];
const goal = (name, ...more) => ['--goal', name, ...more];
const some = (evaluations) => ['--evaluations', String(evaluations)];

/** Each with the options of `hunt`, what is known of it with where that stands, if anything, and when that counts as found. */
const rows = [
  {
    id: 'huber',
    rule: 'gradient-descent',
    options: ['--steps', '10', ...some(3000)],
    published: 'at ηβ = 1 and N = 10 exactly 1/42, a Huber function (Drori and Teboulle 2014)',
    isFound: exactly,
  },
  {
    id: 'quadratic',
    rule: 'gradient-descent',
    options: ['--steps', '10', '--step-size', '1.9', ...some(1500)],
    published: 'at ηβ = 1.9 and N = 10 exactly 0.9^20/2, the quadratic (Taylor, Hendrickx and Glineur 2017)',
    isFound: exactly,
  },
  {
    id: 'heavy-ball',
    rule: polyak,
    options: [
      ...goal('cycle', ...strongly),
      '--step-size',
      '2.7777777777777777',
      '--steps',
      '400',
      ...some(4000),
    ],
    published:
      'with Polyak’s parameters at β/μ = 25 a cycle of period 3 on three pieces (Lessard, Recht and Packard 2016)',
    isFound: cycles,
  },
  {
    id: 'heavy-ball-plane',
    rule: 'heavy-ball:momentum=0.9',
    options: [
      ...goal('cycle', ...strongly),
      ...['--strong-convexity', '0.01', '--step-size', '3.6', '--dimension', '2', '--steps', '2000'],
      ...some(300),
    ],
    published:
      'cycles in the plane on the distance to a polygon (Goujaud, Taylor and Dieuleveut, arXiv:2307.11291)',
    isFound: cycles,
  },
  {
    id: 'sign-descent',
    rule: 'sign-descent',
    options: [...goal('cycle'), '--step-size', '0.1', '--steps', '300', ...some(100)],
    published: 'elementary: period 2 unless it hits the minimum',
    isFound: cycles,
  },
  {
    id: 'adam',
    rule: 'adam',
    options: [...goal('unsettled', '--class', 'quadratic'), '--steps', '20000', ...some(12)],
    published:
      'cycles of period 2 exist on quadratics whatever the parameters (Bock and Weiß, arXiv:2210.02070); looked for here: that it leaves the neighbourhood of the minimum again',
    isFound: beyond(0.1),
  },
  {
    id: 'normalised',
    rule: '.ci/hunts/normalised.mjs',
    options: [...goal('cycle'), '--step-size', '0.1', '--steps', '300', ...some(100)],
    published:
      'comes to the edge of stability, where the loss goes up and down (Arora, Li and Panigrahi, arXiv:2205.09745)',
    isFound: cycles,
  },
  {
    id: 'clipped',
    rule: '.ci/hunts/clipped.mjs',
    options: [...goal('cycle', '--class', 'quadratic'), '--step-size', '2.5', '--radius', '3', ...some(100)],
    published: 'elementary: to and fro over the minimum by steps of length η where ηβ > 2',
    isFound: cycles,
  },
  {
    id: 'polak-ribiere',
    rule: '.ci/hunts/polakRibiere.mjs',
    options: [...goal('angle'), ...some(1000)],
    published: 'directions that are none of descent (Gilbert and Nocedal 1992)',
    isFound: beyond(90),
  },
  {
    id: 'barzilai-borwein-rise',
    rule: '.ci/hunts/barzilaiBorwein.mjs',
    options: [...goal('rise', '--class', 'quadratic'), '--dimension', '2', ...some(1000)],
    published: 'the loss rises on quadratics (Barzilai and Borwein 1988)',
    isFound: beyond(0),
  },
  {
    id: 'barzilai-borwein-cycle',
    rule: '.ci/hunts/barzilaiBorwein.mjs',
    options: [...goal('cycle', ...strongly), ...some(1000)],
    published: 'need not converge on strongly convex functions (Burdakov, Dai and Huang, arXiv:1907.06409)',
    isFound: cycles,
  },
  {
    id: 'lbfgs',
    rule: '.ci/hunts/lbfgs.mjs',
    options: [...goal('cycle', ...strongly), ...some(2000)],
    published:
      'that BFGS with unit steps need not converge is known of a polynomial that is not convex (Dai 2013); here on a strongly convex function',
    isFound: cycles,
  },
  {
    id: 'nesterov',
    rule: 'nesterov',
    options: [...goal('rise'), '--steps', '60', ...some(1500)],
    published:
      'may overshoot the minimum, so that the loss rises (Moursi, Pavlovic and Vavasis, arXiv:2310.07674)',
    isFound: beyond(0),
  },
  {
    id: 'nesterov-cycle',
    rule: 'nesterov',
    options: [...goal('cycle'), '--step-size', '1.35', '--dimension', '2', ...some(1000)],
    published: 'cycles for some parameters (Goujaud, Dieuleveut and Taylor, arXiv:2303.10503)',
    isFound: cycles,
  },
  {
    id: 'rprop',
    rule: 'rprop',
    options: [...goal('rise', '--class', 'quadratic'), '--step-size', '0.1', ...some(1000)],
    isFound: beyond(0),
  },
  {
    id: 'lookahead',
    rule: 'lookahead',
    options: ['--class', 'quadratic', '--step-size', '1.9', '--steps', '10', ...some(500)],
    published:
      'elementary: five steps multiply the distance by ½ + ½(1 − ηλ)⁵ along a curvature λ: by 0.83677 at λ = μ, so that ten leave 0.83677² = 0.70018 (Zhang et al. 2019, algorithm 1)',
    isFound: beyond(0.99 * 0.83677 ** 2),
  },
];

/** Processes that run beside each other. */
const atOnce = 2;

const execute = promisify(execFile);
const command = async (...args) =>
  (await execute(process.execPath, ['dist/cli.js', ...args], { cwd: here(''), maxBuffer: 2 ** 26 })).stdout;
const huntFor = ({ rule, options }) =>
  command('hunt', rule, ...options, '--time', '60s', '--json', '--report', 'reports/sample');
const pathOf = ({ id }) => `${folder}${id}.json`;
const stored = (row) => JSON.parse(readFileSync(pathOf(row), 'utf8'));

/** Does something with each row, some beside each other. */
const withEach = async (of, work) => {
  const left = [...of];
  const next = async () => {
    for (let row = left.shift(); row; row = left.shift()) await work(row);
  };
  await Promise.all(Array.from({ length: atOnce }, next));
};

const foundText = ({ isFound }, file) => {
  const { problem, found } = file;
  const value = `${problem.goal} ${Number(found.value.toPrecision(6))}`;
  if (!isFound(file)) return problem.goal === 'cycle' ? 'not found' : `not found: ${value}`;
  return problem.goal === 'cycle' ? `a cycle of period ${found.period}, ${found.cycle}` : value;
};
const pieces = ({ genome: { axes, vertices } }) =>
  vertices.length + axes.reduce((sum, { slopes }) => sum + slopes.length, 0);

const table = () => {
  const files = rows.map((row) => ({ row, file: stored(row), isFound: row.isFound(stored(row)) }));
  const known = files.filter(({ row }) => row.published !== undefined);
  const others = rows.length - known.length;
  return [
    `${known.filter(({ isFound }) => isFound).length} of ${known.length} known ones are found; ${others === 1 ? 'one was' : `${others} were`} not looked up.`,
    '',
    '| rule | known | found | pieces | evaluations |',
    '|---|---|---|---|---|',
    ...files.map(({ row, file, isFound }) => {
      const [size, evaluations] = isFound
        ? [pieces(file.found), file.found.evaluation]
        : ['–', file.evaluations];
      return `| \`${row.rule.replace(/.*\//, '')}\` | ${row.published ?? 'not looked up'} | ${foundText(row, file)} | ${size} | ${evaluations} |`;
    }),
  ].join('\n');
};

const docs = here('docs/hunt.md');
const writeTable = () => writeFileSync(docs, withMarked(readFileSync(docs, 'utf8'), 'hunts', table()));
const [mode, ...named] = process.argv.slice(2);
if (mode === '--check') {
  await withEach(rows, (row) => command('replay', pathOf(row)));
  const afresh = rows.filter(({ id }) => id === 'quadratic' || id === 'heavy-ball');
  await withEach(afresh, async (row) => {
    const [now, before] = [JSON.parse(await huntFor(row)).found.value, stored(row).found.value];
    if (now !== before) throw new Error(`hunts: ${row.id} came to ${now}, and ${before} is stored`);
  });
  const text = readFileSync(docs, 'utf8');
  if (withMarked(text, 'hunts', table()) !== text)
    throw new Error('hunts: docs/hunt.md is not what the table makes');
} else if (mode === '--table') {
  writeTable();
} else {
  if (mode !== '--only') rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const chosen = mode === '--only' ? rows.filter(({ id }) => named.includes(id)) : rows;
  await withEach(chosen, async (row) => writeFileSync(pathOf(row), await huntFor(row)));
  writeTable();
}
