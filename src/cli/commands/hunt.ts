import { join } from 'node:path';
import type { Executor } from '../../campaign/executor.ts';
import { originOf } from '../../counterexample/origin.ts';
import { fileNameOf } from '../../counterexample/paths.ts';
import { quotedPath, SubjectError } from '../../errors.ts';
import { answered } from '../../host/answered.ts';
import { openHost } from '../../host/host.ts';
import { limitsOf } from '../../host/limits.ts';
import { valueText } from '../../hunt/describe.ts';
import { exactWorstCase } from '../../hunt/exact.ts';
import { type HuntOptions, huntProblem } from '../../hunt/problem.ts';
import { stringifyReport } from '../../report/json.ts';
import { parsePromise } from '../../rules/declaration/promise.ts';
import { provenanceOf, recogniseOne, runBy } from '../../subject/catalog.ts';
import type { RuleDescription } from '../../types/campaign.ts';
import type { HuntAsk, HuntFile, HuntProblem, HuntState } from '../../types/hunt.ts';
import { openReportFolder } from '../folder/reportFolder.ts';
import { exitCodes } from '../terminal/exit.ts';
import { huntLines, huntWords } from '../terminal/huntLines.ts';
import { interruption } from '../terminal/interruption.ts';
import { openProgress } from '../terminal/progress.ts';
import { complain, type Terminal } from '../terminal/terminal.ts';

/** The options of `hunt`, parsed. */
export interface HuntCommand extends HuntOptions {
  readonly evaluations: number;
  /** Milliseconds. */
  readonly time: number;
  readonly timeout: number;
  readonly python?: string;
  readonly report: string;
  readonly json: boolean;
}

/** Milliseconds of work in one piece of a hunt, about: how soon Ctrl-C is heard. */
const pieceTime = 250;

/**
 * Hunts for the worst case of one subject, whose code runs in a process of its own.
 *
 * @returns 0 where something was found; 2 where it could not be stored; 130 where it was interrupted
 * @throws UsageError, SubjectError
 */
export const hunt = async (typed: string, options: HuntCommand, terminal: Terminal): Promise<number> => {
  const rule = runBy(await recogniseOne(typed), options.python);
  huntProblem(options, 1);
  const load = { rule, options: { seed: options.seed, runs: 1 } };
  const executor = openHost(limitsOf(options.timeout)).open(1);
  const stopped = interruption();
  const progress = openProgress(options.json, process.stderr, 'evaluations');
  try {
    const description = answered(await executor.load(load), rule.spec, 'while it was loaded');
    const problem = huntProblem(options, windowOf(description));
    const hunter = hunterOf(executor, { problem, total: options.evaluations, spec: rule.spec });
    const until = performance.now() + options.time;
    const searched = await hunter.goOn('search', (state) => {
      const best = state.best ? `best ${valueText(problem, state.best.value)}` : 'nothing yet';
      progress.update(best, state.evaluations, options.evaluations);
      return stopped.happened() !== undefined || performance.now() > until;
    });
    progress.clear();
    refuseEmpty(searched, rule.spec);
    const simpler = await hunter.once('simplify', searched);
    const measured = await hunter.once('measure', simpler);
    // Random draws are given no more evaluations than the search took, and no more time.
    const half = performance.now() + Math.min(options.time / 2, 1.5 * hunter.spent());
    const random =
      stopped.happened() === undefined && !options.json
        ? await hunter.goOn(
            'random',
            ({ evaluations }) =>
              evaluations >= searched.evaluations ||
              stopped.happened() !== undefined ||
              performance.now() > half,
          )
        : undefined;
    const name = `hunts/${fileNameOf(description.name)}-${problem.goal}-${problem.class}`;
    const path = `${name}.json`;
    const origin = originOf(
      { provenance: await provenanceOf(rule), load, timeout: options.timeout },
      {
        name: description.name,
        check: { id: 'hunt', claim: '', required: true },
        path: join(options.report, path),
      },
    );
    const file = huntFile({ problem, searched, measured, random }, origin.rule, join(options.report, path));
    if (options.json) terminal.out(stringifyReport(file));
    else {
      terminal.out(`${huntLines(file, terminal.width).join('\n')}\n`);
      if (!(await store(file, name, options.report, terminal))) return exitCodes.usage;
    }
    return stopped.happened() === undefined ? exitCodes.verified : exitCodes.interrupted;
  } finally {
    progress.clear();
    stopped.close();
    await executor.close();
  }
};

