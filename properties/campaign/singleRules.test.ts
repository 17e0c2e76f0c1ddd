import { describe, expect, it } from 'vitest';
import { builtInParts } from '../../src/campaign/builtInParts.ts';
import { runBatch } from '../../src/campaign/cases.ts';
import { planCampaign } from '../../src/campaign/plan.ts';
import smallStep from '../../src/checks/descent/smallStep.ts';
import { runAtOnce } from '../../src/dynamics/running.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import { checkVerdict } from '../../src/verdict/verdict.ts';
import { lossOf } from '../subjects/checkClaim.ts';
import { singleRules } from '../subjects/singleRules.ts';

const parts = await builtInParts();
const silent = { announce: () => {}, found: () => {} };
const runs = 12;

describe.each(singleRules.map((rule) => [rule.name, completeRule(rule)] as const))('%s', (_, rule) => {
  it('is refuted by no required check', () => {
    const plan = planCampaign(rule, parts, { seed: 3, runs, dimension: { min: 1, max: 6 } });
    const refuted = plan.checks.flatMap(({ required, cases }, index) => {
      if (!required || !cases) return [];
      const { counts, failures } = runBatch(
        plan,
        index,
        Array.from({ length: runs }, (__, i) => i),
        silent,
      );
      return checkVerdict(counts, undefined) === 'falsified'
        ? failures.map(({ original }) => original.observation.sentence)
        : [];
    });
    expect(refuted).toEqual([]);
  });

  it('is not called still where single precision cannot move: θ = 1, η = 10⁻⁸', () => {
    const scenario = {
      loss: { family: 'quadratic', parameters: { spectrum: [100], rotation: null, centre: [0] } },
      theta: [1],
      stepSize: 1e-8,
      steps: 4,
      seed: 0,
      hyperparameters: {},
    };
    const { status } = runAtOnce(smallStep.observe({ rule, scenario, loss: lossOf(scenario) }));
    expect(status).toBe('inconclusive');
  });
});
