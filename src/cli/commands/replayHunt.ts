import pc from 'picocolors';
import { codeOfLoad, demandInside } from '../../counterexample/imports.ts';
import { loadRequestOf } from '../../counterexample/origin.ts';
import { errorText, quotedPath, UsageError } from '../../errors.ts';
import { answered } from '../../host/answered.ts';
import { openHost } from '../../host/host.ts';
import { limitsOf, usualTimeout } from '../../host/limits.ts';
import { valueText } from '../../hunt/describe.ts';
import { emptyState } from '../../hunt/search.ts';
import { parseHunt } from '../../report/json.ts';
import { runBy } from '../../subject/catalog.ts';
import type { HuntFile } from '../../types/hunt.ts';
import { exitCodes } from '../terminal/exit.ts';
import { huntLines } from '../terminal/huntLines.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Steps that are printed. */
const printedSteps = 12;

/**
 * Runs the rule on a function that a hunt found, in a process of its own, and measures it again.
 *
 * @returns 0 where it comes to the same, bit for bit; 3 where it does not
 * @throws UsageError where the file is none of `hunt`, SubjectError where its rule cannot be loaded
 */
export const replayHunt = async (
  file: string,
  text: string,
  options: { readonly allowOutside: boolean; readonly python?: string },
  terminal: Terminal,
): Promise<number> => {
  const stored = readHunt(file, text);
  const load = await loadRequestOf({ rule: stored.rule, seed: stored.problem.seed }, file);
  if (!options.allowOutside) demandInside(codeOfLoad(load), stored, file, 'add --allow-outside');
  terminal.out(`${huntLines(stored, terminal.width).join('\n')}\n\n`);
  const executor = openHost(limitsOf(usualTimeout)).open(1);
  try {
    const loaded = await executor.load({ ...load, rule: runBy(load.rule, options.python) });
    answered(loaded, load.rule.spec, 'while it was loaded');
    const { problem, found } = stored;
    const reply = await executor.ask('hunt', {
      problem,
      state: { ...emptyState, best: found },
      total: 1,
      evaluations: 0,
      task: 'measure',
    });
    const { best, shown, fault } = answered(reply, load.rule.spec, 'on the function of the hunt');
    if (shown) terminal.out(pathText(shown));
    if (best && Object.is(best.value, found.value) && best.cycle === found.cycle) {
      terminal.out(`${pc.green('✓ the same')}: ${valueText(problem, best.value)}\n`);
      return exitCodes.verified;
    }
    const now = best ? valueText(problem, best.value) : (fault ?? 'nothing that the goal measures');
    terminal.out(`${pc.yellow('? another value now')}: ${now}; the rule has changed since\n`);
    return exitCodes.inconclusive;
  } finally {
    await executor.close();
  }
};

const pathText = ({ path, losses }: HuntFile['shown']): string => {
  const rows = path.slice(0, printedSteps).map((theta, k) => {
    const shown = theta.slice(0, 4).map((x) => x.toPrecision(8));
    return `  ${String(k).padStart(4)}  θ = ${shown.join(', ')}${theta.length > 4 ? ', …' : ''}   L = ${losses[k]!.toPrecision(6)}\n`;
  });
  const left = path.length - printedSteps;
  return `${rows.join('')}${left > 0 ? `  … ${left} more\n` : ''}\n`;
};

const readHunt = (file: string, text: string): HuntFile => {
  try {
    return parseHunt(text);
  } catch (error) {
    throw new UsageError(`${quotedPath(file)}: is no find of hunt (${errorText(error)})`);
  }
};
