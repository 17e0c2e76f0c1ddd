import { shareBounds } from '../arbitrary/coverage/shareBounds.ts';
import { generateCase, observeCase } from '../campaign/cases.ts';
import { type Plan, type PlannedCheck, planCampaign } from '../campaign/plan.ts';
import { buildLoss } from '../catalog/losses.ts';
import { mixSeed } from '../linalg/seeded.ts';
import { plural, shortNumber } from '../numbers.ts';
import type { Check, Observation } from '../types/check.ts';
import type { Prerequisite, Suggestion } from '../types/report.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Setting } from '../types/scenario.ts';
import { candidatesFor } from './candidates.ts';
import { type Change, changedRule, meaningOf } from './change.ts';
import { pasted } from './paste.ts';

/** Decided cases on which a change is chosen, and fresh ones on which it is confirmed, once. */
const choosing = 200;
const confirming = 500;

/** Decided cases of long runs that a change has to spare besides: a fault may begin late. Steps of each. */
const lasting = { decided: 60, steps: 200 } as const;

/** Cases that are drawn for each one that has to be decided: a promise about β says nothing of losses without one. */
const patience = 12;

/** Cases on which it is looked whether a kind of change makes sense at all. */
const looking = 12;

/** Milliseconds after which nothing more is tried: it is a help, and the verdict stands. */
const longest = 8000;

/** Checks of a promise of descent, other than of an angle. */
const promiseChecks: ReadonlySet<string> = new Set([
  'small-step',
  'every-step',
  'window',
  'envelope',
  'in-expectation',
  'share-of-cases',
]);

/** What a suggestion is drawn from. */
export interface Suggesting {
  readonly plan: Plan;
  /** Every check that there is. */
  readonly checks: readonly Check[];
  /** The smallest case that refutes each required check that is refuted. */
  readonly refuted: readonly Prerequisite[];
  /** Milliseconds since it began. */
  readonly elapsed: () => number;
}

/**
 * The strongest other promise that a rule keeps which breaks its own, as one line to paste.
 *
 * At most eight changes, fixed before their data, are tried in order of strength: on the refuted case, 200 further decided
 * ones, and 60 of up to 200 steps. The first that none refutes is confirmed, once, on 500 fresh decided cases; where one of those refutes it,
 * nothing is suggested. It changes no verdict. A rule that fails in form gets none: there is nothing to promise yet.
 */
export const suggestionsFor = (given: Suggesting): readonly Suggestion[] => {
  const { plan, refuted } = given;
  const layer = (id: string) => plan.checks.find(({ check }) => check.id === id)?.check.layer;
  const broken = refuted.filter(({ check }) => promiseChecks.has(check));
  if (broken.length === 0 || refuted.some(({ check }) => layer(check) === 'form')) return [];
  for (const change of candidatesOf(given, broken[0]!)) {
    if (given.elapsed() > longest) return [];
    const tried = trialOf(given, change);
    if (!tried?.sparesCase(broken[0]!)) continue;
    const chosen = tried.on('choosing', choosing);
    if (!chosen || !isKept(chosen, tried.share)) continue;
    const lasts = tried.on('lasting', lasting.decided);
    if (!lasts || !isKept(lasts, tried.share)) continue;
    const confirmed = tried.on('confirming', confirming);
    return confirmed && isKept(confirmed, tried.share) && isEnough(confirmed, tried.share)
      ? [suggestionOf(plan.rule, change, confirmed)]
      : [];
  }
  return [];
};

/** How many of the decided cases hold. */
interface Counted {
  readonly held: number;
  readonly tried: number;
}

const isKept = ({ held, tried }: Counted, share: number | undefined): boolean =>
  share === undefined ? held === tried : held >= share * tried;

/** Of a share, the sequential test of the check itself has to be able to see it. */
const isEnough = ({ held, tried }: Counted, share: number | undefined): boolean =>
  share === undefined || shareBounds(held, tried, errorOfShare)[0] >= share;

