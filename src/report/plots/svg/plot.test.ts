import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { element, pathThrough } from './element.ts';
import { type PlotOptions, plot } from './plot.ts';
import * as Points from './points.ts';
import { scaleOf } from './scale.ts';
import * as Shapes from './shapes.ts';

const drawn = (options: Omit<PlotOptions, 'width' | 'height'>) =>
  parseHTML(`<!doctype html>${plot({ width: 100, height: 100, margin: 10, ...options }, {}).markup}`)
    .document;

type Node = { getAttribute(name: string): string | null } | null;

const numbersOf = (node: Node, ...names: readonly string[]): readonly number[] =>
  names.map((name) => Number(node?.getAttribute(name)));

const hidden = { axis: null } as const;

describe('element(name, attributes, content)', () => {
  it('escapes texts, rounds numbers and leaves out what has no value', () => {
    const attributes = { strokeWidth: 1 / 3, viewBox: '0 0 1 1', className: 'a"b', x: undefined };
    expect(element('g', attributes, 'a < b').markup).toBe(
      '<g stroke-width="0.33" viewBox="0 0 1 1" class="a&#34;b">a &#60; b</g>',
    );
    expect(element('g', {}).markup).toBe('<g />');
  });

  it('pathThrough(points) begins anew after a gap', () => {
    expect(
      pathThrough([
        [0, 1.239],
        [2, 3],
        [Number.NaN, 0],
        [4, 5],
        [6, Infinity],
      ]),
    ).toBe('M0,1.24L2,3M4,5');
  });
});

describe('scaleOf(values, options, range)', () => {
  it.each([
    [[0, 10], 5, [0, 2, 4, 6, 8, 10]],
    [[0.5, 0.508], 4, [0.5, 0.502, 0.504, 0.506, 0.508]],
    [[-1, 1], 4, [-1, -0.5, 0, 0.5, 1]],
    [[0, 7e6], 3, [0, 2e6, 4e6, 6e6]],
    [[3, 3], 5, [3]],
    [[0, 1], [-1, 0.25, 2], [0.25]],
  ])('puts ticks on round numbers within %j', (domain, ticks, expected) => {
    expect(scaleOf([], { domain, ticks }, [0, 100]).ticks).toEqual(expected);
  });

  it('places numbers evenly by the values, their roots or their logarithms', () => {
    const place = (type: 'linear' | 'sqrt' | 'log', value: number, reverse = false) =>
      scaleOf([1, 100], { type, reverse }, [0, 99]).place(value);
    expect([1, 50.5, 100].map((value) => place('linear', value))).toEqual([0, 49.5, 99]);
    expect(place('sqrt', 30.25)).toBeCloseTo(49.5, 9);
    expect(place('log', 10)).toBeCloseTo(49.5, 9);
    expect(place('linear', 1, true)).toBe(99);
    expect(scaleOf([4, 4, Number.NaN], {}, [0, 100]).place(4)).toBe(50);
  });

  it('widens a domain to whole ticks where that is wanted', () => {
    const scale = scaleOf([0.13, 1.98], { nice: true }, [0, 100]);
    expect([scale.place(0), scale.place(2)]).toEqual([0, 100]);
    expect(scaleOf([5, 5], { nice: true }, [0, 10]).place(5)).toBe(5);
  });

  it('gives names bands of equal width in their order, and other names no place', () => {
    const { place, band, ticks } = scaleOf(['b', 'a', 'b'], {}, [100, 0]);
    expect(ticks).toEqual(['b', 'a']);
    expect(place('b')).toBeGreaterThanOrEqual(0);
    expect(place('a')).toBeGreaterThan(place('b') + band);
    expect(place('a') + band).toBeLessThanOrEqual(100);
    expect(place('c')).toBeNaN();
  });
});

