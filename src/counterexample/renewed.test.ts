import { expect, it } from 'vitest';
import { unshrunkFailure } from '../campaign/refutation.ts';
import type { Counterexample } from '../types/report.ts';
import { counterexampleOf } from './counterexample.ts';
import { renewed } from './renewed.ts';

const observation = { status: 'refuted', margin: -1, sentence: 'it goes uphill' } as const;
const scenario = {
  loss: { family: 'quadratic', parameters: { spectrum: [1] } },
  theta: [1],
  stepSize: 1,
  steps: 1,
  seed: 0,
  hyperparameters: {},
};

const stored = (rule: Partial<Counterexample['rule']>, required = true): Counterexample =>
  counterexampleOf(unshrunkFailure({ index: 4, scenario, observation }), {
    rule: { name: 'mine', file: 'mine.js', home: '../../..', beside: '../../../mine.js', ...rule },
    check: 'small-step',
    claim: 'it descends',
    required,
    seed: 7,
    path: 'part-1/counterexamples/mine/found.json',
    allowOutside: true,
  });

const places = {
  from: 'part-1/counterexamples/mine/found.json',
  to: 'whole/reports/counterexamples/mine/found.json',
  claim: 'it descends',
};

it('renewed(found, places) keeps what is said of the case, and writes what runs', () => {
  const found = { ...stored({}), test: 'process.exit(7);', replay: 'rm -rf .' };
  const anew = renewed(found, places);
  expect(anew).toMatchObject({
    check: 'small-step',
    cause: found.cause,
    index: 4,
    seed: 7,
    minimal: found.minimal,
  });
  expect(anew.replay).toBe(`npx natgrad-check replay ${places.to}`);
  expect(anew.rule).toMatchObject({ home: '../../../..', beside: '../../../../mine.js' });
  expect(anew.test).toContain("import { replayCounterexample } from 'natgrad-check';");
  expect(anew.test).toContain('replayCounterexample(file);');
  expect(anew.test).not.toContain('process.exit');
});

it('renewed(found, places) names the module by the file of the rule alone', () => {
  const beside = { beside: '../../../../evil.mjs' };
  expect(renewed(stored(beside), places).rule.beside).toBe('../../../../mine.js');
  expect(renewed(stored({ ...beside, file: null }), places).rule).not.toHaveProperty('beside');
  const { home: _, ...old } = stored({}).rule;
  expect(renewed({ ...stored({}), rule: old }, places).rule.beside).toBe('../../../../mine.js');
  const { beside: __, ...older } = stored({}).rule;
  expect(renewed({ ...stored({}), rule: older }, places).rule).not.toHaveProperty('beside');
});

it('renewed(found, places) has no reproduction where there was none', () => {
  expect(renewed(stored({}, false), places)).not.toHaveProperty('test');
});

it('renewed(found, places) writes nothing that ends its comment', () => {
  const { test = '' } = renewed({ ...stored({}), sentence: 'a\u2028process.exit(7);\r\n\u202eb' }, places);
  expect(test.split(/[\n\r\u2028\u2029]/).filter((line) => line.startsWith('process'))).toEqual([]);
  expect(test).not.toContain('\u202e');
});
