import { SubjectError } from '../errors.ts';
import type { CheckDescription, RuleDescription, ShrunkFailure } from '../types/campaign.ts';
import type { Observation } from '../types/check.ts';
import type { Prerequisite } from '../types/report.ts';
import type { Scenario } from '../types/scenario.ts';
import type { Executor, Reply } from './executor.ts';
import { firstFailure, type Reproduction } from './firstFailure.ts';
import { type CasePlace, casesBefore, type Job } from './jobs.ts';
import { prerequisiteText } from './prerequisites.ts';
import { judgedPart } from './refutation.ts';
import type { CampaignRequest } from './request.ts';

/** How often a case is run in one process, and how many others are run before it, to see it fail again. */
const mostBefore = 63;

/** Fresh processes that a campaign spends on what has to run before a failure. */
const mostSearches = 24;

/** Tries failures again where nothing has run. */
export interface Reproducer {
  /** Whether some failure was another, or none, in a fresh process. */
  keepsState(): boolean;
  /**
   * The finding as it comes back in a fresh process, so that replaying it gives the same. Where the smallest case does
   * not fail there by itself, the rule keeps something from run to run: then it is run again and again, and after the
   * cases that came before it in the campaign, and those that it needs are stored with it.
   *
   * @param at index of the check that runs the cases
   * @returns unusable where a file does not load there, or has changed
   */
  reproduce(
    at: number,
    finding: ShrunkFailure,
  ): Promise<Exclude<Reply<ShrunkFailure>, { readonly kind: 'lost' }>>;
}

/** Runs cases in a process of its own. */
type Try = (cases: readonly Prerequisite[]) => Promise<Reproduction | undefined>;

/** What a reproducer knows of the campaign. */
interface Origin {
  readonly executor: Executor;
  readonly request: CampaignRequest;
  readonly description: RuleDescription;
  /** All jobs of the campaign, in their order. */
  readonly jobs: () => Iterable<Job>;
}

/** The reproducer of one campaign. */
export const reproducerFor = (origin: Origin): Reproducer => {
  const { fresh, load, stop } = origin.request;
  let searches = mostSearches;
  let keepsState = false;
  const reproduced = async (
    check: CheckDescription,
    at: number,
    finding: ShrunkFailure,
    open: () => Executor,
  ): Promise<ShrunkFailure> => {
    const attempt: Try = async (cases) => {
      const executor = open();
      try {
        const { files } = origin.description;
        return await firstFailure(executor, load, { check: check.id, cause: finding.cause, cases, files });
      } finally {
        await executor.close();
      }
    };
    const minimal = { check: check.id, scenario: plain(finding.minimal) };
    const original = { check: check.id, scenario: plain(finding.original) };
    const alone = await attempt([minimal]);
    if (alone && isSame(alone.observation, finding)) return finding;
    keepsState = true;
    // Which cases came before is expensive to find out: not for what falsifies nothing, and not without end.
    const search: Try = async (cases) => (check.required && searches-- > 0 ? attempt(cases) : undefined);
    const found =
      alone ??
      (await attempt([original])) ??
      (await attempt(Array.from({ length: mostBefore + 1 }, () => minimal))) ??
      (await attemptAfter(origin, { check: at, index: finding.index }, [minimal, original], search));
    return found ? settled(finding, found) : unsettled(finding);
  };
  return {
    keepsState: () => keepsState,
    reproduce: async (at, finding) => {
      const check = origin.description.checks[at];
      if (!fresh || !check || stop() !== undefined) return { kind: 'answer', answer: finding };
      try {
        return { kind: 'answer', answer: await reproduced(check, at, finding, fresh) };
      } catch (error) {
        // What could not be tried again is reported as it was found.
        if (origin.request.interrupted?.()) return { kind: 'answer', answer: finding };
        if (!(error instanceof SubjectError)) throw error;
        return { kind: 'unusable', fault: error.fault };
      }
    },
  };
};

/** A finding may say after the sentence of its minimal case what its worst one shows beside. */
const isSame = ({ sentence, margin }: Observation, finding: ShrunkFailure): boolean =>
  (sentence === finding.sentence || finding.sentence.startsWith(`${sentence}; `)) &&
  Object.is(margin, finding.margin);

/** The cases after those that an earlier run stored with them, or that came before in this one. */
const attemptAfter = async (
  origin: Origin,
  place: CasePlace,
  cases: readonly Prerequisite[],
  attempt: Try,
): Promise<Reproduction | undefined> => {
  const stored = origin.request.stored(origin.description.name).flatMap(({ prerequisites }) => prerequisites);
  const preceding = await precedingCases(origin, place);
  const found = await attempt([...stored, ...preceding, ...cases]);
  return found && reduced(found, attempt);
};

const precedingCases = async (
  { executor, description, jobs }: Origin,
  place: CasePlace,
): Promise<readonly Prerequisite[]> => {
  const cases: Prerequisite[] = [];
  for (const before of casesBefore(jobs(), place, mostBefore)) {
    const generated = await executor.ask('generate', before);
    const { id: check } = description.checks[before.check]!;
    if (generated.kind === 'answer') cases.push({ check, scenario: generated.answer });
  }
  return cases;
};

/** Leaves out what the failure does not need: halves first, then single cases. */
const reduced = async (found: Reproduction, attempt: Try): Promise<Reproduction> => {
  let best = found;
  for (let size = Math.ceil(best.prerequisites.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < best.prerequisites.length; ) {
      const fewer = best.prerequisites.toSpliced(from, size);
      const again = await attempt([...fewer, best]);
      if (again) best = again;
      else from += size;
    }
  }
  return best;
};

const settled = (
  { judged: _, alone, picture, ...finding }: ShrunkFailure,
  { prerequisites, scenario, observation }: Reproduction,
): ShrunkFailure => ({
  ...finding,
  ...(alone && isEqual(scenario, plain(finding.minimal)) && { alone }),
  ...(picture && isEqual(scenario, plain(finding.minimal)) && { picture }),
  sentence: `${observation.sentence}${prerequisiteText(prerequisites, scenario)}`,
  margin: observation.margin,
  minimal: {
    ...scenario,
    derived:
      finding.running === undefined
        ? { dimension: scenario.theta.length, margin: observation.margin, ...observation.derived }
        : finding.minimal.derived,
  },
  irrelevant: [],
  trajectory: [],
  ...judgedPart(observation),
  ...(prerequisites.length > 0 && { before: prerequisites }),
});

const isEqual = (a: Scenario, b: Scenario): boolean => JSON.stringify(a) === JSON.stringify(b);

const plain = ({ derived: _, ...scenario }: ShrunkFailure['minimal']): Scenario => scenario;

const unsettled = (finding: ShrunkFailure): ShrunkFailure => ({
  ...finding,
  sentence: `${finding.sentence}; by itself, in a fresh process, it did not come back: the rule depends on more than it is shown`,
  reproduces: false,
});
