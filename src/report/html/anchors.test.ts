import { expect, it } from 'vitest';
import { ruleAnchors } from './anchors.ts';

it('ruleAnchors(rules) is the name where it is a word of its own, and says the number otherwise', () => {
  const names = ['adamw', 'My Rule!', 'adamw', '规则', 'claims', 'torch.optim:Adam(amsgrad=True)'];
  expect(ruleAnchors(names.map((name) => ({ name })))).toEqual([
    'adamw',
    'my-rule',
    'rule-2-adamw',
    'rule-3-',
    'rule-4-claims',
    'torch-optim-adam-amsgrad-true',
  ]);
});
