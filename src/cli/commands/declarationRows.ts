import { exactNumber } from '../../numbers.ts';
import { describePromise } from '../../rules/declaration/promise.ts';
import type { Declaration, DeclaredContract } from '../../subject/declaration.ts';
import type { Capabilities, Hyperparameter } from '../../types/rule.ts';
import { printable } from '../terminal/printable.ts';

/** One line of a list. */
export type Row = readonly [name: string, text: string];

/** Characters of a name or a text of a subject that are shown. */
const longest = 400;

/** What a subject declares, a line each; what it does not say is left out, and lists without entries say so. */
export const declarationRows = (declared: Declaration): readonly Row[] => {
  const { subject, adapter, precision, arithmetic, roundings, stepSize, versions, source } = declared;
  const files = declared.files.map(({ file, digest }) => `${file} (${digest.slice(0, 12)})`);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['name', declared.name],
    ['kind', adapter === undefined ? subject.kind : `${subject.kind}, run as ${adapter}`],
    ['source', source],
    ...Object.entries(declared.hyperparameters).map(
      ([name, range]) => [`hyperparameter ${name}`, rangeText(range)] as const,
    ),
    ['hyperparameters', Object.keys(declared.hyperparameters).length === 0 ? 'none' : undefined],
    ['contract', contractText(declared.contract)],
    ['traits', listed(declared.traits)],
    ['domain', declared.domain === 'all' ? 'every θ' : 'θ > 0'],
    ['step size', stepSize === 'used' ? 'used' : 'internal: it chooses its own'],
    ['shapes', declared.shapes === 'vector' ? 'as the loss has them' : 'matrices on every loss'],
    ['precision', `${precision}, computed in ${arithmetic}, ${roundingText(roundings)}`],
    ['capabilities', listed(declared.capabilities.map((ability) => abilityText[ability]))],
    ['versions', listed(Object.entries(versions).map(([name, version]) => `${name} ${version}`))],
    ['files', listed(files)],
  ];
  return rows.flatMap(([name, text]): readonly Row[] =>
    text === undefined ? [] : [[printable(name, longest), printable(text, longest)]],
  );
};

const listed = (entries: readonly string[]): string => (entries.length > 0 ? entries.join(', ') : 'none');

const rangeText = ({ default: usual, min, max, unit }: Hyperparameter): string =>
  [`${exactNumber(usual)}, fuzzed from ${exactNumber(min)} to ${exactNumber(max)}`, unit]
    .filter((part) => part !== undefined)
    .join(', in units of the ');

const roundingText = (count: number): string =>
  `θ rounded ${count === 1 ? 'once' : `up to ${count} times`} a step`;

const abilityText: Readonly<Record<keyof Capabilities, string>> = {
  copy: 'copies its state',
  memory: 'says what it changes of what it was shown',
  random: 'draws by random()',
  seeded: 'draws by a seed',
  eval: 'asks for the loss elsewhere',
  globals: 'runs among our globals',
};

const contractText = ({
  effective,
  maxRelativeStepSize,
  maxStepSize,
  losses,
  minCosine,
  l2,
  objective,
}: DeclaredContract): string =>
  [
    describePromise(effective),
    maxRelativeStepSize !== undefined && `up to η·β = ${exactNumber(maxRelativeStepSize)}`,
    maxStepSize && 'up to a step size that depends on the loss',
    losses !== undefined && `on ${lossesText(losses)}`,
    minCosine !== undefined && `cos ψ ≥ ${exactNumber(minCosine)}`,
    l2 !== undefined && `of L + ½·${exactNumber(l2)}·‖θ‖²`,
    objective && 'of an objective of its own',
  ]
    .filter((part) => typeof part === 'string')
    .join(', ');

const lossesText = (losses: NonNullable<DeclaredContract['losses']>): string => {
  if (losses === 'function') return 'losses that it admits';
  if (isNames(losses)) return `the losses ${losses.join(', ')}`;
  const facts = Object.entries(losses).map(([fact, holds]) => (holds ? fact : `not ${fact}`));
  return `losses that are ${facts.join(', ')}`;
};

const isNames = (
  losses: Exclude<NonNullable<DeclaredContract['losses']>, 'function'>,
): losses is readonly string[] => Array.isArray(losses);
