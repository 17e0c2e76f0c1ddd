import { runBatches } from '../../src/campaign/cases.ts';
import { indicesOf, jobsOf } from '../../src/campaign/jobs.ts';
import { openSession } from '../../src/campaign/session.ts';
import type { SubjectReference } from '../../src/subject/subject.ts';
import type { NamedRule, RuleCall } from '../../src/types/rule.ts';

/** Every check of a subject on all of its cases, by this process and the one of the subject alone. */
export interface Assignment {
  readonly rule: SubjectReference;
  /** Cases of each check. */
  readonly runs: number;
  /** Cases that are open at once, 1 for one message a step. */
  readonly lockstep: number;
}

/** How often a campaign begins and steps a subject in one dimension. */
export interface Steps {
  readonly dimension: number;
  readonly starts: number;
  readonly steps: number;
}

/** Cases that are under way in one call: what a worker gets to before it answers. */
const casesAtOnce = 2000;

/** The rule, and how often it is begun and stepped through its update, by dimension. */
const counted = (rule: NamedRule) => {
  const counts = new Map<number, { starts: number; steps: number }>();
  const count = (dimension: number, what: 'starts' | 'steps'): void => {
    const known = counts.get(dimension) ?? { starts: 0, steps: 0 };
    known[what]++;
    counts.set(dimension, known);
  };
  const note = (calls: readonly RuleCall[]): void => {
    for (const call of calls) {
      if (call.kind === 'init') count(call.theta.length, 'starts');
      else count(call.context.theta.length, 'steps');
    }
  };
  const { together } = rule;
  const update: NamedRule['update'] = (context, state) => {
    count(context.theta.length, 'steps');
    return rule.update(context, state);
  };
  const listening: NamedRule = {
    ...rule,
    update,
    init: (theta, setting) => {
      count(theta.length, 'starts');
      return rule.init?.(theta, setting);
    },
    ...(together && {
      together: {
        ...together,
        of: update,
        ask: (calls) => {
          note(calls);
          return together.ask(calls);
        },
      },
    }),
  };
  return { listening, counts };
};

const { rule, runs, lockstep }: Assignment = JSON.parse(process.argv[2] ?? '');
const session = await openSession({ rule, options: { seed: 1, runs } }, () => {});
const { listening, counts } = counted(session.plan.rule);
const plan = { ...session.plan, rule: listening, lockstep };
const jobs = [...jobsOf(session.description, { index: 0, count: 1 })];
const start = performance.now();
while (jobs.length > 0) {
  const group: typeof jobs = [];
  for (let cases = 0; cases < casesAtOnce && jobs.length > 0; ) {
    const job = jobs.shift()!;
    group.push(job);
    cases += job.slice.to - job.slice.from;
  }
  const asked = group.map(({ check, slice }) => ({ check, indices: indicesOf(slice, []) }));
  runBatches(plan, asked, { announce: () => {}, found: () => {} });
}
const seconds = (performance.now() - start) / 1000;
session.close?.();
const steps: Steps[] = [...counts].map(([dimension, each]) => ({ dimension, ...each }));
process.stdout.write(JSON.stringify({ seconds, steps }));
