import { expect, it } from 'vitest';
import { rules } from '../../properties/campaign/shardReport.ts';
import { decode, encode } from '../host/codec.ts';
import { inlineExecutor } from '../host/inline.ts';
import { stateShape } from '../host/replyShape.ts';
import { conforms } from '../report/shape.ts';
import { nameRule } from '../subject/ruleShape.ts';
import type { LearningRule } from '../types/rule.ts';
import { builtInParts } from './builtInParts.ts';
import { runCampaign } from './campaign.ts';
import { jobsDone } from './checkpoint.ts';
import type { FuzzEvent } from './events.ts';
import type { Executor } from './executor.ts';
import type { RiskGoal } from './request.ts';
import { sessionOf } from './session.ts';
import type { CampaignState } from './state.ts';

const builtIn = await builtInParts();
const options = { seed: 3, runs: 30, dimension: { min: 1, max: 3 }, losses: ['quadratic'] };

/** Of which some checks decide every case, and some not. */
const plain: LearningRule = { update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d) };

/** A campaign that stops once so many jobs are done, with what it has kept and how many batches it has asked for. */
const campaign = async (
  jobs: number,
  state?: CampaignState,
  {
    name = 'uphill in one orthant',
    risk,
    lanes = 1,
  }: { name?: string; risk?: RiskGoal; lanes?: number } = {},
) => {
  const inline = inlineExecutor(
    sessionOf(nameRule(name === 'plain' ? plain : rules[name]!, name), builtIn, { options }, []),
  );
  let [batches, done] = [0, 0];
  let kept: CampaignState | undefined;
  const events: FuzzEvent[] = [];
  const executor: Executor = {
    ...inline,
    size: lanes,
    ask: (kind, ask) => {
      if (kind === 'batch') batches++;
      return inline.ask(kind, ask);
    },
  };
  const end = await runCampaign(
    executor,
    {
      load: { rule: { kind: 'built-in', spec: name }, options },
      shard: { index: 0, count: 1 },
      stored: () => [],
      stop: () => (done >= jobs ? 'stopped' : undefined),
      risk,
      resume: {
        state,
        save: (now) => {
          const read = decode(encode(now()));
          if (!conforms(stateShape, read)) throw new Error('a state must have the shape of one');
          kept = read;
        },
      },
    },
    (event) => {
      if (event.kind === 'progress') done++;
      events.push(event);
    },
  );
  if (end.kind !== 'done') throw new Error(end.fault.says);
  const { stopped: _, ...result } = end;
  return { result, batches, events, kept: kept! };
};

it('runCampaign goes on from what a campaign has kept, wherever that stopped, and comes to the same', async () => {
  const whole = await campaign(Number.POSITIVE_INFINITY);
  for (const stop of [1, whole.batches - 1]) {
    const begun = await campaign(stop);
    expect(begun.batches).toBe(stop);
    expect(begun.kept.through).toBe(stop);
    const ended = await campaign(Number.POSITIVE_INFINITY, begun.kept);
    expect(ended.batches).toBe(whole.batches - stop);
    expect(ended.result).toEqual(whole.result);
  }
});

it('runCampaign begins anew where the text of the rule is another by now', async () => {
  const begun = await campaign(3);
  const other = { ...begun.kept, files: [{ file: 'rule.js', digest: 'other' }] };
  expect((await campaign(4, other)).batches).toBe(4);
});

it('runCampaign runs no more of a rule whose code had to be killed', async () => {
  const begun = await campaign(3);
  expect((await campaign(9, { ...begun.kept, isOver: true })).batches).toBe(0);
});

it('runCampaign runs on until every check has decided what a risk takes, with any number of lanes, and after a stop', async () => {
  const risk = { decided: 60, most: 1000 };
  const name = 'plain';
  const whole = await campaign(Number.POSITIVE_INFINITY, undefined, { name, risk });
  const first = await campaign(Number.POSITIVE_INFINITY, undefined, { name });
  const held = ({ result }: typeof whole, id: string): number => result.batches.get(id)!.counts.holds;
  const undecided = first.result.description.checks.filter(
    ({ id, required }) => required && held(first, id) < 30,
  );
  expect(undecided.length).toBeGreaterThan(0);
  for (const { id, required, settled } of whole.result.description.checks)
    if (required && !settled) expect(held(whole, id)).toBe(60);
  const total = whole.events.findLast((event) => event.kind === 'extended')!.total;
  expect(whole.events.findLast((event) => event.kind === 'progress')).toEqual({
    kind: 'progress',
    done: total,
    decided: 60,
  });
  expect((await campaign(Number.POSITIVE_INFINITY, undefined, { name, risk, lanes: 3 })).result).toEqual(
    whole.result,
  );
  const begun = await campaign(whole.batches - 1, undefined, { name, risk });
  expect(begun.kept.more!.length).toBeGreaterThan(0);
  const ended = await campaign(Number.POSITIVE_INFINITY, begun.kept, { name, risk });
  expect(ended.batches).toBe(1);
  expect(ended.result).toEqual(whole.result);
});

it('runCampaign says what was refuted before it goes on', async () => {
  const whole = await campaign(Number.POSITIVE_INFINITY);
  const again = await campaign(1, whole.kept);
  const resumed = again.events.find((event) => event.kind === 'resumed')!;
  expect(resumed.done).toBe(whole.kept.done);
  expect(resumed.refuted.map(({ id }) => id)).toContain('small-step');
});

it('jobsDone(state) knows which jobs are done, in whatever order they end', () => {
  const jobs = jobsDone(undefined);
  for (const job of [1, 3, 0]) jobs.add(job);
  expect(jobs.read()).toEqual({ through: 2, beyond: [3] });
  const again = jobsDone(jobs.read());
  expect([0, 1, 2, 3, 4].map(again.has)).toEqual([true, true, false, true, false]);
  again.add(2);
  expect(again.read()).toEqual({ through: 4, beyond: [] });
});
