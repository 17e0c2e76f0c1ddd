import { describe, expect, it } from 'vitest';
import { emptyStatistics } from '../statistics.ts';
import { encode } from './codec.ts';
import type { Outgoing } from './messages.ts';
import { readSaid } from './said.ts';

const scenario = {
  loss: { family: 'quadratic', parameters: { spectrum: [1] } },
  theta: [-0, 1e308],
  stepSize: 1,
  steps: 1,
  seed: 0,
  hyperparameters: {},
};
const observation = { status: 'refuted', margin: Number.NEGATIVE_INFINITY, cause: 'uphill', sentence: 'up' };
const found = { check: 2, found: { index: 7, scenario, observation } };
const failure = { cause: 'uphill', original: found.found, worst: found.found };
const batch = {
  counts: { holds: 2, refuted: 1, inconclusive: 0, vacuous: 0 },
  worstMargin: -1,
  failures: [failure],
  statistics: emptyStatistics,
  sideEffects: [],
};
const ask = { check: 2, slice: { from: 0, to: 8, step: 2 }, skip: [4] };
const message: Outgoing = { kind: 'batch', ask };
const observe: Outgoing = { kind: 'generate', ask: { check: 0, index: 0 } };
const answered = (answer: unknown) => ({ id: 3, notice: { answer } });

const read = (value: unknown, asked: Outgoing | undefined = message) =>
  readSaid(typeof value === 'string' ? value : encode(value), asked && { id: 3, message: asked });

describe('readSaid(text, asked)', () => {
  it.each([
    ['a batch', answered(batch)],
    ['a refuted case', { id: 3, found }],
    ['damage', { id: 3, notice: { damaged: 'replaced the global Math.abs' } }],
    ['code that does not return', { id: 3, notice: { stuck: 'did not return within 5 s' } }],
    ['a failure of this program', { id: 3, notice: { failed: 'no such check' } }],
    ['what cannot be used', { id: 3, notice: { unusable: { kind: 'unfit', says: 'is none' } } }],
  ])('reads %s as it was sent', (_, said) => {
    const { id: _id, ...rest } = said;
    expect(read(said)).toEqual({ id: 3, ...rest });
  });

  it('reads the answer to another kind of question by its own shape', () => {
    expect(read(answered(scenario), observe)).toEqual(answered(scenario));
    expect(read(answered([scenario]), observe)).toBeUndefined();
    expect(read({ id: 3, found }, observe)).toBeUndefined();
  });

  it('reads batches that were asked for together, one or more, each of them whole', () => {
    const [first, second] = [ask, { ...ask, check: 5, skip: [2, 4] }];
    const together: Outgoing = { kind: 'together', ask: { batches: [first, second] } };
    const fewer = { ...batch, counts: { ...batch.counts, holds: batch.counts.holds - 1 } };
    for (const batches of [[batch], [batch, fewer]])
      expect(read(answered({ batches }), together)).toEqual(answered({ batches }));
    for (const batches of [[], [fewer], [batch, batch], [batch, fewer, fewer]])
      expect(read(answered({ batches }), together)).toBeUndefined();
    expect(read({ id: 3, found }, together)).toEqual({ id: 3, found });
    expect(read({ id: 3, found: { ...found, check: 3 } }, together)).toBeUndefined();
  });

  it('hears that a worker is ready only before it was asked anything', () => {
    expect(readSaid('{"ready":1}', undefined)).toEqual({ ready: 1 });
    expect(read({ ready: 1 })).toBeUndefined();
    expect(readSaid('{"ready":true}', undefined)).toBeUndefined();
    expect(readSaid(encode(answered(batch)), undefined)).toBeUndefined();
  });

  it.each([
    ['nothing', 'null'],
    ['text', '"ready"'],
    ['no JSON', '{"id":'],
    ['a list without end', '['.repeat(100_000)],
    ['another number', { ...answered(batch), id: 4 }],
    ['a field more', { ...answered(batch), also: 1 }],
    ['both', { ...answered(batch), found }],
    ['no notice', { id: 3 }],
    ['an answer of another kind', answered(scenario)],
    ['fewer cases than were asked for', answered({ ...batch, counts: { ...batch.counts, holds: 1 } })],
    ['a refuted case without a failure', answered({ ...batch, failures: [] })],
    [
      'a failure without a refuted case',
      answered({ ...batch, counts: { ...batch.counts, holds: 3, refuted: 0 } }),
    ],
    ['text in the place of a number', answered({ ...batch, worstMargin: '1' })],
    ['a count below 0', answered({ ...batch, counts: { ...batch.counts, refuted: -1, holds: 4 } })],
    ['a case of another check', { id: 3, found: { ...found, check: 1 } }],
    [
      'a case that holds',
      { id: 3, found: { check: 2, found: { ...found.found, observation: { status: 'holds', margin: 1 } } } },
    ],
    [
      'an unknown status',
      {
        id: 3,
        found: { check: 2, found: { ...found.found, observation: { ...observation, status: 'fine' } } },
      },
    ],
    ['an unknown fault', { id: 3, notice: { unusable: { kind: 'fine', says: '' } } }],
  ])('refuses a message with %s', (_, said) => {
    expect(read(said)).toBeUndefined();
  });
});
