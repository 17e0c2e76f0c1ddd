import { expect, it } from 'vitest';
import { loadRules } from '../catalog/rules.ts';
import { nameRule } from '../subject/ruleShape.ts';
import { comparedSteps, ruleGeometry } from './ruleGeometry.ts';

const rules = await loadRules();
const of = (name: string) => ruleGeometry(rules.find((rule) => rule.name === name)!)!;

it('ruleGeometry(rule) of fixed preconditioners is never refuted, of momentum and sign descent it is', () => {
  expect(of('gradient-descent').verdict).toBe('explained');
  expect(of('gradient-descent').median).toMatchObject({ notRefuted: comparedSteps, within1: comparedSteps });
  expect(of('heavy-ball')).toMatchObject({ verdict: 'refuted' });
  expect(of('heavy-ball').median.within1).toBeLessThan(comparedSteps);
});

it('ruleGeometry(rule) of a rule that returns nothing is undefined', () => {
  expect(ruleGeometry(nameRule(() => [], 'short'))).toBeUndefined();
});

it('ruleGeometry(rule) of a preconditioner in halves is not refuted by what storing θ rounds', () => {
  const half = nameRule(
    {
      precision: 'bfloat16',
      update: ({ gradient, stepSize }) => gradient.map((g, i) => (-stepSize * g) / (1 + (i % 2))),
    },
    'half',
  );
  expect(ruleGeometry(half)?.verdict).not.toBe('refuted');
});

it('ruleGeometry(rule) of a rule for positive parameters starts at some', () => {
  const seen: number[] = [];
  const positive = nameRule(
    {
      domain: 'positive',
      update: ({ theta, gradient, stepSize }) => {
        seen.push(Math.min(...theta));
        return gradient.map((g, i) => -stepSize * theta[i]! * g);
      },
    },
    'positive',
  );
  ruleGeometry(positive);
  expect(seen[0]).toBeGreaterThan(0);
});
