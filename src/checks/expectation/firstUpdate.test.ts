import { describe, expect, it } from 'vitest';
import { runAtOnce } from '../../dynamics/running.ts';
import quadratic from '../../losses/quadratic.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import type { Loss } from '../../types/loss.ts';
import type { DeclaredRule } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import { firstUpdateNoise, type Noise } from './firstUpdate.ts';

/** ½‖θ‖² in three dimensions. */
const bowl: Loss = quadratic.build({ spectrum: [1, 1, 1], rotation: null, centre: [0, 0, 0] });

const on = (update: DeclaredRule['update'], loss = bowl): Setting => ({
  rule: completeRule({ name: 'rule', update }),
  loss,
  scenario: {
    loss: { family: 'quadratic', parameters: null },
    theta: [1, 2, 4],
    stepSize: 1,
    steps: 1,
    seed: 0,
    hyperparameters: {},
  },
});

const descent: DeclaredRule['update'] = ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);

const firstUpdates = (noise: Noise | undefined, count: number) =>
  noise && runAtOnce(noise.updates(1, { from: 0, count }));

const updatesOf = (setting: Setting) =>
  firstUpdates(runAtOnce(firstUpdateNoise(setting)), 5)?.map(({ probability, delta }) => [
    probability,
    ...delta,
  ]);

describe('firstUpdateNoise(setting)', () => {
  it('is the one update of a rule without noise', () => {
    expect(updatesOf(on(descent))).toEqual([[1, -1, -2, -4]]);
  });

  it('enumerates the samples of a loss', () => {
    const samples = {
      count: 2,
      gradient: (_: Float64Array, sample: number) => Float64Array.of(sample, 0, 1),
    };
    expect(updatesOf(on(descent, { ...bowl, samples }))).toEqual([
      [0.5, -0, -0, -1],
      [0.5, -1, -0, -1],
    ]);
  });

  it('enumerates the coordinates that a rule picks from', () => {
    const picks: DeclaredRule['update'] = ({ gradient, random }) => {
      const chosen = Math.floor(random() * gradient.length);
      return gradient.map((d, i) => (i === chosen ? d : 0));
    };
    expect(updatesOf(on(picks))).toEqual([
      [1 / 3, 1, 0, 0],
      [1 / 3, 0, 2, 0],
      [1 / 3, 0, 0, 4],
    ]);
    expect(runAtOnce(firstUpdateNoise(on(picks)))?.exact).toBe(true);
  });

  it('draws where a rule uses every bit', () => {
    const noise = runAtOnce(firstUpdateNoise(on(({ gradient, random }) => gradient.map(() => random()))));
    expect(noise?.exact).toBe(false);
    expect(new Set(firstUpdates(noise, 7)?.map(({ delta }) => delta[0])).size).toBe(7);
  });

  it('is undefined where the rule makes no step', () => {
    expect(runAtOnce(firstUpdateNoise(on(() => JSON.parse('null'))))).toBeUndefined();
  });
});
