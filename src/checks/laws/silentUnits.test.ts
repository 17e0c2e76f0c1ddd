import { describe, expect, it } from 'vitest';
import { runAtOnce } from '../../dynamics/running.ts';
import { seededRandom } from '../../linalg/seeded.ts';
import quadratic from '../../losses/quadratic.ts';
import tanhNetwork from '../../losses/tanhNetwork.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import type { Loss, LossFacts } from '../../types/loss.ts';
import type { DeclaredRule } from '../../types/rule.ts';
import silentUnits from './silentUnits.ts';

const network = tanhNetwork.build(tanhNetwork.draw(12, seededRandom(3)));

const observe = (rule: DeclaredRule, loss: Loss, theta = Array.from({ length: loss.dimension }, () => 0.5)) =>
  runAtOnce(
    silentUnits.observe({
      rule: completeRule(rule),
      loss,
      scenario: {
        loss: { family: 'any', parameters: null },
        theta,
        stepSize: 0.5,
        steps: 1,
        seed: 1,
        hyperparameters: {},
      },
    }),
  );

const descent: DeclaredRule = {
  name: 'descent',
  update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
};

describe('silent-units', () => {
  it('holds for gradient descent, whose gradient has the silent unit in it', () => {
    expect(observe(descent, network)).toMatchObject({ status: 'holds', margin: 1 });
  });

  it('names the weight that moves, its unit and its layer', () => {
    const found = observe({ ...descent, update: ({ theta }) => theta.map(() => 0.25) }, network);
    expect(found.status).toBe('refuted');
    expect(found.sentence).toMatch(
      /^Δθ\[\d+\] = 0\.25 although it is a weight into unit \d+ of layer \d+, whose slope is 0 on every sample$/,
    );
  });

  it('does not apply to a loss without hidden units, of rest, and of code that fails', () => {
    const bowl = quadratic.build({ spectrum: [1, 1], rotation: null, centre: null });
    expect(observe(descent, bowl).status).toBe('vacuous');
    expect(observe({ ...descent, update: ({ theta }) => theta.map(() => 0) }, network).status).toBe(
      'vacuous',
    );
    expect(observe({ ...descent, update: () => [] }, network).status).toBe('vacuous');
    const far = Array.from({ length: network.dimension }, () => 1e200);
    expect(observe(descent, network, far).sentence).toBe('the loss or its gradient overflows at the start');
  });

  it('applies to rules that are for networks only', () => {
    const on = (losses: (facts: LossFacts) => boolean): boolean =>
      silentUnits.applies(completeRule({ ...descent, contract: { losses } }));
    expect(on(({ network: given }) => given)).toBe(true);
    expect(on(({ smooth }) => smooth)).toBe(false);
    expect(on(() => false)).toBe(false);
    expect(silentUnits.applies(completeRule(descent))).toBe(false);
  });
});
