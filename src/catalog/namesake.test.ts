import { expect, it } from 'vitest';
import { namesakeOf } from './namesake.ts';

const rules = ['adam', 'nadam', 'adamw', 'lars', 'gradient-descent', 'heavy-ball'].map((name) => ({ name }));

it.each([
  [['my-rule', 'my_adam.py'], 'adam'],
  [['NAdam', 'torch.optim:NAdam'], 'nadam'],
  [['AdamW (mine)'], 'adamw'],
  [['heavyBall'], 'heavy-ball'],
  [['torch.optim:SGD'], 'gradient-descent'],
  [['my momentum'], 'heavy-ball'],
  [['sgdr'], undefined],
  [['dogdays'], undefined],
  [['a rule'], undefined],
  [['nag'], undefined],
  [['madam'], undefined],
  [['adamax'], undefined],
  [['adam', 'adamw'], 'adamw'],
  [['MyNAdam'], 'nadam'],
  [['AdamW2'], 'adamw'],
  [['fusedAdamOptimizer'], 'adam'],
  [['myadam'], 'adam'],
  [['gradient descent, slowly'], 'gradient-descent'],
  [['3'], undefined],
])('namesakeOf(%j, rules) is %s', (names, name) => {
  expect(namesakeOf(names, rules)).toBe(name);
});
