import { expect, it } from 'vitest';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import type { RuleContext } from '../../types/rule.ts';
import { respond } from './prescribed.ts';
import { watched } from './watched.ts';

const readsOf = (
  update: (context: RuleContext) => ArrayLike<number>,
  init?: Parameters<typeof completeRule>[0]['init'],
) => {
  const { rule, reads } = watched(
    completeRule({
      name: 'reader',
      update: (context) => Float64Array.from(update(context)),
      ...(init && { init }),
    }),
  );
  const gradients = [Float64Array.of(1, 2), Float64Array.of(3, 4)];
  const ran = respond(rule, { theta: [1, 1], gradients, stepSize: 0.5, seed: 1, hyperparameters: {} });
  expect(ran.fault).toBeUndefined();
  return { ...reads };
};

it('watched(rule) tells a rule that reads its loss, or how θ is cut up, from one that could', () => {
  expect(readsOf(({ gradient }) => gradient)).toEqual({ loss: false, parameters: false });
  expect(readsOf(({ loss }) => new Float64Array(loss.dimension))).toEqual({ loss: false, parameters: false });
  expect(readsOf(({ loss, theta, time }) => loss.gradient(theta, time))).toEqual({
    loss: true,
    parameters: false,
  });
  expect(readsOf(({ gradient, parameters }) => gradient.map((d) => d * parameters.length))).toEqual({
    loss: false,
    parameters: true,
  });
  const init = (
    theta: Float64Array,
    { loss, parameters }: { loss: { value(x: Float64Array): number }; parameters: unknown },
  ) => [loss.value(theta), parameters];
  expect(readsOf(({ gradient }) => gradient, init)).toEqual({ loss: true, parameters: true });
});
