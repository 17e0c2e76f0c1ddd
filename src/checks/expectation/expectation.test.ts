import { expect, it } from 'vitest';
import { runAtOnce } from '../../dynamics/running.ts';
import { linearLoss } from '../../losses/derived/linearLoss.ts';
import quadratic from '../../losses/quadratic.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import type { Observation } from '../../types/check.ts';
import type { Loss } from '../../types/loss.ts';
import type { DeclaredRule } from '../../types/rule.ts';
import { observeExpectation } from './expectation.ts';

/** ½θ². */
const bowl: Loss = quadratic.build({ spectrum: [1], rotation: null, centre: [0] });
const slope: Loss = linearLoss(1, () => ({
  level: 0,
  slope: Float64Array.of(1),
  centre: Float64Array.of(0),
}));

const observed = (
  own: Pick<DeclaredRule, 'update'> & Partial<DeclaredRule>,
  { loss = bowl, seed = 0 }: { readonly loss?: Loss; readonly seed?: number } = {},
): Observation =>
  runAtOnce(
    observeExpectation({
      rule: completeRule({ name: 'rule', ...own }),
      loss,
      scenario: {
        loss: { family: 'quadratic', parameters: null },
        theta: [1],
        stepSize: 0.5,
        steps: 1,
        seed,
        hyperparameters: {},
      },
    }),
  );

const promised = { effective: 'in-expectation', maxStepSize: () => 1 } as const;

it('observeExpectation(setting) judges a step that is handed back as θ′ with what storing it can do', () => {
  const handingBack = (factor: number): Pick<DeclaredRule, 'update'> => ({
    update: ({ theta, gradient, stepSize }) => ({
      theta: theta.map((value, i) => value + factor * stepSize * gradient[i]!),
    }),
  });
  expect(observed(handingBack(-1)).status).toBe('holds');
  for (const contract of [promised, { effective: 'in-expectation' } as const]) {
    const { status, cause } = observed({ ...handingBack(1), contract });
    expect({ status, cause }).toEqual({ status: 'refuted', cause: 'uphill-in-expectation' });
  }
  // Ten roundings of 2⁻⁵³ of θ are above this rise.
  const within = { ...handingBack(2 ** -52), roundings: 10, contract: promised };
  expect(observed(within).status).not.toBe('refuted');
});

it('observeExpectation(setting) allows a rule in single precision the rounding of the gradient that it is shown', () => {
  const single = { precision: 'float32', contract: { effective: 'in-expectation' } } as const;
  const rounded =
    (factor: number): DeclaredRule['update'] =>
    ({ gradient, stepSize }) =>
      gradient.map((d) => Math.fround(factor * stepSize * d));
  expect(observed({ ...single, update: rounded(-1) }).status).toBe('holds');
  expect(observed({ ...single, update: rounded(1) }).status).toBe('refuted');
});

it('observeExpectation(setting) refutes drawn steps that go uphill in the mean', () => {
  const drawn: DeclaredRule['update'] = ({ stepSize, random }) => [stepSize * (random() - 0.25)];
  expect(observed({ update: drawn }, { loss: slope }).cause).toBe('uphill-in-expectation');
  const down: DeclaredRule['update'] = ({ stepSize, random }) => [stepSize * (random() - 0.75)];
  expect(observed({ update: down }, { loss: slope }).status).toBe('holds');
});

it('observeExpectation(setting) does not refute drawn steps of which a rare one is too long to blame on its direction', () => {
  // With some of the seeds none of the 256 draws that make it suspect is a rare one; some that would refute it are.
  const rare: DeclaredRule['update'] = ({ stepSize, random }) => [
    random() < 1 / 512 ? -1 : 2 ** -7 * stepSize * random(),
  ];
  const statuses = Array.from({ length: 3 }, (_, seed) => observed({ update: rare }, { seed }).status);
  expect(statuses).not.toContain('refuted');
  expect(statuses).toContain('inconclusive');
});
