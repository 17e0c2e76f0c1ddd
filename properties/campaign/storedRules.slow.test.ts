import { describe, expect, it } from 'vitest';
import { builtInParts } from '../../src/campaign/builtInParts.ts';
import { runBatch } from '../../src/campaign/cases.ts';
import { type Plan, planCampaign } from '../../src/campaign/plan.ts';
import { loadRules } from '../../src/catalog/rules.ts';
import { isHalf } from '../../src/linalg/precision.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import type { Batch } from '../../src/types/campaign.ts';
import { checkVerdict } from '../../src/verdict/verdict.ts';
import { precisionsOfStorage, storedFaults, storedIn } from '../subjects/storedRules.ts';

/** The soak asks for more of both. */
const runs = Number(process.env.STORED_RUNS ?? 20);
const seed = Number(process.env.STORED_SEED ?? 1);

const rules = await loadRules();
const parts = await builtInParts();
const silent = { announce: () => {}, found: () => {} };

interface Row {
  readonly id: string;
  readonly share: number | undefined;
  readonly counts: Batch['counts'];
  readonly sentences: readonly string[];
}

/** What the cases of each check came to that a verdict rests on. */
const rowsOf = (plan: Plan): readonly Row[] =>
  plan.checks.flatMap(({ check, required, cases }, index) => {
    if (!required || !cases) return [];
    const indices = Array.from({ length: runs }, (_, i) => i);
    const { counts, failures } = runBatch(plan, index, indices, silent);
    const sentences = failures.map(({ original }) => original.observation.sentence ?? '');
    return [{ id: check.id, share: check.share?.(plan.rule), counts, sentences }];
  });

const refutedIn = (rows: readonly Row[]): readonly string[] =>
  rows.flatMap(({ id, counts, share, sentences }) =>
    checkVerdict(counts, share) === 'falsified' ? [`${id}: ${sentences.join(' | ')}`] : [],
  );

/** What sixteen bits may leave undecided: angles to a thousandth, θ elsewhere, and rules that draw at every step. */
const mayBeUnresolved = (id: string, rule: string): boolean =>
  ['min-cosine', 'history-determined', 'translation-equivariant', 'hyperparameters-matter'].includes(id) ||
  [
    'evolution-strategy',
    'forward-gradient',
    'random-coordinate-descent',
    'spsa',
    'weight-perturbation',
  ].includes(rule);

/** Rules that one refuted case falsifies: a promised share needs many more, and rules that draw are judged in the mean. */
const judgedStepByStep = ['adam', 'gradient-descent', 'heavy-ball', 'lion', 'rmsprop', 'mirror-descent'];

describe.each(precisionsOfStorage)('stored in %s', (precision) => {
  it.each(rules.map((rule) => [rule.name, rule] as const))(
    '%s is refuted by no required check, and each decides a tenth of its cases or cannot see them',
    (name, rule) => {
      const rows = rowsOf(planCampaign(completeRule(storedIn(rule, precision)), parts, { seed, runs }));
      expect(refutedIn(rows)).toEqual([]);
      const undecided = rows.filter(({ counts: { holds, refuted }, id }) => {
        const excused = isHalf(precision) && mayBeUnresolved(id, name);
        return !excused && (holds + refuted) * 10 < runs;
      });
      expect(undecided.map(({ id, counts }) => ({ id, ...counts }))).toEqual([]);
    },
  );

  it.each(Object.entries(storedFaults))('%s is refuted', (_, fault) => {
    const survivors = rules
      .filter(({ name }) => judgedStepByStep.includes(name))
      .filter((rule) => {
        const plan = planCampaign(completeRule(fault(rule, precision)), parts, { seed, runs });
        return refutedIn(rowsOf(plan)).length === 0;
      });
    expect(survivors.map(({ name }) => name)).toEqual([]);
  });
});
