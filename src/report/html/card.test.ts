import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import type { Counterexample, TrajectoryRow } from '../../types/report.ts';
import { card } from './card.ts';

const found = Object.values(syntheticReport(2).counterexamples)[0]!;
const row = found.trajectory[0]!;
const textOf = (changed: Partial<Counterexample>): string =>
  parseHTML(card('counterexamples/a.json', { ...found, ...changed }, 'card').markup).document.documentElement
    .textContent ?? '';

/** Steps 0, 1, … with these angles and margins, none of them blamed by the check. */
const steps = (rows: readonly Pick<TrajectoryRow, 'angle' | 'margin'>[]): Partial<Counterexample> => ({
  trajectory: rows.map((part, step) => ({ ...row, ...part, step })),
  minimal: { ...found.minimal, derived: {} },
});

it.each([
  ['the least margin', [0.5, -0.25, -0.75, -0.5], 2],
  ['the first of equal margins', [0.5, -0.25, -0.25], 1],
  ['a margin of 0 before a positive one', [0.5, 0, 0.25], 1],
])('card(…) shows the step with %s where the check blames none', (_, margins, step) => {
  const text = textOf(steps(margins.map((margin) => ({ angle: 1, margin }))));
  expect(text).toContain(`At step ${step} ψ = 57.3`);
});

it('card(…) shows the last step with an angle where no margin is known', () => {
  const text = textOf(
    steps([
      { angle: 1, margin: null },
      { angle: 0.5, margin: Number.NaN },
      { angle: Number.NaN, margin: -1 },
      { angle: null, margin: -1 },
    ]),
  );
  expect(text).toContain('At step 1 ψ = 28.6');
});

it('card(…) shows the step that the check blames before one that did worse', () => {
  const { trajectory } = steps([
    { angle: 1, margin: 0.5 },
    { angle: 0.5, margin: -1 },
  ]);
  const text = textOf({ trajectory: trajectory!, minimal: { ...found.minimal, derived: { step: 0 } } });
  expect(text).toContain('At step 0 ψ = 57.3');
});

it('card(…) leaves derived values out of the table that only repeat the case', () => {
  const { theta, stepSize } = found.minimal;
  const stored = { ...found.minimal, derived: { dimension: theta.length, stepSize, smoothness: 4 } };
  const cases = (derived: object): readonly (string | null)[] => {
    const changed = { ...found, minimal: { ...stored, derived: { ...stored.derived, ...derived } } };
    const { document } = parseHTML(
      card('counterexamples/a.json', { ...changed, worst: stored, original: stored }, 'card').markup,
    );
    return [...document.querySelectorAll('details .cases th[scope="row"]')].map(
      ({ textContent }) => textContent,
    );
  };
  expect(cases({}).slice(0, -2)).toEqual(['largest curvature β']);
  expect(cases({ dimension: theta.length + 1 }).slice(0, -2)).toEqual(['dimension D', 'largest curvature β']);
  expect(cases({ stepSize: 2 * stepSize, ownName: 1 }).slice(0, -2)).toEqual([
    'step size that was judged',
    'largest curvature β',
    'own name',
  ]);
});

it.each([
  ['an update of 0', { delta: [0, 0] }],
  ['an update of another length', { delta: [1] }],
  ['a gradient that is not finite', { y: [Number.NaN, 1] }],
])('card(…) claims no metric of a step with %s', (_, changed) => {
  const text = textOf({ trajectory: [{ ...row, angle: 1, ...changed }] });
  expect(text).toContain('so no metric M');
});

it.each([
  [{ formula: '\\frac{1}{2} \\theta^2' }, 'L(θ)=12θ2 quadratic'],
  [{ formula: '\\unknown' }, 'L(\\theta) = \\unknown quadratic'],
  [{ description: 'mean of f' }, 'L(θ) = mean of f'],
])('card(…) says the loss as it is pictured: %j', (picture, text) => {
  expect(textOf({ picture })).toContain(text);
});
