import { expect } from 'vitest';
import { builtInParts } from '../../src/campaign/builtInParts.ts';
import { runCampaign } from '../../src/campaign/campaign.ts';
import { sessionOf } from '../../src/campaign/session.ts';
import { counterexampleOf } from '../../src/counterexample/counterexample.ts';
import { inlineExecutor } from '../../src/host/inline.ts';
import { stringifyReport } from '../../src/report/json.ts';
import { nameRule } from '../../src/subject/ruleShape.ts';
import type { Counterexample, Report } from '../../src/types/report.ts';
import type { LearningRule } from '../../src/types/rule.ts';
import { merge } from '../../src/verdict/merge.ts';
import { ruleReport } from '../../src/verdict/ruleReport.ts';

const builtIn = await builtInParts();

/** What the cases of a campaign are made from. */
interface Cases {
  readonly seed: number;
  readonly runs: number;
}

/** Rules that fail in many ways, in none, in one and in one place, by what they are. */
export const rules: Readonly<Record<string, LearningRule>> = {
  'wrong in many ways': {
    update: ({ theta, gradient, stepSize, hyperparameters, step }) =>
      gradient.map(
        (d, i) => -stepSize * (d + (theta[i] ?? 0) * (hyperparameters.pull ?? 0)) + (step > 3 ? 1 : 0),
      ),
    hyperparameters: { pull: { default: 0, min: -1, max: 1 } },
    traits: ['odd', 'scale-linear', 'history-determined', 'rests-at-zero-gradient'],
  },
  'right, with momentum': {
    init: (theta) => new Float64Array(theta.length),
    update: ({ gradient, stepSize, hyperparameters }, velocity: Float64Array) => {
      const delta = velocity.map(
        (v, i) => (hyperparameters.momentum ?? 0) * v - stepSize * (gradient[i] ?? 0),
      );
      return { delta, state: delta };
    },
    contract: { effective: { share: 0.3 } },
    hyperparameters: { momentum: { default: 0.5, min: 0, max: 0.9 } },
    traits: ['odd'],
  },
  'uphill everywhere': { update: ({ gradient, stepSize }) => gradient.map((d) => stepSize * d) },
  'uphill in one orthant': {
    update: ({ theta, gradient, stepSize }) =>
      gradient.map((d) => (theta.every((x) => x > 0.5) ? stepSize * d : -stepSize * d)),
  },
};

/** The report of one shard of a campaign on one of the rules, in this process. */
export const shardReport = async (
  name: string,
  { seed, runs }: Cases,
  index: number,
  count: number,
): Promise<Report> => {
  const options = { seed, runs, dimension: { min: 1, max: 6 } };
  const session = sessionOf(nameRule(rules[name]!, name), builtIn, { options }, []);
  const end = await runCampaign(
    inlineExecutor(session),
    {
      load: { rule: { kind: 'built-in', spec: name }, options },
      shard: { index, count },
      stored: () => [],
      stop: () => undefined,
    },
    () => {},
  );
  if (end.kind !== 'done') throw new Error(end.fault.says);
  const stored = [...end.findings].flatMap(([check, findings]) =>
    findings.map((finding): readonly [string, Counterexample] => {
      const path = `counterexamples/${check}-${finding.cause}.json`;
      const origin = { rule: { name, file: null }, check, claim: check, required: true, seed, path };
      return [path, counterexampleOf(finding, origin)];
    }),
  );
  const paths = [...end.findings.keys()].map(
    (check) => [check, stored.flatMap(([path, found]) => (found.check === check ? [path] : []))] as const,
  );
  return {
    schemaVersion: 1,
    tool: { name: 'natgrad-check', version: '0' },
    environment: { node: '', platform: '', cores: 1, command: [], startedAt: '', versions: {} },
    seed,
    durationMs: 0,
    rules: [ruleReport(end, { file: null, isolated: false, durationMs: 0 }, new Map(paths))],
    counterexamples: Object.fromEntries(stored),
    claims: [],
    experiments: [],
  };
};

/** The reports of all shards of a campaign. */
export const shardReports = (name: string, cases: Cases, count: number): Promise<readonly Report[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => shardReport(name, cases, index, count)));

/** Expects of a campaign in so many shards that their merged reports are that of the whole, byte for byte. */
export const expectShardsToMerge = async (
  name: string,
  cases: Cases,
  counts: readonly number[],
): Promise<void> => {
  const whole = await shardReport(name, cases, 0, 1);
  const sorted = Object.entries(whole.counterexamples).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const count of counts) {
    const merged = merge(count === 1 ? [whole] : await shardReports(name, cases, count));
    expect(merged.rules).toEqual(whole.rules);
    // Compared by file, so that a difference is shown and not all of them.
    for (const [i, [path, found]] of Object.entries(merged.counterexamples).entries()) {
      expect([path, stringifyReport(found)]).toEqual([sorted[i]?.[0], stringifyReport(sorted[i]?.[1])]);
    }
    expect(Object.keys(merged.counterexamples)).toHaveLength(sorted.length);
  }
};
