import { runCampaign } from '../src/fuzz/campaign.ts';
import { inlineExecutor } from '../src/fuzz/inline.ts';
import { builtInParts, type PlanParts } from '../src/fuzz/plan.ts';
import { sessionOf } from '../src/fuzz/session.ts';
import adam from '../src/rules/adam.ts';
import gradientDescent from '../src/rules/gradientDescent.ts';
import type { Loss, LossFamily } from '../src/types/loss.ts';
import type { NamedRule } from '../src/types/rule.ts';
import type { Vector } from '../src/types/vector.ts';
import type { BenchRow } from './row.ts';

const rounds = 5;
const runs = 200;

interface Subject {
  readonly what: string;
  readonly losses: readonly string[];
  readonly dimension?: { readonly min: number; readonly max: number };
  readonly target: number;
}

const subjects: readonly Subject[] = [
  {
    what: 'the network losses',
    losses: ['two-layer-linear-network', 'relu-network', 'tanh-network'],
    target: 2,
  },
  {
    what: 'losses of dimension up to 16',
    losses: ['quadratic', 'huber', 'rosenbrock', 'styblinski-tang', 'logistic-regression'],
    dimension: { min: 1, max: 16 },
    target: 5,
  },
];

/** Every check of the rule on these losses, in this process and without isolation. */
const campaign = async (rule: NamedRule, parts: PlanParts, subject: Subject): Promise<void> => {
  const { losses, dimension } = subject;
  const options = { seed: 1, runs, losses, ...(dimension && { dimension }) };
  await runCampaign(
    inlineExecutor(sessionOf(rule, parts, { options }, {})),
    {
      load: { rule: { builtIn: rule.name }, options },
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
      const { loss, ...plain } = context;
      // States may be changed by the rule, so that a replay starts from a copy.
      const kept = structuredClone(state);
      calls.push(() => rule.update({ ...plain, loss }, kept));
      return rule.update(context, state);
    },
  };
  await campaign(listening, { ...parts, families }, subject);
  return calls;
};

/** Time of a campaign over that of its own calls to the rule and the losses; the two take turns. */
const overhead = async (rule: NamedRule, subject: Subject): Promise<BenchRow> => {
  const parts = await builtInParts();
  const calls = await callsOf(rule, parts, subject);
  const ratios: number[] = [];
  for (let round = -2; round < rounds; round++) {
    const start = performance.now();
    await campaign(rule, parts, subject);
    const middle = performance.now();
    for (const call of calls) call();
    if (round >= 0) ratios.push((middle - start) / (performance.now() - middle));
  }
  ratios.sort((a, b) => a - b);
  const median = ratios[rounds >> 1] ?? Number.NaN;
  return {
    what: `a campaign of ${rule.name} on ${subject.what}`,
    peer: `its own ${calls.length} calls of the rule and its losses`,
    target: `≤ ${subject.target}×`,
    median,
    least: ratios[0] ?? Number.NaN,
    greatest: ratios.at(-1) ?? Number.NaN,
    met: median <= subject.target,
  };
};

/** What verification costs on top of running a rule and its losses. */
export default async (): Promise<readonly BenchRow[]> => {
  const rows: BenchRow[] = [];
  for (const subject of subjects) {
    for (const rule of [gradientDescent, adam]) rows.push(await overhead(rule, subject));
  }
  return rows;
};
