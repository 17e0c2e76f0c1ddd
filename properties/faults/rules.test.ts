import { describe, expect, it } from 'vitest';
import { builtInParts } from '../../src/campaign/builtInParts.ts';
import { planCampaign } from '../../src/campaign/plan.ts';
import { loadVariants } from '../../src/catalog/knownRules.ts';
import { loadRules } from '../../src/catalog/rules.ts';
import { moduleNames } from '../../src/discover.ts';
import { runTrajectory } from '../../src/dynamics/trajectory.ts';
import rosenbrock from '../../src/losses/rosenbrock.ts';
import lbfgs from '../../src/rules/lbfgs.ts';
import { open } from '../../src/subject/catalog.ts';
import { lbfgsWith } from '../subjects/lbfgsWith.ts';
import { firstRefutation } from './firstRefutation.ts';
import faults, { freshEntry } from './rules.ts';

const names = moduleNames(new URL('./rules/', import.meta.url));
const entries = await faults.entries();
const rules = await Promise.all(names.map(freshEntry));
const parts = await builtInParts();
const options = { seed: 20240916, cases: 1000, now: () => 0 };

describe('seeded faults: wrong rules', () => {
  it('are one wrong rule a file, under the name of the file', () => {
    expect(names.length).toBeGreaterThanOrEqual(40);
    expect(rules.map(({ name }) => name)).toEqual(names);
    expect(entries.map(({ name }) => name)).toEqual(names);
  });

  it('name what each is modelled on', () => {
    expect(entries.filter(({ modelledOn }) => !/^\S.{10,}/.test(modelledOn))).toEqual([]);
  });

  it('share no name with a right rule', async () => {
    const right = new Set((await loadRules()).map(({ name }) => name));
    expect(names.filter((name) => right.has(name))).toEqual([]);
  });

  it('are each the wrong version of a right rule, and name the right rules that they equal', async () => {
    const right = new Set([...(await loadRules()), ...(await loadVariants())].map(({ name }) => name));
    expect(rules.filter(({ meant }) => !right.has(meant)).map(({ name }) => name)).toEqual([]);
    const equals = rules.flatMap(({ alsoKnownAs }) => alsoKnownAs ?? []);
    // What is no name of a rule is said in words.
    expect(equals.filter((name) => !/ /.test(name) && !right.has(name))).toEqual([]);
    expect(
      rules.filter(({ meant, alsoKnownAs }) => alsoKnownAs?.includes(meant)).map(({ name }) => name),
    ).toEqual(['heavy-ball-promises-a-window', 'linear-flow-euclidean-energy']);
  });

  it('claim only traits that some check knows', () => {
    const known = new Set(parts.checks.map(({ id }) => id));
    expect(rules.flatMap(({ traits }) => traits ?? []).filter((trait) => !known.has(trait))).toEqual([]);
  });
});

describe(`detect(entry) with seed ${options.seed} on 1000 cases of each check`, () => {
  it.each(entries)('finds $name', async ({ name, against }) => {
    const found = await faults.detect(name, options);
    if (against === undefined) expect(found).not.toBeNull();
    else expect(found?.column).toBe('agrees-with-reference');
  });
});

it('freshEntry(name) is another copy each time, so that nothing is left of an earlier run', async () => {
  const [one, other] = [await freshEntry('hidden-call-counter'), await freshEntry('hidden-call-counter')];
  expect(one.update).not.toBe(other.update);
});

it('row(entry) gives each check alone the cases that fuzz would, and tells laws that are not claimed apart', async () => {
  const { refutedAfter, measured } = await faults.row('ascent', { seed: 1, cases: 5 });
  expect(refutedAfter['small-step']).toBe(1);
  expect(refutedAfter['inputs-untouched']).toBeNull();
  expect(refutedAfter).not.toHaveProperty('envelope');
  expect(refutedAfter['scale-invariant']).toBe(1);
  expect(measured).toContain('scale-invariant');
  expect(measured).not.toContain('small-step');
});

it('smallest(entry) is the minimal counterexample that fuzz finds', async () => {
  const found = await faults.smallest('ascent', { seed: 1, cases: 1000 });
  expect(found).toMatchObject({ case: { theta: [1], stepSize: 1, steps: 1 } });
  expect(found?.sentence).toMatch(/ψ = 180°/);
});

it('columns() names every check, and agreement with no rule in particular', async () => {
  const columns = await faults.columns();
  expect(columns.map(({ id }) => id)).toEqual([...parts.checks.map(({ id }) => id), 'agrees-with-reference']);
  expect(columns.at(-1)?.claim).toContain('that of the right rule');
});

it('columns() says why some cannot refute any fault', async () => {
  const unable = (await faults.columns()).flatMap((column) =>
    column.cannotRefuteBecause === undefined ? [] : [column.id],
  );
  expect(unable.toSorted()).toEqual(['effective', 'natural-gradient-form', 'terminates']);
});

it('firstRefutation(plan, 10) finds nothing wrong with gradient descent', async () => {
  const { rule } = await open({ kind: 'built-in', spec: 'gradient-descent' });
  const plan = planCampaign(rule, parts, { seed: options.seed, runs: 1000 });
  expect(firstRefutation(plan, 10)).toBeNull();
});

it('lbfgsWith(name, {}) is L-BFGS to the last bit, so that what a fault changes is all that is wrong with it', () => {
  const loss = rosenbrock.build(rosenbrock.draw(3, () => 0.5));
  const options = { theta: [-1, 0.5, 2], stepSize: 0.5, steps: 12, seed: 1, hyperparameters: { memory: 3 } };
  const [same, right] = [lbfgsWith('same', {}), lbfgs].map(
    (rule) => runTrajectory(rule, loss, options).steps,
  );
  expect(same).toEqual(right);
});