/** Steps over which the rule promises that the loss falls. */
const windowOf = ({ promise }: RuleDescription): number => {
  const parsed = parsePromise(promise);
  return typeof parsed === 'object' && 'window' in parsed ? parsed.window : 1;
};

/** @throws SubjectError where nothing could be measured */
const refuseEmpty = ({ best, faults, fault, evaluations }: HuntState, spec: string): void => {
  if (best) return;
  const why = fault === undefined ? 'came to nothing that the goal measures' : `was at fault: ${fault}`;
  throw new SubjectError({
    kind: 'unfit',
    path: spec,
    says: `${why}, in ${faults || evaluations} of ${evaluations} evaluations`,
  });
};

interface Hunter {
  /** Goes on until all evaluations are made, or it is to stop. */
  goOn(task: 'search' | 'random', stop: (state: HuntState) => boolean): Promise<HuntState>;
  once(task: 'simplify' | 'measure', state: HuntState): Promise<HuntState>;
  /** Milliseconds spent so far. */
  spent(): number;
}

const hunterOf = (
  executor: Executor,
  { problem, total, spec }: { readonly problem: HuntProblem; readonly total: number; readonly spec: string },
): Hunter => {
  const begun = performance.now();
  const ask = async (asked: Pick<HuntAsk, 'task' | 'evaluations'>, state?: HuntState): Promise<HuntState> =>
    answered(
      await executor.ask('hunt', { problem, total, ...asked, ...(state && { state }) }),
      spec,
      'on a function of the hunt',
    );
  return {
    async goOn(task, stop) {
      let count = 8;
      let state = await ask({ task, evaluations: count });
      while (state.evaluations < total && !state.done && !stop(state)) {
        const from = performance.now();
        const next = await ask({ task, evaluations: count }, state);
        if (next.evaluations === state.evaluations) break;
        state = next;
        count = performance.now() - from < pieceTime ? Math.min(2 * count, 4096) : Math.max(1, count >> 1);
      }
      return state;
    },
    once: (task, state) => ask({ task, evaluations: 0 }, state),
    spent: () => performance.now() - begun,
  };
};

interface Hunted {
  readonly problem: HuntProblem;
  readonly searched: HuntState;
  readonly measured: HuntState;
  readonly random: HuntState | undefined;
}

const huntFile = (
  { problem, searched, measured, random }: Hunted,
  rule: HuntFile['rule'],
  path: string,
): HuntFile => {
  const { best: found, shown } = measured;
  if (!found || !shown) {
    throw new SubjectError({
      kind: 'unfit',
      path: rule.name,
      says: 'does not do again what it did: nothing was found twice',
    });
  }
  const { evaluations, restarts, faults, history } = searched;
  return {
    schemaVersion: 1,
    rule,
    problem,
    found,
    original: searched.best!.value,
    evaluations,
    restarts,
    faults,
    exact: (shown.method && exactWorstCase(shown.method, problem)) ?? null,
    shown,
    history,
    ...(random && { random: random.history }),
    replay: `npx natgrad-check replay ${quotedPath(path)}`,
  };
};

/** @returns whether it is there */
const store = async (file: HuntFile, name: string, report: string, terminal: Terminal): Promise<boolean> => {
  const folder = openReportFolder(report);
  try {
    folder.write(`${name}.json`, stringifyReport(file));
    folder.write(`${name}.html`, await huntPageOf(file));
  } finally {
    folder.close();
  }
  const fault = folder.fault();
  if (fault !== undefined) complain(terminal, fault);
  else terminal.out(`\n  again: ${file.replay}\n  page: ${quotedPath(join(report, `${name}.html`))}\n`);
  return fault === undefined;
};

/** The page of a find. Its modules are loaded where one is written. */
const huntPageOf = async (file: HuntFile): Promise<string> => {
  const [{ huntPage }, { huntPicture }] = await Promise.all([
    import('../../report/hunt/huntPage.ts'),
    import('./huntPicture.ts'),
  ]);
  const { shown, problem } = file;
  const exact = shown.curve.flatMap(([steps]) => {
    const known = shown.method && exactWorstCase(shown.method, { ...problem, steps: steps! });
    return known ? [[steps!, known.value] as const] : [];
  });
  return huntPage(file, huntWords(file), { picture: await huntPicture(file), exact });
};
