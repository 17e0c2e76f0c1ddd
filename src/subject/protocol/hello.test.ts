import { expect, it } from 'vitest';
import { readHello } from './hello.ts';

const least = { protocol: 1, name: 'mine' };

const faultOf = (fields: Readonly<Record<string, unknown>>): string | undefined => {
  const read = readHello(JSON.stringify({ ...least, ...fields }));
  return 'fault' in read ? read.fault : undefined;
};

it('readHello(text) fills in what a subject leaves out', () => {
  expect(readHello(JSON.stringify(least))).toEqual({
    hello: {
      kind: 'other',
      name: 'mine',
      encoding: 'binary',
      returns: 'delta',
      roundings: 1,
      precision: 'float64',
      hyperparameters: {},
      contract: {},
      traits: [],
      domain: 'all',
      stepSize: 'used',
      shapes: 'vector',
      capabilities: [],
      files: [],
      versions: {},
    },
  });
});

it('readHello(text) reads every field', () => {
  const whole = {
    ...least,
    kind: 'torch',
    encoding: 'json',
    returns: 'theta',
    precision: 'bfloat16',
    arithmetic: 'float32',
    hyperparameters: {
      eps: { default: 1e-8, min: 1e-12, max: 1e-4, unit: 'gradient' },
      beta: { default: 0, min: 0, max: 1 },
    },
    contract: {
      effective: { envelope: 40 },
      maxRelativeStepSize: 0.2,
      losses: { convex: true },
      minCosine: 0.5,
      l2: 0.01,
    },
    traits: ['odd'],
    domain: 'positive',
    stepSize: 'internal',
    shapes: 'matrix',
    capabilities: ['eval', 'copy', 'random', 'memory'],
    files: [['a.py', 'ff']],
    versions: { python: '3.11' },
    source: 'a paper',
  };
  const { protocol: _, ...fields } = whole;
  expect(readHello(JSON.stringify(whole))).toEqual({ hello: { ...fields, roundings: 4 } });
});

it('readHello(text) takes a contract that is a promise alone', () => {
  expect(readHello(JSON.stringify({ ...least, contract: 'every-step' }))).toMatchObject({
    hello: { contract: { effective: 'every-step' } },
  });
  expect(readHello(JSON.stringify({ ...least, contract: { losses: ['quadratic'] } }))).toMatchObject({
    hello: { contract: { losses: ['quadratic'] } },
  });
});

it('readHello(text) refuses what is no JSON', () => {
  expect(readHello('hello there')).toEqual({ fault: 'answers HELLO with what is no JSON: hello there' });
});

it.each([
  [{ protocol: 2 }, /^speaks protocol 2, this program speaks 1; install the adapter that belongs to it$/],
  [{ protocol: undefined }, /^speaks protocol undefined/],
  [{ name: '' }, /^says name = "" in its HELLO; it must be text$/],
  [{ name: 4 }, /^says name = 4/],
  [{ encoding: 'xml' }, /it must be "binary" or "json"$/],
  [{ returns: 'both' }, /it must be "delta" or "theta"$/],
  [{ roundings: 0.5 }, /it must be a whole number from 1$/],
  [{ precision: 'double' }, /it must be "float64" or "float32" or "bfloat16" or "float16"$/],
  [{ hyperparameters: [] }, /^says hyperparameters = \[\] in its HELLO; it must be an object$/],
  [{ hyperparameters: { a: { default: 2, min: 0, max: 1 } } }, /^says hyperparameters\["a"\] = /],
  [
    { hyperparameters: { a: { default: 0, min: 0, max: 1, unit: 'metre' } } },
    /hyperparameters\["a"\].unit = "metre"/,
  ],
  [{ contract: { effective: 'now and then' } }, /^says contract.effective = "now and then"/],
  [{ contract: { effective: { window: -1 } } }, /contract.effective = \{"window":-1\}/],
  [{ contract: { maxRelativeStepSize: -1 } }, /contract.maxRelativeStepSize = -1 .* a number above 0$/],
  [{ contract: { minCosine: 2 } }, /contract.minCosine = 2/],
  [{ contract: { l2: 'much' } }, /contract.l2 = "much"/],
  [{ contract: { losses: { round: true } } }, /contract.losses = "round" .* facts among convex/],
  [{ contract: { losses: { convex: 1 } } }, /it must be true or false$/],
  [{ traits: 'odd' }, /it must be a list$/],
  [{ traits: [1] }, /it must be a list of names$/],
  [{ domain: 'most' }, /it must be "all" or "positive"$/],
  [
    { capabilities: ['fly'] },
    /capabilities = "fly" in its HELLO; it must be among eval, copy, random, memory$/,
  ],
  [{ files: ['a.py'] }, /it must be pairs of a path and a digest$/],
  [{ versions: { python: 3 } }, /versions\["python"\] = 3 in its HELLO; it must be text$/],
])('readHello with %j says what must be', (fields, message) => {
  expect(faultOf(fields)).toMatch(message);
});
