import { buildLoss } from '../../catalog/losses.ts';
import { sequentialTest } from '../../dynamics/sequentialTest.ts';
import { plural } from '../../numbers.ts';
import type { Observation } from '../../types/check.ts';
import type { LossFamily } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Scenario } from '../../types/scenario.ts';
import type { RaisedSuspicion, Suspicion } from '../../types/suspicion.ts';
import { falseAlarm, leastDecided } from './rounding.ts';

/** Of so many cases in a row that decide nothing the others are taken to decide nothing either. */
const patience = 6;

/** What came of a search: it was seen, or not, or could not be looked for. */
export type Looked =
  | { readonly kind: 'raised'; readonly raised: RaisedSuspicion }
  | { readonly kind: 'silent' }
  | { readonly kind: 'blind'; readonly reason: string };

const silent: Looked = { kind: 'silent' };

/**
 * Looks at a rule for one thing that is suspected.
 *
 * Deterministic in the rule: it looks at the same cases each time. Cost: of a rule that is not suspect a case or a few; of
 * one that is, all of them.
 */
export const lookFor = (rule: NamedRule, suspicion: Suspicion, families: readonly LossFamily[]): Looked => {
  if (suspicion.applies?.(rule) === false) return silent;
  const blind = suspicion.notApplicable?.(rule);
  if (blind !== undefined) return { kind: 'blind', reason: blind };
  const byName = new Map(families.map((family) => [family.name, family]));
  const observed: Observed[] = [];
  const verdict = judgeOf(suspicion);
  let undecided = 'no case decides';
  for (let index = 0; index < suspicion.cases; index++) {
    const scenario = suspicion.draw(rule, index, families);
    if (!scenario)
      return { kind: 'blind', reason: 'no loss that it is looked at on is covered by its contract' };
    const observation = suspicion.observe({ rule, loss: buildLoss(scenario.loss, byName), scenario });
    const { status, sentence } = observation;
    if (status !== 'refuted' && status !== 'holds') {
      undecided = sentence ?? undecided;
      if (index + 1 === patience && observed.length === 0) break;
      continue;
    }
    observed.push({ index, scenario, observation });
    const said = verdict.after(observed);
    if (said === 'no') return silent;
    if (said === 'yes') return raised(suspicion, observed, verdict.names);
  }
  if (observed.length === 0) return { kind: 'blind', reason: undecided };
  return verdict.atEnd(observed) ? raised(suspicion, observed, verdict.names) : silent;
};

interface Observed {
  readonly index: number;
  readonly scenario: Scenario;
  readonly observation: Observation;
}

/** How the cases so far are judged. */
interface Judge {
  after(observed: readonly Observed[]): 'yes' | 'no' | 'go on';
  atEnd(observed: readonly Observed[]): boolean;
  /** What all cases have shown so far, where they have to show the same. */
  readonly names: () => readonly string[] | undefined;
}

const judgeOf = ({ raisedBy, cases }: Suspicion): Judge => {
  if (raisedBy === 'once') {
    return {
      after: (observed) => (shows(observed.at(-1)!) ? 'yes' : 'go on'),
      atEnd: () => false,
      names: () => undefined,
    };
  }
  if (raisedBy === 'always') {
    let common: readonly string[] | undefined;
    return {
      after(observed) {
        const last = observed.at(-1)!;
        const names = shows(last) ? namesIn(last.observation) : [];
        common = common === undefined ? names : common.filter((name) => names.includes(name));
        return common.length === 0 ? 'no' : 'go on';
      },
      atEnd: (observed) => 2 * observed.length >= cases,
      names: () => common,
    };
  }
  const { moreThan } = raisedBy;
  const test = sequentialTest(falseAlarm);
  return {
    after(observed) {
      const shown = observed.filter(shows).length;
      test.observe((moreThan - Number(shows(observed.at(-1)!))) / moreThan);
      if (observed.length >= leastDecided && test.rejected()) return 'yes';
      // A share that is as low as this will not come to more: to go on would only cost.
      return observed.length >= 12 && 2 * shown < moreThan * observed.length ? 'no' : 'go on';
    },
    atEnd: () => false,
    names: () => undefined,
  };
};

const shows = ({ observation }: Observed): boolean => observation.status === 'refuted';

const namesIn = ({ derived }: Observation): readonly string[] => {
  const names = derived?.shown;
  return Array.isArray(names) ? names.map(String) : [];
};

const raised = (
  { id, raisedBy }: Suspicion,
  observed: readonly Observed[],
  names: () => readonly string[] | undefined,
): Looked => {
  const shown = observed.filter(shows);
  const first = shown[0]!;
  const { sentence } = first.observation;
  const common = names();
  const among = raisedBy === 'once' ? '' : ` (${shown.length} of ${plural(observed.length, 'case')})`;
  const found = {
    id,
    sentence: `${common ? `${shortList(common)}: ` : ''}${sentence}${among}`,
    index: first.index,
    scenario: first.scenario,
    observation: first.observation,
    decided: observed.length,
    shown: shown.length,
  };
  return { kind: 'raised', raised: found };
};

const shortList = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ');
