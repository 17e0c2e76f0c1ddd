import { expect, it } from 'vitest';
import { builtInParts } from '../campaign/builtInParts.ts';
import type { Executor } from '../campaign/executor.ts';
import { sessionOf } from '../campaign/session.ts';
import { inlineExecutor } from '../host/inline.ts';
import { nameRule } from '../subject/ruleShape.ts';
import type { Counterexample } from '../types/report.ts';
import type { LearningRule } from '../types/rule.ts';
import type { Scenario } from '../types/scenario.ts';
import { optionsOfOneCase } from './origin.ts';
import { replayCase, replayStored } from './replay.ts';

const parts = await builtInParts();
const update: LearningRule['update'] = ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);
const scenario: Scenario = {
  loss: { family: 'quadratic', parameters: { spectrum: [1], rotation: null, centre: null } },
  theta: [1],
  stepSize: 0.5,
  steps: 1,
  seed: 0,
  hyperparameters: {},
};
const stored: Counterexample = {
  schemaVersion: 1,
  rule: { name: 'gradient-descent', file: null },
  check: 'contained',
  cause: 'never-returns',
  sentence: '',
  index: 0,
  minimal: { ...scenario, derived: { check: 'well-formed' } },
  worst: { ...scenario, derived: {} },
  original: { ...scenario, derived: {} },
  irrelevant: [],
  trajectory: [],
  seed: 0,
  replay: '',
  test: '',
};

/** Gradient descent in this process, with what its worker would come to instead of some answers. */
const executorWith = (
  own: Partial<Executor> = {},
): { readonly open: () => Executor; readonly closed: string[] } => {
  const closed: string[] = [];
  const inline = inlineExecutor(
    sessionOf(nameRule({ update }, 'gradient-descent'), parts, { options: optionsOfOneCase(0) }, []),
  );
  return { open: () => ({ ...inline, close: async () => void closed.push('closed'), ...own }), closed };
};
const lost = {
  kind: 'lost',
  lost: { reason: 'never-returns', message: 'did not return', at: { check: 0, index: 0, step: 0 } },
} as const;

it('replayStored(counterexample) holds where contained code returns now, and closes its executor', async () => {
  const { open, closed } = executorWith();
  const { observation, rows } = await replayStored(stored, 'stored.json', open);
  expect(observation).toEqual({ status: 'holds', margin: 1 });
  expect(rows).toEqual([]);
  expect(closed).toEqual(['closed']);
});

it('replayStored(counterexample) refutes where the worker is lost again, with the cases that it needs', async () => {
  let asked = 0;
  const inline = executorWith().open();
  const { open } = executorWith({
    ask: (...ask) => (asked++ === 0 ? inline.ask(...ask) : Promise.resolve(lost)),
  });
  const before = [{ check: 'well-formed', scenario: { ...scenario, theta: [2] } }];
  const { observation } = await replayStored({ ...stored, before }, 'stored.json', open);
  expect(observation).toMatchObject({ status: 'refuted', cause: 'never-returns' });
  expect(observation.sentence).toMatch(/^update did not return at step 0.*after/);
  expect(asked).toBe(2);
});

it('replayStored(counterexample) refuses contained code that does not load, or whose check is gone', async () => {
  const { open, closed } = executorWith({ load: async () => lost });
  await expect(replayStored(stored, 'stored.json', open)).rejects.toThrow(
    'did not return while it was loaded',
  );
  expect(closed).toEqual(['closed']);
  const gone = { ...stored, running: 'gone' };
  await expect(replayStored(gone, 'stored.json', executorWith().open)).rejects.toThrow(
    'no check "gone" applies to the rule gradient-descent',
  );
  const unnamed = { ...stored, minimal: { ...scenario, derived: {} } };
  await expect(replayStored(unnamed, 'stored.json', executorWith().open)).rejects.toThrow(
    'no check "contained" applies',
  );
});

it('replayStored(counterexample) runs the cases that an uncontained one needs, each under a check that there is', async () => {
  const needing = (check: string) =>
    replayStored(
      { ...stored, check: 'small-step', before: [{ check, scenario }] },
      'stored.json',
      executorWith().open,
    );
  const { observation, rows } = await needing('well-formed');
  expect(observation.status).toBe('holds');
  expect(rows).toHaveLength(1);
  await expect(needing('gone')).rejects.toThrow('no check "gone" applies to the rule gradient-descent');
});

it('replayCase(rule, check, scenario) takes a rule, an update or a name, and refuses what is none in words', async () => {
  for (const rule of [update, { update }, 'gradient-descent'])
    expect((await replayCase(rule, 'small-step', scenario)).status).toBe('holds');
  const ascent: LearningRule['update'] = ({ gradient, stepSize }) => gradient.map((d) => stepSize * d);
  expect((await replayCase(ascent, 'small-step', scenario)).status).toBe('refuted');
  const broken: LearningRule = JSON.parse('{"update":3}');
  await expect(replayCase(broken, 'small-step', scenario)).rejects.toThrow('replayCase: the rule ');
});
