import { expect, it } from 'vitest';
import { loadFamilies } from '../../src/catalog/losses.ts';
import { loadSuspicions } from '../../src/catalog/suspicions.ts';
import { suspect } from '../../src/suspicions/looking/suspect.ts';
import { loadRightRules, rightComposedRules } from '../subjects/rightRules.ts';

it('suspect(rule) raises nothing on any of more than 300 right rules, but for what one of them expects', async () => {
  const [families, suspicions] = [await loadFamilies(), await loadSuspicions()];
  const rules = [...(await loadRightRules()), ...rightComposedRules(20260916, 320)];
  expect(rules.length).toBeGreaterThan(300);
  const found = rules.map((rule) => ({ name: rule.name, ...suspect(rule, suspicions, families) }));
  expect(found.filter(({ raised }) => raised.length > 0)).toEqual([]);
  expect(found.filter(({ expected }) => expected.length > 0).map(({ name }) => name)).toEqual(['asgd']);
  expect(found.filter(({ unseen }) => unseen.length > 0)).toEqual([]);
}, 300_000);
