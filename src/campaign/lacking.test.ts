import { expect, it } from 'vitest';
import { lacking } from './lacking.ts';

const capabilities = { copy: false, memory: true, random: false, seeded: true, eval: true, globals: false };

it('lacking(check, rule) names what a check needs and a rule has not', () => {
  expect(lacking({ needs: ['memory', 'copy'] }, { capabilities })).toMatch(/^needs a copy of the state/);
  expect(lacking({ needs: ['memory'] }, { capabilities })).toBeUndefined();
  expect(lacking({}, { capabilities })).toBeUndefined();
});

it('lacking(check, rule) is undefined of a rule of this program, which has everything', () => {
  expect(lacking({ needs: ['copy', 'globals'] }, {})).toBeUndefined();
});
