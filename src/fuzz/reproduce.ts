import type { Observation } from '../types/check.ts';
import type { EarlierCase } from '../types/report.ts';
import type { Scenario } from '../types/scenario.ts';
import { causeOf } from './batch.ts';
import type { CampaignRun } from './campaignRun.ts';
import { changedFile, changedLine, type LoadedFiles } from './changedFile.ts';
import { containedFault } from './containedFault.ts';
import { casesBefore, jobsOf } from './jobs.ts';
import type { Executor, Finding, LoadRequest, Reply, Requests, RuleDescription } from './protocol.ts';
import { loadFault, UnusableFileError } from './unusable.ts';

/** How often a case is run in one process, and how many others are run before it, to see it fail again. */
const mostBefore = 63;

/** A case that failed, and the cases that had run before it in the same process. */
interface Reproduction extends EarlierCase {
  readonly before: readonly EarlierCase[];
  readonly observation: Observation;
}

/** What is run in a fresh process: cases in order, of which one that this check runs is to fail for this cause. */
interface Attempt {
  readonly check: string;
  readonly cause: string;
  readonly cases: readonly EarlierCase[];
  /** Files that have to be the same as when the cause was seen. */
  readonly files?: LoadedFiles;
}

/**
 * Runs cases in order where nothing ran before, up to the first that fails for the cause.
 *
 * @returns undefined where none does
 * @throws UnusableFileError where the rule cannot be loaded, or is another by now: that says nothing of the cause
 */
export const firstFailure = async (
  executor: Executor,
  load: LoadRequest,
  attempt: Attempt,
): Promise<Reproduction | undefined> => {
  const loaded = await executor.load(load);
  const changed = attempt.files && changedSince(attempt.files, load, loaded);
  if (changed !== undefined) throw new UnusableFileError(changed);
  if (loaded.kind !== 'answer') throw new UnusableFileError(loadFault(loaded));
  for (const [position, { check: id, scenario }] of attempt.cases.entries()) {
    const check = loaded.answer.checks.findIndex((described) => described.id === id);
    if (check < 0) continue;
    const reply = await executor.ask('observe', { check, scenario });
    const observation = id === attempt.check ? failureFor(attempt.cause, reply) : undefined;
    if (observation) return { check: id, scenario, before: attempt.cases.slice(0, position), observation };
    if (reply.kind !== 'answer') return undefined;
  }
  return undefined;
};

/** Both the text that was loaded now and the one that is there are compared: a change may have been taken back. */
const changedSince = (
  files: LoadedFiles,
  { rule }: LoadRequest,
  loaded: Reply<RuleDescription>,
): string | undefined =>
  loaded.kind === 'answer' && 'file' in rule && loaded.answer.digest !== files.get(rule.file)
    ? changedLine(rule.file)
    : changedFile(files);

const failureFor = (cause: string, reply: Parameters<typeof containedFault>[0]): Observation | undefined => {
  const contained = containedFault(reply);
  if (contained?.cause === cause) {
    return { status: 'refuted', margin: Number.NEGATIVE_INFINITY, cause, sentence: contained.message };
  }
  return reply.kind === 'answer' && isRefuted(reply.answer, cause) ? reply.answer : undefined;
};

const isRefuted = (answer: Requests['observe']['answer'], cause: string): boolean =>
  answer.status === 'refuted' && causeOf(answer) === cause;

/** Runs cases in a process of its own. */
type Try = (cases: readonly EarlierCase[]) => Promise<Reproduction | undefined>;

/**
 * The finding as it comes back in a fresh process, so that replaying it gives the same. Where the smallest case does
 * not fail there by itself, the rule keeps something from run to run: then it is run again and again, and behind the
 * cases that came before it in the campaign, and those that it needs are stored with it.
 *
 * A file that does not load there, or has changed, makes the campaign unusable instead.
 *
 * @param at index of the check that runs the cases
 */
export const reproducible = async (run: CampaignRun, at: number, finding: Finding): Promise<Finding> => {
  try {
    return await asReproduced(run, at, finding);
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    run.unusable ??= error.message;
    return finding;
  }
};

