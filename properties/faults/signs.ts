import { builtInParts } from '../../src/campaign/builtInParts.ts';
import { generateCase } from '../../src/campaign/cases.ts';
import { type Examinations, examinations } from '../../src/campaign/examination.ts';
import { type Plan, planCampaign } from '../../src/campaign/plan.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import type { Layer } from '../../src/types/check.ts';
import type { FaultSigns } from '../../src/types/fault.ts';
import type { ExaminationName, ExaminationParts, Identity } from '../../src/types/report.ts';
import type { FaultyRule } from './faultyRule.ts';
import { firstRefutation } from './firstRefutation.ts';

let opened: Promise<Examinations> | undefined;

/** Updates that rules have made of which a promise is looked for, and how many are taken for a millisecond of `fuzz`. */
let updates = 0;
const updatesPerMillisecond = 50;

/** The examinations of `fuzz`, loaded once a thread. Their clock counts updates, so that what they come to is the same anywhere. */
const openedOnce = (): Promise<Examinations> => {
  opened ??= (async () => {
    const all = examinations(
      () => {},
      () => updates / updatesPerMillisecond,
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

/** Cases of each check on which a promise is refuted, and then of those that are no promise. */
const looking = { promises: 400, others: 100 } as const;

/**
 * The change of contract that would be suggested of a wrong rule which claims no law, where nothing but its promise
 * refutes it; null where there is none, or something else goes on refuting it.
 */
export const hiddenBy = async (load: () => Promise<FaultyRule>): Promise<string | null> => {
  const all = await openedOnce();
  const parts = await builtInParts();
  const planned = async (isAsked: (layer: Layer) => boolean): Promise<Plan> => {
    const { contract = {}, ...rule } = await load();
    const { minCosine: _, ...kept } = contract;
    const update: typeof rule.update = (context, state) => {
      updates++;
      return rule.update(context, state);
    };
    const plan = planCampaign(completeRule({ ...rule, update, traits: [], contract: kept }), parts, {
      seed: 0,
      runs: 1000,
    });
    return { ...plan, checks: plan.checks.filter(({ check }) => isAsked(check.layer)) };
  };
  const promises = await planned((layer) => layer === 'descent');
  const broken = firstRefutation(promises, looking.promises);
  if (!broken) return null;
  const check = promises.checks.find((one) => one.check.id === broken.check)!;
  const refuted = [{ check: broken.check, scenario: generateCase(promises, check, broken.cases - 1) }];
  const plan = await planned(() => true);
  const { suggestions = [] } = all.look({ examination: 'suggestions', refuted }, { plan, names: [] });
  if (!suggestions[0]) return null;
  const others = firstRefutation(await planned((layer) => layer !== 'descent'), looking.others);
  return others ? null : suggestions[0].change;
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
