import { expect, it } from 'vitest';
import { prerequisiteText } from './prerequisites.ts';

const scenario = {
  loss: { family: 'quadratic', parameters: { spectrum: [1] } },
  theta: [1],
  stepSize: 1,
  steps: 1,
  seed: 0,
  hyperparameters: {},
};
const same = { check: 'finite', scenario };
const other = { check: 'finite', scenario: { ...scenario, steps: 2 } };

it.each([
  [[], ''],
  [[same], ', once it has run before: the rule keeps something from run to run'],
  [[same, same], ', once it has run 2 times before: the rule keeps something from run to run'],
  [[other], ', after another case in the same process: the rule keeps something from run to run'],
  [[same, other], ', after 2 other cases in the same process: the rule keeps something from run to run'],
])('prerequisiteText(before, scenario) says what ran before: %#', (before, text) => {
  expect(prerequisiteText(before, scenario)).toBe(text);
});