const errorOfShare = 0.01;

interface Trial {
  readonly share: number | undefined;
  /** Whether the change takes the case that broke the promise out of its reach, or keeps its promise there. */
  sparesCase(broken: Prerequisite): boolean;
  /** What comes of so many decided cases of a stream of their own; undefined where too few are decided. */
  on(purpose: string, decided: number): Counted | undefined;
}

const trialOf = ({ plan, checks, elapsed }: Suggesting, change: Change): Trial | undefined => {
  const rule = changedRule(plan.rule, change);
  const planFor = (purpose: string): { readonly plan: Plan; readonly planned: PlannedCheck } | undefined => {
    const made = planCampaign(
      rule,
      { checks: checks.filter(({ id }) => promiseChecks.has(id)), families: familiesOf(plan) },
      {
        seed: mixSeed(plan.seed, 'suggestion', purpose),
        runs: confirming,
        ...(purpose === 'lasting' && { steps: lasting.steps }),
      },
    );
    const planned = made.checks.find(({ cases }) => cases);
    return planned && { plan: made, planned };
  };
  const first = planFor('choosing');
  if (!first) return undefined;
  const share = first.planned.check.share?.(rule);
  return {
    share,
    sparesCase: ({ scenario }) => {
      const { steps } = first.planned.check.demand(rule);
      const longer = { ...scenario, steps: Math.max(scenario.steps, steps.min) };
      return share !== undefined || !isRefuted(observeCase(first.plan, first.planned, longer));
    },
    on: (purpose, decided) => {
      const made = purpose === 'choosing' ? first : planFor(purpose);
      let [held, tried] = [0, 0];
      for (let index = 0; made && tried < decided && index < patience * decided; index++) {
        if (elapsed() > longest) return undefined;
        const { status } = observeCase(made.plan, made.planned, generateCase(made.plan, made.planned, index));
        if (status === 'holds' || status === 'refuted') tried++;
        if (status === 'holds') held++;
        if (status === 'refuted' && share === undefined) break;
      }
      return tried === decided || held < tried ? { held, tried } : undefined;
    },
  };
};

const isRefuted = ({ status }: Observation): boolean => status === 'refuted';

/** The losses that the campaign was about. */
const familiesOf = ({ checks }: Plan) => [
  ...new Map(
    checks.flatMap(({ families }) => families.map((family) => [family.name, family] as const)),
  ).values(),
];

const candidatesOf = ({ plan, checks }: Suggesting, { check }: Prerequisite): readonly Change[] => {
  const settingsOf = (rule: NamedRule): readonly Setting[] => {
    const made = planCampaign(
      rule,
      { checks: checks.filter(({ id }) => id === check), families: familiesOf(plan) },
      { seed: mixSeed(plan.seed, 'suggestion', 'looking'), runs: looking },
    );
    const planned = made.checks.find(({ cases }) => cases);
    if (!planned) return [];
    return Array.from({ length: looking }, (_, index) => {
      const scenario = generateCase(made, planned, index);
      return { rule, loss: buildLoss(scenario.loss, plan.families), scenario };
    });
  };
  return candidatesFor(plan.rule, settingsOf(plan.rule), settingsOf({ ...plan.rule, domain: 'positive' }));
};

const suggestionOf = (rule: NamedRule, change: Change, { held, tried }: Counted): Suggestion => ({
  change: pasted(rule, change),
  sentence:
    `if you mean ${meaningOf(change)}: ${pasted(rule, change)} ` +
    `held in ${held} of ${plural(tried, 'fresh case')}${boundText(held, tried)}`,
  held,
  tried,
});

/** At 99 %, what share of cases can fail where none of those did. */
const boundText = (held: number, tried: number): string =>
  held < tried ? '' : ` (99 %: under ${shortNumber(100 * (1 - 0.01 ** (1 / tried)))} % fail)`;
