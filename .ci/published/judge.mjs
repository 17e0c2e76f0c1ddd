// Runs `fuzz` on one row, and reads its report.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { source } from '../source.mjs';

const { parseCounterexample, parseReport } = await source('report/json.ts');
const { ruleVerdict } = await source('verdict/verdict.ts');

const command = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The interpreter that Debian's torch is installed for. */
export const python = '/usr/bin/python3';

const agreement = 'agrees-with-reference';

const pythonText = (value) => {
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  return `dict(${Object.entries(value).map(([key, item]) => `${key}=${pythonText(item)}`)})`;
};

/** The three lines that a user would write to have an optimizer judged. */
const torchFile = ({ precision, optimizer, subject: { name, fixed, declared } }) =>
  `from torch.optim import ${name}
natgrad = ${pythonText({ subject: name, name: optimizer, fixed, precision, ...declared })}
`;

/** The contract of a rule in JavaScript: what Python states in plain values are functions there. */
const contractText = ({ contract = 'small-step', max_step_size, losses }) => {
  const [name, amount] = contract.split(':');
  const effective = amount === undefined ? JSON.stringify(name) : `{ ${name}: ${amount} }`;
  const parts = [
    `effective: ${effective}`,
    max_step_size && `maxStepSize: ({ smoothness }) => ${max_step_size} / (smoothness ?? Infinity)`,
    losses &&
      `losses: (facts) => Object.entries(${JSON.stringify(losses)}).every(([fact, value]) => facts[fact] === value)`,
  ];
  return `{ ${parts.filter(Boolean).join(', ')} }`;
};

const tfjsFile = ({ subject: { name, given, declared } }) =>
  `import { rule } from './tfjs.mjs';
export default rule(${JSON.stringify(name)}, ${JSON.stringify(given)}, ${contractText(declared)});
`;

/**
 * @param folder where the file of the row and its report are written; for TensorFlow.js the one where it is installed
 * @param runs cases of each check, unless the row says otherwise
 */
export const judge = async (row, folder, runs) => {
  const file = `${row.id.replaceAll(/[^a-z0-9]/g, '_')}.${row.library === 'torch' ? 'py' : 'mjs'}`;
  writeFileSync(join(folder, file), row.library === 'torch' ? torchFile(row) : tfjsFile(row));
  const report = join('reports', row.id);
  mkdirSync(join(folder, report), { recursive: true });
  // A row that asks for other cases has the usual ones too, unless it asks for fewer.
  const isMore = row.options.includes('--loss');
  const runsOf = isMore ? [[], row.options] : [row.options];
  const found = [];
  for (const [i, options] of runsOf.entries()) {
    const at = join(report, String(i));
    await fuzz(folder, [
      ...['fuzz', `./${file}`, '--seed', '1', '--workers', '1', '--python', python, '--quiet'],
      ...['--report', at, ...(row.reference ? ['--against', row.reference] : [])],
      ...(options.includes('--runs') ? [] : ['--runs', String(runs)]),
      ...options,
    ]);
    found.push(read(join(folder, at)));
  }
  return cells(row, found);
};

const fuzz = (cwd, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      // The same kernels on every processor.
      env: { ...process.env, NO_COLOR: '1', ATEN_CPU_CAPABILITY: 'default' },
    });
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
    });
    child.on('close', (code) => {
      if (code === 0 || code === 1 || code === 3) resolve();
      else reject(new Error(`published: ${args[1]} ended with ${code}: ${said}`));
    });
  });

/** What a run reported of its rule, with its counterexamples. */
const read = (folder) => {
  const { rules } = parseReport(readFileSync(join(folder, 'report.json'), 'utf8'));
  const [rule] = rules;
  const counterexamples = Object.fromEntries(
    rule.checks
      .filter(({ required, counterexamples: [first] }) => required && first !== undefined)
      .map(({ id, counterexamples: [first] }) => [
        id,
        parseCounterexample(readFileSync(join(folder, first), 'utf8')),
      ]),
  );
  return { rule, counterexamples };
};

/** Files as every machine has them. */
const plain = (text) => text.replace(/(?:[\w./-]*\/)?(?:dist-packages|node_modules)\//g, '');

const cells = ({ id, library, optimizer, precision, reference }, found) => {
  const [{ rule }] = found;
  const checks = found.flatMap((each) => each.rule.checks);
  const own = checks.filter((check) => check.id !== agreement);
  const refuted = own.filter(({ required, verdict }) => required && verdict === 'falsified');
  const counterexamples = found.flatMap((each) => Object.values(each.counterexamples));
  const [smallest] = counterexamples.filter(({ check }) => check === refuted[0]?.id);
  return {
    id,
    library,
    optimizer,
    precision,
    contract: rule.promise,
    cases: own.reduce((sum, check) => sum + (check.recounts ? 0 : check.cases), 0),
    verdict: verdictOf(found),
    refuted: [...new Set(refuted.map((check) => check.id))],
    ...(smallest && { counterexample: shown(smallest) }),
    ...(library === 'torch' && {
      checkpoint: rule.traits.find((trait) => trait.id === 'serialisable')?.observed ?? 'undecided',
    }),
    ...(reference && { reference, ...comparison(checks, counterexamples) }),
  };
};

/** Of several runs the worst: what one refutes no other can save. */
const verdictOf = (found) => {
  const verdicts = found.map(({ rule }) => ruleVerdict(rule.checks.filter(({ id }) => id !== agreement)));
  if (verdicts.includes('falsified')) return 'falsified';
  return verdicts[0];
};

const shown = ({ check, sentence, minimal }) => ({
  check,
  sentence: plain(sentence),
  loss: minimal.loss.family,
  theta: minimal.theta,
  stepSize: minimal.stepSize,
});

/** A deviation by the larger of both, to three digits: between cases that are as far apart to those there is no difference. */
const relative = ({ measured, due }) =>
  Number((Math.abs(measured - due) / Math.max(Math.abs(measured), Math.abs(due))).toPrecision(3));

/** Whether it agrees, and where not, the largest deviation that was seen, and the smallest case of one. */
const comparison = (checks, counterexamples) => {
  const compared = checks.filter(({ id }) => id === agreement);
  const differs = counterexamples.find(({ check }) => check === agreement);
  if (!differs)
    return { agrees: compared.every(({ verdict }) => verdict === 'verified') ? 'yes' : 'undecided' };
  const { step, coordinate, measured, due } = differs.minimal.derived;
  return {
    agrees: 'no',
    largest: relative(differs.worst.derived),
    step: differs.worst.derived.step,
    smallest: {
      step,
      coordinate,
      measured,
      due,
      loss: differs.minimal.loss.family,
      theta: differs.minimal.theta,
    },
  };
};
