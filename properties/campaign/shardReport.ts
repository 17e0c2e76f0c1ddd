import { describe, expect, it } from 'vitest';
import { stringifyReport } from '../report/json.ts';
import type { Counterexample, Report } from '../types/report.ts';
import type { LearningRule } from '../types/rule.ts';
import { runCampaign } from './campaign.ts';
import { counterexampleOf } from './counterexample.ts';
import { inlineExecutor } from './inline.ts';
import { nameRule } from './loadRule.ts';
import { mergeReports } from './mergeReports.ts';
import { builtInParts } from './plan.ts';
import { ruleReport } from './ruleReport.ts';
import { sessionOf } from './session.ts';

const builtIn = await builtInParts();

const rules: Readonly<Record<string, LearningRule>> = {
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

/** The report of one shard of a campaign on a rule, in this process. */
const shardReport = async (name: string, seed: number, index: number, count: number): Promise<Report> => {
  const options = { seed, runs: 40, dimension: { min: 1, max: 6 } };
  const session = sessionOf(nameRule(rules[name]!, name), builtIn, { options }, {});
  const end = await runCampaign(
    inlineExecutor(session),
    {
      load: { rule: { builtIn: name }, options },
      shard: { index, count },
      stored: () => [],
      stop: () => undefined,
    },
    () => {},
  );
  if (end.kind !== 'done') throw new Error(end.message);
  const stored = [...end.findings].flatMap(([check, findings]) =>
    findings.map((finding): readonly [string, Counterexample] => {
      const path = `counterexamples/${check}-${finding.cause}.json`;
      const origin = { rule: { name, file: null }, check, claim: check, seed, path };
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

const shardReports = (name: string, seed: number, count: number): Promise<readonly Report[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => shardReport(name, seed, index, count)));

describe('mergeReports(reports)', () => {
  it.each(Object.keys(rules).flatMap((name) => [1, 2].map((seed) => [name, seed] as const)))(
    'of shards is the report of the whole, byte for byte: %s, seed %i',
    async (name, seed) => {
      const whole = await shardReport(name, seed, 0, 1);
      for (const parts of [[whole], await shardReports(name, seed, 2), await shardReports(name, seed, 3)]) {
        const merged = mergeReports(parts);
        expect(merged.rules).toEqual(whole.rules);
        const sorted = Object.entries(whole.counterexamples).sort(([a], [b]) => (a < b ? -1 : 1));
        // Compared by file, so that a difference is shown and not all of them.
        for (const [i, [path, found]] of Object.entries(merged.counterexamples).entries()) {
          expect([path, stringifyReport(found)]).toEqual([sorted[i]?.[0], stringifyReport(sorted[i]?.[1])]);
        }
        expect(Object.keys(merged.counterexamples)).toHaveLength(sorted.length);
      }
    },
  );

  it('keeps apart the rules of one name from two files, and joins the rest', async () => {
    const [one, two] = await shardReports('uphill in one orthant', 1, 2);
    const renamed = (report: Report, file: string): Report => ({
      ...report,
      rules: report.rules.map((rule) => ({ ...rule, file })),
    });
    const merged = mergeReports([renamed(one!, 'a.ts'), renamed(two!, 'a.ts'), renamed(one!, 'b.ts')]);
    expect(merged.rules.map(({ file }) => file)).toEqual(['a.ts', 'b.ts']);
  });

  it('refuses shards of different seeds', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map((seed) => shardReport('uphill in one orthant', seed, 0, 2)),
    );
    expect(() => mergeReports([one!, two!])).toThrow('shards must share one seed, got seeds = 1, 2');
  });
});
