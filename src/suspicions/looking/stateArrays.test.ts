import { describe, expect, it } from 'vitest';
import { areEqual, areZeros, stateArrays, zeroArrays } from './stateArrays.ts';

describe('stateArrays(state, D)', () => {
  it('finds float arrays of D entries in objects, lists, maps and layers of them, and nothing else', () => {
    const loop: Record<string, unknown> = { m: new Float64Array(3) };
    loop.itself = loop;
    const state = {
      count: 3,
      mean: new Float64Array([1, 2, 3]),
      single: new Float32Array(3),
      list: [0, 0, 0],
      short: new Float64Array(2),
      counts: new Int32Array(3),
      words: ['a', 'b', 'c'],
      nothing: null,
      empty: [],
      layers: [{ v: new Float64Array(3) }],
      map: new Map([['k', new Float64Array(3)]]),
      loop,
    };
    expect([...stateArrays(state, 3).keys()]).toEqual([
      'state.mean',
      'state.single',
      'state.list',
      'state.layers.0.v',
      'state.map.k',
      'state.loop.m',
    ]);
    expect(zeroArrays(state, 3)).not.toContain('state.mean');
  });

  it('takes a state that is such an array itself, and looks five levels down', () => {
    expect([...stateArrays(new Float64Array(2), 2).keys()]).toEqual(['state']);
    expect([...stateArrays([[[[[[[1, 2]]]]]]], 2).keys()]).toEqual([]);
    expect([...stateArrays(undefined, 2).keys()]).toEqual([]);
  });
});

it('areZeros and areEqual compare numbers, so that −0 is 0', () => {
  expect(areZeros([0, -0])).toBe(true);
  expect(areZeros([0, Number.NaN])).toBe(false);
  expect(areEqual([1, 0], [1, -0])).toBe(true);
  expect(areEqual([1], [1, 2])).toBe(false);
  expect(areEqual([1, 2], [1, 3])).toBe(false);
});
