import { basename } from 'node:path';
import { visibleLine } from '../report/visibleText.ts';
import type { PythonCase, ShrunkFailure } from '../types/campaign.ts';
import type { CounterexampleOrigin } from './origin.ts';
import { programFile } from './paths.ts';

/**
 * The text of a program in Python that shows an optimizer the steps of a finding again, literal by literal, and needs
 * nothing but the optimizer: it ends with 1 while that fails, and with 0 once it is mended.
 */
export const pythonText = (
  { sentence, index }: Pick<ShrunkFailure, 'sentence' | 'index'>,
  given: PythonCase,
  { check, claim, seed, path, rule, program }: CounterexampleOrigin & { readonly program: string },
): string => {
  const { stepSize, hyperparameters, parameters, rows, deltas, assertion } = given;
  const header = [
    `${check}: ${claim}`,
    sentence,
    `Seed ${seed}, case ${index}. Run it with: python ${programFile(basename(path), 'python')}`,
  ];
  const shapes = parameters.map(
    ({ name, from, to, shape }) => `[${text(name)}, ${from}, ${to}, [${shape.join(', ')}]]`,
  );
  const steps = rows.map(({ theta, gradient }, k) => {
    const delta = deltas[k];
    return `    (${vector(theta)}, ${vector(gradient)}, ${delta ? vector(delta) : 'None'}),`;
  });
  const values = Object.entries(hyperparameters).map(([name, value]) => `${text(name)}: ${number(value)}`);
  return `${header.map((line) => `# ${visibleLine(line, 400)}`).join('\n')}
import importlib
import importlib.util
import math
import os
import sys

NaN, Infinity = math.nan, math.inf
# The folder that the optimizer was found from, as it is from here.
home = ${text(rule.home ?? '.')}
home = os.path.join(os.path.dirname(os.path.abspath(__file__)), home)


${program.trimEnd()}


step_size = ${number(stepSize)}
hyperparameters = {${values.join(', ')}}
tensors = [${shapes.join(', ')}]
# Of each step θ, ∇L(θ), and what Δθ was.
rows = [
${steps.join('\n')}
]


def is_close(delta, was):
    return all(abs(d - w) <= 1e-6 * max(abs(d), abs(w)) for d, w in zip(delta, was))


step = begin(rows[0][0], step_size, hyperparameters, tensors)
for k, (theta, gradient, was) in enumerate(rows):
    delta, shown = step(theta, gradient, k)
    print("step %d: Δθ = %s" % (k, delta))
    if k < len(rows) - 1 and was is not None and not is_close(delta, was):
        print("Δθ was %s: the optimizer has changed, or draws random numbers; fuzz it again" % was)
        sys.exit(0)

${ending(assertion)}`;
};

const ending = (assertion: PythonCase['assertion']): string =>
  assertion
    ? `# -O leaves assertions out.
if not (${assertion.condition}):
    sys.exit("step %d: " % k + ${text(assertion.otherwise)})
`
    : `if was is not None and is_close(delta, was):
    sys.exit("step %d: Δθ is still what it was where this was found" % k)
`;

/** A double as Python writes it. */
const number = (value: number): string => {
  if (Object.is(value, -0)) return '-0.0';
  const digits = String(value);
  return /^-?\d+$/.test(digits) ? `${digits}.0` : digits;
};

const vector = (values: readonly number[]): string => `[${values.map(number).join(', ')}]`;

/** A string literal, which reads the same in both languages but for what is no plain text. */
const text = (value: string): string =>
  `"${[...value]
    .map((sign) =>
      /[\p{C}\p{Z}"\\]/u.test(sign) && sign !== ' '
        ? `\\U${sign.codePointAt(0)!.toString(16).padStart(8, '0')}`
        : sign,
    )
    .join('')}"`;
