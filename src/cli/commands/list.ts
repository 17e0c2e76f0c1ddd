import { writesOutput, writesOutputStatement } from '../../campaign/containment.ts';
import { loadChecks } from '../../catalog/checks.ts';
import { loadClaims } from '../../catalog/claims.ts';
import { loadExperiments } from '../../catalog/experiments.ts';
import { loadFaultKinds } from '../../catalog/faults.ts';
import { loadEveryFamily } from '../../catalog/losses.ts';
import { loadRules } from '../../catalog/rules.ts';
import { loadSuspicions } from '../../catalog/suspicions.ts';
import { suggest, UsageError } from '../../errors.ts';
import { describePromise } from '../../rules/declaration/promise.ts';
import { open, recognised, runBy } from '../../subject/catalog.ts';
import { type Declaration, declarationOf } from '../../subject/declaration.ts';
import { exitCodes } from '../terminal/exit.ts';
import { fold } from '../terminal/fold.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { declarationRows, type Row } from './declarationRows.ts';

const listings: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  rules: async () =>
    (await loadRules()).map(
      (rule): Row => [
        rule.name,
        [describePromise(rule.contract.effective), rule.source].filter(Boolean).join(' · '),
      ],
    ),
  losses: async () => (await loadEveryFamily()).map(({ name, description }): Row => [name, description]),
  checks: async () =>
    (await loadChecks()).map(({ id, layer, kind, claim }): Row => [id, `${layer}, ${kind}: ${claim}`]),
  suspicions: async () => [
    ...(await loadSuspicions()).map(({ id, statement }): Row => [id, statement]),
    [writesOutput, writesOutputStatement],
  ],
  claims: async () => (await loadClaims()).map(({ id, claim }): Row => [id, claim]),
  experiments: async () => (await loadExperiments()).map(({ id, title }): Row => [id, title]),
  faults: async () =>
    (await Promise.all((await loadFaultKinds()).map((kind) => kind.entries())))
      .flat()
      .map(({ name, modelledOn }): Row => [name, modelledOn]),
};

/** How a list is printed: as a table of two columns, or as JSON; and what runs a subject in Python. */
export interface ListOptions {
  readonly python?: string;
  readonly json: boolean;
}

/**
 * Prints what is there, one line each, or what the named subjects declare; their code runs in this process, or in one of
 * theirs.
 *
 * @throws UsageError for anything else; SubjectError where a subject cannot be used
 */
export const list = async (what: string, options: ListOptions, terminal: Terminal): Promise<number> => {
  const listing = Object.hasOwn(listings, what) ? listings[what] : undefined;
  if (listing) {
    const rows = await listing();
    if (options.json)
      printJson(
        rows.map(([name, text]) => ({ name, text })),
        terminal,
      );
    else printRows(rows, terminal);
    return exitCodes.verified;
  }
  const references = await recognised(what);
  if (!references) {
    throw new UsageError(
      `list: there is no list of "${what}", and no such rule; ${suggest(what, Object.keys(listings), 'natgrad-check list --help')}`,
    );
  }
  const declarations: Declaration[] = [];
  for (const reference of references) {
    const subject = await open(runBy(reference, options.python));
    subject.close?.();
    declarations.push(declarationOf(subject, reference));
  }
  if (options.json) printJson(declarations, terminal);
  else {
    for (const [k, declaration] of declarations.entries()) {
      if (k > 0) terminal.out('\n');
      printRows(declarationRows(declaration), terminal);
    }
  }
  return exitCodes.verified;
};

const printJson = (value: unknown, terminal: Terminal): void =>
  terminal.out(`${JSON.stringify(value, undefined, 2)}\n`);

/** On a terminal, texts are folded beside the names, or below them where there is no room; in a pipe each is one line. */
const printRows = (rows: readonly Row[], { out, width: columns, watched }: Terminal): void => {
  const width = Math.max(...rows.map(([name]) => name.length));
  const isNarrow = width + 2 + leastText > columns;
  for (const [name, text] of rows) {
    if (!watched) out(`${name.padEnd(width)}  ${text}\n`);
    else if (isNarrow) out(`${name}\n    ${fold(text, columns - 4, '').replaceAll('\n', '\n    ')}\n`);
    else
      out(
        `${name.padEnd(width)}  ${fold(text, columns - width - 2, '').replaceAll('\n', `\n${' '.repeat(width + 2)}`)}\n`,
      );
  }
};

/** Columns that a text gets beside its name. */
const leastText = 30;
