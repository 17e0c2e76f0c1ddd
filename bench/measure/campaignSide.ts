import { builtInParts } from '../../src/campaign/builtInParts.ts';
import { runCampaign } from '../../src/campaign/campaign.ts';
import type { PlanParts } from '../../src/campaign/plan.ts';
import { sessionOf } from '../../src/campaign/session.ts';
import { inlineExecutor } from '../../src/host/inline.ts';
import adam from '../../src/rules/adam.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import gradientDescent from '../../src/rules/gradientDescent.ts';
import type { Loss, LossFamily } from '../../src/types/loss.ts';
import type { NamedRule } from '../../src/types/rule.ts';
import type { Vector } from '../../src/types/vector.ts';

/** Cases of each check. */
const runs = 200;

/** Which losses a campaign is on. */
export interface Subject {
  readonly losses: readonly string[];
  readonly dimension?: { readonly min: number; readonly max: number };
}

/** What the process is sent once; each later message asks for one more round. */
export interface Assignment {
  readonly subject: Subject;
  readonly rule: string;
  readonly side: 'campaign' | 'calls';
}

/** How many calls there are, and how long it took to make them: 0 in answer to the assignment. */
export interface Answer {
  readonly calls: number;
  readonly milliseconds: number;
}

/** Every check of the rule on these losses, in this process and without isolation. */
const campaign = async (rule: NamedRule, parts: PlanParts, subject: Subject): Promise<void> => {
  const { losses, dimension } = subject;
  const options = { seed: 1, runs, losses, ...(dimension && { dimension }) };
  await runCampaign(
    inlineExecutor(sessionOf(rule, parts, { options }, [])),
    {
      load: { rule: { kind: 'built-in', spec: rule.name }, options },
      shard: { index: 0, count: 1 },
      stored: () => [],
      stop: () => undefined,
    },
    () => {},
  );
};

type Call = () => unknown;

/** A loss that notes every value and gradient it is asked for. */
const noted = (loss: Loss, calls: Call[]): Loss => {
  const note =
    <Result>(call: (theta: Vector, time?: number) => Result) =>
    (theta: Vector, time?: number): Result => {
      const copy = theta.slice();
      calls.push(() => call(copy, time));
      return call(theta, time);
    };
  return { ...loss, value: note(loss.value), gradient: note(loss.gradient) };
};

/** The calls of a campaign into the rule, the values and the gradients, in their order: what a bare loop would do. */
const callsOf = async (rule: NamedRule, parts: PlanParts, subject: Subject): Promise<readonly Call[]> => {
  const calls: Call[] = [];
  const families = parts.families.map(
    (family): LossFamily => ({ ...family, build: (parameters) => noted(family.build(parameters), calls) }),
  );
  const listening: NamedRule = {
    ...rule,
    update(context, state) {
      const { theta, gradient, stepSize, step, time, random, hyperparameters, loss, parameters } = context;
      // States may be changed by the rule, so that a replay starts from a copy.
      const kept = structuredClone(state);
      // What a rule is shown is put together at each step of a bare loop, too: as a literal, which costs next to nothing.
      calls.push(() =>
        rule.update(
          { theta, gradient, stepSize, step, time, random, hyperparameters, loss, parameters },
          kept,
        ),
      );
      return rule.update(context, state);
    },
  };
  await campaign(listening, { ...parts, families }, subject);
  return calls;
};

/** Calls whose records fit into the cache of a core. */
const chunk = 200;

/**
 * Milliseconds of all calls. Each few are made twice and timed the second time: a bare loop would have its arguments
 * at hand, where the first pass has to fetch its records from main memory, which takes longer than many of the calls.
 */
const timeOfCalls = (calls: readonly Call[]): number => {
  let spent = 0;
  for (let from = 0; from < calls.length; from += chunk) {
    const few = calls.slice(from, from + chunk);
    for (const call of few) call();
    const start = performance.now();
    for (const call of few) call();
    spent += performance.now() - start;
  }
  return spent;
};

/** How many calls a side makes, and how long one round takes it in milliseconds. */
interface Side {
  readonly calls: number;
  readonly round: () => Promise<number>;
}

const sideOf = async ({ subject, rule: name, side }: Assignment): Promise<Side> => {
  const rule = [gradientDescent, adam].find((candidate) => candidate.name === name);
  if (!rule) throw new RangeError(`campaignSide: the rule must be one of the bench, got rule = ${name}`);
  const parts = await builtInParts();
  if (side === 'campaign') {
    const round = async (): Promise<number> => {
      const start = performance.now();
      await campaign(completeRule(rule), parts, subject);
      return performance.now() - start;
    };
    return { calls: 0, round };
  }
  const calls = await callsOf(completeRule(rule), parts, subject);
  return { calls: calls.length, round: async () => timeOfCalls(calls) };
};

const answer = (message: Answer): void => {
  process.send?.(message);
};

process.once('message', async (assignment: Assignment) => {
  const { calls, round } = await sideOf(assignment);
  process.on('message', async () => answer({ calls, milliseconds: await round() }));
  answer({ calls, milliseconds: 0 });
});