describe('plot(options)', () => {
  it('draws lines straight, or in steps that turn half way or at the next point', () => {
    const path = (curve: object) =>
      drawn({
        x: hidden,
        y: hidden,
        marks: [
          Points.line(
            [
              [0, 0],
              [1, 1],
            ],
            curve,
          ),
        ],
      })
        .querySelector('path')
        ?.getAttribute('d');
    expect(path({})).toBe('M10,90L90,10');
    expect(path({ curve: 'step' })).toBe('M10,90L50,90L50,10L90,10');
    expect(path({ curve: 'step-after' })).toBe('M10,90L90,90L90,10L90,10');
  });

  it('gives dots areas that grow with their values, and leaves out those without a place', () => {
    const data = [
      { x: 0, y: 0, size: 1 },
      { x: 1, y: Number.NaN, size: 2 },
      { x: 1, y: 1, size: 4 },
    ];
    const marks = [Points.dot(data, { x: 'x', y: 'y', r: 'size', symbol: 'circle', fill: 'red' })];
    const radii = [...drawn({ r: { range: [1, 3] }, marks }).querySelectorAll('circle')];
    expect(radii.flatMap((dot) => numbersOf(dot, 'r'))).toEqual([2, 3]);
    const square = drawn({ marks: [Points.dot(data, { x: 'x', y: 'y', r: 2, symbol: 'square' })] });
    expect(square.querySelectorAll('rect')).toHaveLength(2);
    const [width = 0] = numbersOf(square.querySelector('rect'), 'width');
    expect(width ** 2).toBeCloseTo(4 * Math.PI, 1);
  });

  it('writes what is said of each datum, with a halo where there is a stroke', () => {
    const texts = drawn({
      x: { domain: [0, 1] },
      y: hidden,
      marks: [
        Points.text(['a'], { x: [0.5], y: [0], stroke: 'white' }),
        Points.text([7], { x: [1], y: [1], text: (value) => `${value}!` }),
      ],
    });
    expect(texts.querySelector('g[paint-order] text')?.textContent).toBe('a');
    expect(texts.documentElement.textContent).toContain('7!');
  });

  it('points arrows to their ends, with a head of at most a third of their length', () => {
    const ends = { x1: [0], y1: [0], x2: [1], y2: [0] };
    const options = { x: { ...hidden, domain: [0, 1] }, y: { ...hidden, domain: [0, 1] } };
    const path = (headLength: number) =>
      drawn({ ...options, marks: [Shapes.arrow([0], { ...ends, headLength })] })
        .querySelector('path')
        ?.getAttribute('d');
    expect(path(1000)).toBe('M10,90L90,90M66.91,76.67L90,90L66.91,103.33');
    expect(path(1)).toMatch(/^M10,90L90,90M89\./);
  });

  it('draws bars from 0, in bands or between two ends', () => {
    const data = [{ from: 0, to: 1, name: 'a', size: 2 }];
    const box = (mark: ReturnType<typeof Shapes.barX>) =>
      numbersOf(
        drawn({ x: hidden, y: hidden, marks: [mark] }).querySelector('rect'),
        'x',
        'y',
        'width',
        'height',
      );
    expect(box(Shapes.rectY(data, { x1: 'from', x2: 'to', y: 'size' }))).toEqual([10, 10, 80, 80]);
    expect(box(Shapes.rectY(data, { x1: 'from', x2: 'to', y: 'size', inset: 1 }))[2]).toBe(78);
    expect(box(Shapes.barX(data, { x: 'size', y: 'name' }))[2]).toBe(80);
    expect(box(Shapes.barY(data, { x: 'name', y: 'size' }))[3]).toBe(80);
    expect(box(Shapes.rect(data, { x1: 'from', x2: 'to', y1: 'from', y2: 'size' }))).toEqual([
      10, 10, 80, 80,
    ]);
    const [, , width = 0] = box(Shapes.cell(data, { x: 'name', y: 'name' }));
    expect(box(Shapes.cell(data, { x: 'name', y: 'name', inset: 2 }))[2]).toBe(width - 4);
  });

  it('draws axes with labels where they are wanted, to the right, to the left or above', () => {
    const marks = [
      Points.line(
        [
          [0, 0],
          [1, 1],
        ],
        {},
      ),
      Shapes.ruleX([0.5]),
      Shapes.ruleY([0.5]),
    ];
    const words = (options: Partial<PlotOptions>) => drawn({ ...options, marks }).documentElement.textContent;
    expect(words({ x: { label: 'time', grid: true }, y: { label: 'loss' } })).toMatch(/↑ loss.*time →/);
    expect(words({ x: { label: 'time', reverse: true } })).toContain('← time');
    const names = drawn({
      x: { label: 'D', axis: 'top' },
      y: { label: 'ψ' },
      marks: [Shapes.cell([{ a: 'one', b: 'two' }], { x: 'a', y: 'b' })],
    });
    expect(names.documentElement.textContent).toBe('twoψoneD');
  });
});