const asReproduced = async (run: CampaignRun, at: number, finding: Finding): Promise<Finding> => {
  const { files } = run;
  const { fresh, load, stop } = run.request;
  const described = run.description.checks[at];
  if (!fresh || !described || stop() !== undefined) return finding;
  const check = described.id;
  const attempt: Try = async (cases) => {
    const executor = fresh();
    try {
      return await firstFailure(executor, load, { check, cause: finding.cause, cases, files });
    } finally {
      await executor.close();
    }
  };
  const minimal = { check, scenario: plain(finding.minimal) };
  const original = { check, scenario: plain(finding.original) };
  const alone = await attempt([minimal]);
  if (alone && isSame(alone.observation, finding)) return finding;
  run.keepsState = true;
  // Which cases came before is dear to find out: not for what falsifies nothing, and not without end.
  const search: Try = async (cases) =>
    described.required && run.searches-- > 0 ? attempt(cases) : undefined;
  const found =
    alone ??
    (await attempt([original])) ??
    (await attempt(Array.from({ length: mostBefore + 1 }, () => minimal))) ??
    (await attemptBehind(run, { check: at, index: finding.index }, [minimal, original], search));
  if (found) return settled(finding, found);
  return {
    ...finding,
    sentence: `${finding.sentence}; by itself, in a fresh process, it did not come back: the rule depends on more than it is shown`,
    reproduces: false,
  };
};

const isSame = ({ sentence, margin }: Observation, finding: Finding): boolean =>
  sentence === finding.sentence && Object.is(margin, finding.margin);

/** The cases behind those that an earlier run stored with them, or that came before in this one. */
const attemptBehind = async (
  run: CampaignRun,
  place: { readonly check: number; readonly index: number },
  cases: readonly EarlierCase[],
  attempt: Try,
): Promise<Reproduction | undefined> => {
  const stored = run.request.stored(run.description.name).flatMap(({ before }) => before);
  const preceding = await precedingCases(run, place);
  const found = await attempt([...stored, ...preceding, ...cases]);
  return found && reduced(found, attempt);
};

const precedingCases = async (
  run: CampaignRun,
  place: { readonly check: number; readonly index: number },
): Promise<readonly EarlierCase[]> => {
  const jobs = jobsOf(run.description, run.request.shard);
  const cases: EarlierCase[] = [];
  for (const before of casesBefore(jobs, place, mostBefore)) {
    const generated = await run.executor.ask('generate', before);
    const { id: check } = run.description.checks[before.check]!;
    if (generated.kind === 'answer') cases.push({ check, scenario: generated.answer });
  }
  return cases;
};

/** Leaves out what the failure does not need: halves first, then single cases. */
const reduced = async (found: Reproduction, attempt: Try): Promise<Reproduction> => {
  let best = found;
  for (let size = Math.ceil(best.before.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < best.before.length; ) {
      const fewer = best.before.toSpliced(from, size);
      const again = await attempt([...fewer, best]);
      if (again) best = again;
      else from += size;
    }
  }
  return best;
};

const settled = (finding: Finding, { before, scenario, observation }: Reproduction): Finding => ({
  ...finding,
  sentence: `${observation.sentence}${behindText(before, scenario)}`,
  margin: observation.margin,
  minimal: {
    ...scenario,
    derived:
      'check' in finding.minimal.derived
        ? finding.minimal.derived
        : { dimension: scenario.theta.length, margin: observation.margin, ...observation.derived },
  },
  irrelevant: [],
  trajectory: [],
  ...(before.length > 0 && { before }),
});

const plain = ({ derived: _, ...scenario }: Finding['minimal']): Scenario => scenario;

/** What a sentence adds where a case fails only behind others. */
export const behindText = (before: readonly EarlierCase[], scenario: Scenario): string => {
  if (before.length === 0) return '';
  const text = JSON.stringify(scenario);
  const behind = before.every((other) => JSON.stringify(other.scenario) === text)
    ? `once it has run ${before.length === 1 ? 'before' : `${before.length} times before`}`
    : `behind ${before.length === 1 ? 'another case' : `${before.length} other cases`} in the same process`;
  return `, ${behind}: the rule keeps something from run to run`;
};
