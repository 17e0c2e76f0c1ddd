import { describe, expect, it } from 'vitest';
import { loadFamilies } from '../../catalog/losses.ts';
import { loadSuspicions } from '../../catalog/suspicions.ts';
import { holds, inconclusive, refuted } from '../../checks/outcome/outcome.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import type { Observation } from '../../types/check.ts';
import type { RuleContext } from '../../types/rule.ts';
import type { Suspicion } from '../../types/suspicion.ts';
import { linearCase } from './cases.ts';
import { lookFor } from './lookFor.ts';
import { suspect } from './suspect.ts';

const families = await loadFamilies();
const rule = completeRule({
  name: 'plain',
  update: ({ gradient, stepSize }: RuleContext) => gradient.map((d) => -stepSize * d),
});

const shows = (...names: readonly string[]): Observation =>
  refuted({ cause: 'seen', sentence: 'it does', margin: -1, derived: { shown: names } });

/** A suspicion that says these one after another, and the last of them for ever. */
const saying = (raisedBy: Suspicion['raisedBy'], ...said: readonly Observation[]): Suspicion => {
  let next = 0;
  return {
    id: 'test',
    statement: 'It is.',
    source: 'a test',
    raisedBy,
    losses: () => true,
    cases: 300,
    draw: (given, index, losses) => linearCase({ id: 'test', dimension: 2, steps: 1 }, given, index, losses),
    observe: () => said[Math.min(next++, said.length - 1)]!,
  };
};

const look = (raisedBy: Suspicion['raisedBy'], ...said: readonly Observation[]) => {
  const looked = lookFor(rule, saying(raisedBy, ...said), families);
  return looked.kind === 'raised' ? looked.raised : undefined;
};

describe('lookFor(rule, suspicion, families)', () => {
  it('raises what is shown once, by the first case that does', () => {
    expect(look('once', holds(1), inconclusive('?'), shows())).toMatchObject({
      id: 'test',
      sentence: 'it does',
      index: 2,
      decided: 2,
      shown: 1,
    });
    expect(look('once', holds(1))).toBeUndefined();
  });

  it('raises what all cases show, of the names that they have in common', () => {
    expect(look('always', shows('a', 'b'), shows('b'))?.sentence).toBe('b: it does (300 of 300 cases)');
    expect(look('always', shows('a', 'b', 'c', 'd'))?.sentence).toBe(
      'a, b, c, …: it does (300 of 300 cases)',
    );
    expect(look('always', shows('a'), shows('b'))).toBeUndefined();
    expect(look('always', shows('a'), holds(1))).toBeUndefined();
    expect(look('always', refuted({ cause: 'c', sentence: 'no names', margin: -1 }))).toBeUndefined();
  });

  it('raises nothing that hardly any case decides', () => {
    const mostly = [...Array.from({ length: 200 }, () => inconclusive('?')), shows('a')];
    expect(look('always', shows('a'), ...mostly)).toBeUndefined();
    expect(look('once', ...Array.from({ length: 6 }, () => inconclusive('?')), shows())).toBeUndefined();
  });

  it('raises a share that a sequential test finds too large, and stops where it is small', () => {
    expect(look({ moreThan: 0.2 }, shows())).toMatchObject({ decided: 200, shown: 200 });
    expect(look({ moreThan: 0.2 }, shows(), holds(1))).toBeUndefined();
    const quarter = Array.from({ length: 300 }, (_, k) => (k % 4 === 0 ? shows() : holds(1)));
    expect(look({ moreThan: 0.2 }, ...quarter)).toBeUndefined();
  });

  it('says why it cannot look: no loss of its cases is covered, or none of them decides', () => {
    const elsewhere = { ...rule, contract: { ...rule.contract, losses: ['quadratic'] } };
    expect(lookFor(elsewhere, saying('once', shows()), families)).toMatchObject({ kind: 'blind' });
    const never = Array.from({ length: 6 }, () => inconclusive('too small'));
    expect(lookFor(rule, saying('once', ...never), families)).toEqual({ kind: 'blind', reason: 'too small' });
  });
});

describe('suspect(rule, suspicions, families)', () => {
  it('tells what is expected from what is not, and what is expected and not seen', async () => {
    const suspicions = await loadSuspicions();
    const late = {
      name: 'late',
      init: (theta: Float64Array) => new Float64Array(theta.length),
      update: ({ gradient, stepSize }: RuleContext, ready: Float64Array) => ({
        delta: ready,
        state: gradient.map((d) => -stepSize * d),
      }),
    };
    const plain = suspect(completeRule(late), suspicions, families);
    expect(plain.raised.map(({ id }) => id)).toEqual(['late-first-step']);
    const contract = { expected: ['late-first-step', 'unsettled'] };
    const silenced = suspect(completeRule({ ...late, contract }), suspicions, families);
    expect(silenced.raised).toEqual([]);
    expect(silenced.expected.map(({ id }) => id)).toEqual(['late-first-step']);
    expect(silenced.unseen).toEqual(['unsettled']);
  });

  it('says what cannot be looked for', async () => {
    const suspicions = await loadSuspicions();
    const blindOf = (given: typeof rule) => suspect(given, suspicions, families).blind.map(({ id }) => id);
    expect(blindOf(rule)).toEqual([]);
    expect(blindOf(completeRule({ ...rule, precision: 'bfloat16' }))).toHaveLength(suspicions.length - 3);
    const remote = completeRule({ ...rule, init: () => ({}) });
    const capabilities = { copy: true, memory: true, random: true, seeded: true, eval: true, globals: false };
    expect(blindOf({ ...remote, capabilities })).toEqual(['state-matters', 'state-moves']);
    const drawing = completeRule({
      ...rule,
      update: (context) => context.gradient.map((d) => -context.random() * d),
    });
    const contract = { effective: 'small-step', expected: ['unsettled'] } as const;
    const told = suspect({ ...drawing, contract }, suspicions, families);
    expect(told.blind).toContainEqual({ id: 'unsettled', reason: 'random numbers were drawn' });
    expect(told.unseen).toEqual([]);
  });
});
