import { builtInParts } from '../../src/campaign/builtInParts.ts';
import { generateCase, observeCase } from '../../src/campaign/cases.ts';
import { type Examinations, examinations } from '../../src/campaign/examination.ts';
import { planCampaign } from '../../src/campaign/plan.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import type { FaultSigns } from '../../src/types/fault.ts';
import type { ExaminationName, ExaminationParts, Identity, Prerequisite } from '../../src/types/report.ts';
import type { FaultyRule } from './faultyRule.ts';

let opened: Promise<Examinations> | undefined;

/** The examinations of `fuzz`, loaded once a thread; no clock, so that none of them is cut short. */
const openedOnce = (): Promise<Examinations> => {
  opened ??= (async () => {
    const all = examinations(
      () => {},
      () => 0,
    );
    await all.open('suspicions');
    await all.open('identity');
    await all.open('suggestions');
    return all;
  })();
  return opened;
};

/** What identity says a rule is, other than the one it was meant to be; null where it says no such thing. */
export const otherThan = (
  meant: string,
  { relation, name, others = [], differs }: Pick<Identity, 'relation' | 'name' | 'others' | 'differs'>,
): string | null => {
  if (name !== undefined) {
    if (relation === 'resembles') return `resembles ${name}`;
    return [name, ...others].includes(meant) ? null : name;
  }
  return differs === undefined ? null : `differs from ${meant}`;
};

/** Cases of each check on which a fault is looked for, and of those that are no promise once there is a suggestion. */
const looking = { promises: 400, others: 100 } as const;

/**
 * The change of contract that would be suggested of a wrong rule which claims no law, where nothing but its promise
 * refutes it; null where there is none, or something else goes on refuting it.
 */
const hiddenBy = async (load: () => Promise<FaultyRule>): Promise<string | null> => {
  const all = await openedOnce();
  const parts = await builtInParts();
  const unclaimed = async () => {
    const { contract = {}, ...rule } = await load();
    const { minCosine: _, ...kept } = contract;
    return planCampaign(completeRule({ ...rule, traits: [], contract: kept }), parts, {
      seed: 0,
      runs: 1000,
    });
  };
  const refuting = async (
    isAsked: (layer: string) => boolean,
    cases: number,
  ): Promise<readonly Prerequisite[]> => {
    const found: Prerequisite[] = [];
    for (const { check } of (await unclaimed()).checks.filter(
      ({ check, required }) => required && isAsked(check.layer),
    )) {
      const plan = await unclaimed();
      const planned = plan.checks.find((one) => one.check.id === check.id);
      for (let index = 0; planned?.cases && index < cases; index++) {
        const scenario = generateCase(plan, planned, index);
        if (observeCase(plan, planned, scenario).status !== 'refuted') continue;
        found.push({ check: check.id, scenario });
        break;
      }
    }
    return found;
  };
  const broken = await refuting((layer) => layer === 'descent', looking.promises);
  if (broken.length === 0) return null;
  const plan = await unclaimed();
  const { suggestions = [] } = all.look({ examination: 'suggestions', refuted: broken }, { plan, names: [] });
  if (!suggestions[0]) return null;
  return (await refuting((layer) => layer !== 'descent', looking.others)).length > 0
    ? null
    : suggestions[0].change;
};

/**
 * What shows a wrong rule beside its verdict: what `fuzz` looks at with default settings once that stands.
 *
 * @param load the rule as a process that has just started sees it
 */
export const signsOf = async (load: () => Promise<FaultyRule>): Promise<FaultSigns> => {
  const all = await openedOnce();
  const parts = await builtInParts();
  const look = async (examination: ExaminationName, called?: string): Promise<ExaminationParts> => {
    const rule = await load();
    const name = called ?? rule.name;
    const plan = planCampaign(completeRule({ ...rule, name }), parts, { seed: 0, runs: 1 });
    return all.look({ examination, refuted: [] }, { plan, names: [name] });
  };
  const { meant } = await load();
  const identityOf = async (called: string): Promise<string | null> => {
    const { identity } = await look('identity', called);
    return identity ? otherThan(meant, identity) : null;
  };
  const { suspicions = [] } = await look('suspicions');
  return {
    suspicions: suspicions.filter(({ status }) => status === 'raised').map(({ id }) => id),
    called: await identityOf(`my ${meant}`),
    unnamed: await identityOf('x'),
    hiddenBy: await hiddenBy(load),
  };
};
