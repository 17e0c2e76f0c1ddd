import { describe, expect, it } from 'vitest';
import { inlineExecutor } from '../host/inline.ts';
import { nameRule } from '../subject/ruleShape.ts';
import type { LearningRule, RuleContext } from '../types/rule.ts';
import { builtInParts } from './builtInParts.ts';
import { runCampaign } from './campaign.ts';
import type { Executor } from './executor.ts';
import type { StoredFailure } from './request.ts';
import { sessionOf } from './session.ts';

const parts = await builtInParts();
const options = { seed: 2, runs: 8, dimension: { min: 1, max: 2 }, losses: ['quadratic'], steps: 1 };

/** A rule as a file exports it: an object, or the update alone. */
type Exported = LearningRule | LearningRule['update'];

/** An executor whose rule starts from nothing, as in a process of its own. */
const opened = (rule: () => Exported): Executor =>
  inlineExecutor(sessionOf(nameRule(rule(), 'rule'), parts, { options }, []));

/** A campaign in this process; failures are tried again with what `alone` makes. */
const campaign = async (
  rule: () => Exported,
  alone: () => Exported,
  stored: readonly StoredFailure[] = [],
) => {
  const end = await runCampaign(
    opened(rule),
    {
      load: { rule: { kind: 'built-in', spec: 'rule' }, options },
      shard: { index: 0, count: 1 },
      stored: () => stored,
      stop: () => undefined,
      fresh: () => opened(alone),
    },
    () => {},
  );
  if (end.kind !== 'done') throw new Error(end.fault.says);
  return end;
};

const uphill = ({ gradient, stepSize }: RuleContext) => gradient.map((d) => stepSize * d);
const descent = ({ gradient, stepSize }: RuleContext) => gradient.map((d) => -stepSize * d);

/** Descends in so many runs, and goes uphill in all others. */
const uphillAfter = (most: number) => (): LearningRule => {
  let runs = 0;
  return {
    init: () => {
      runs++;
    },
    update: (context) => (runs > most ? uphill : descent)(context),
  };
};

describe('runCampaign(executor, request, emit), of what fails', () => {
  it('keeps what fails by itself as it was found', async () => {
    const { findings } = await campaign(
      () => uphill,
      () => uphill,
    );
    const [finding] = findings.get('small-step') ?? [];
    expect(finding).toMatchObject({ cause: 'uphill', minimal: { theta: [1] } });
    expect(finding).not.toHaveProperty('before');
  });

  it('stores the runs of a case that it needs before it fails', async () => {
    const { findings } = await campaign(uphillAfter(40), uphillAfter(40));
    const [finding] = findings.get('small-step') ?? [];
    expect(finding?.before?.length).toBeGreaterThan(1);
    expect(finding?.sentence).toMatch(/, once it has run \d+ times before: the rule keeps something/);
  });

  it('stores the other cases that it needs before it fails, and no more', async () => {
    // It takes the length of the first θ that it sees for all.
    const sized = (): LearningRule['update'] => {
      let first: number | undefined;
      return (context) => {
        first ??= context.gradient.length;
        return Float64Array.from({ length: first }, (_, i) => descent(context)[i] ?? 0);
      };
    };
    const { findings } = await campaign(sized, sized);
    const [finding] = findings.get('well-formed') ?? [];
    expect(finding?.before).toHaveLength(1);
    expect(finding?.sentence).toMatch(/, after another case in the same process/);
  });

  it('says of a failure that does not come back that it did not', async () => {
    const { findings } = await campaign(
      () => uphill,
      () => descent,
    );
    expect(findings.get('small-step')?.[0]).toMatchObject({
      reproduces: false,
      sentence: expect.stringMatching(/by itself, in a fresh process, it did not come back/),
    });
  });

  it('tries stored cases first, with what they need, but for those of a check that is gone', async () => {
    const parameters = { spectrum: [1], rotation: null, centre: [0] };
    const scenario = {
      loss: { family: 'quadratic', parameters },
      ...{ theta: [12_345], stepSize: 1, steps: 1, seed: 0, hyperparameters: {} },
    };
    const near = { ...scenario, theta: [1] };
    const prerequisites = ['gone', 'finite'].map((check) => ({ check, scenario: near }));
    const { stored, findings } = await campaign(uphillAfter(1), uphillAfter(1), [
      { check: 'gone', scenario, prerequisites },
      { check: 'finite', scenario, prerequisites: [] },
      { check: 'small-step', scenario, prerequisites },
    ]);
    expect(stored).toEqual({ tried: 2, failing: 1 });
    expect(findings.get('small-step')?.[0]).toMatchObject({ index: -1, original: { theta: [12_345] } });
  });
});
