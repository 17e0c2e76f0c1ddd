import { expect, it } from 'vitest';
import { loadSeededRules } from '../../src/catalog/knownRules.ts';
import { loadFamilies } from '../../src/catalog/losses.ts';
import { loadSuspicions } from '../../src/catalog/suspicions.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import { suspect } from '../../src/suspicions/looking/suspect.ts';
import { loadRightRules } from '../subjects/rightRules.ts';
import { suspectedFaults } from '../subjects/suspectedFaults.ts';

const [families, suspicions, seeded, right] = await Promise.all([
  loadFamilies(),
  loadSuspicions(),
  loadSeededRules(),
  loadRightRules(),
]);

const listed = Object.entries(suspectedFaults).flatMap(([id, names]) => names.map((name) => ({ id, name })));

it.each(listed)('suspect($name) raises $id', ({ id, name }) => {
  const fault = seeded.find((entry) => entry.name === name)!;
  const looked = suspect(completeRule(fault), suspicions, families);
  expect(looked.raised.map((raised) => raised.id)).toContain(id);
});

it('suspect(rule) raises nothing on any right rule that has a name, but for what one of them expects', () => {
  const found = right.map((rule) => ({ name: rule.name, ...suspect(rule, suspicions, families) }));
  expect(found.filter(({ raised }) => raised.length > 0)).toEqual([]);
  expect(found.filter(({ expected }) => expected.length > 0).map(({ name }) => name)).toEqual(['asgd']);
});
