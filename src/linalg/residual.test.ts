import { describe, expect, it } from 'vitest';
import {
  add,
  dot,
  type Fraction,
  fraction,
  multiply,
  subtract,
  toNumber,
  zero,
} from '../../properties/exact/fraction.ts';
import { headResidual, residual, residualVector } from './residual.ts';
import { seededRandom } from './seeded.ts';

const u = 2 ** -53;

/** y − (head + tail) g, exactly. */
const exactResidual = (y: number, g: number, head: number, tail: number): Fraction =>
  subtract(fraction(y), multiply(add(fraction(head), fraction(tail)), fraction(g)));

const square = (x: Fraction): Fraction => multiply(x, x);

/** Doubles of 53 bits and either sign, within a factor of 2⁸. */
const draws = (label: string) => {
  const random = seededRandom(7, label);
  return () => (random() < 0.5 ? -1 : 1) * (1 + random()) * 2 ** Math.floor(8 * random());
};

/** One coordinate: how far √rr and the sign of gr are from y − t g, and how far they may be. */
const judge = (
  r: { readonly rr: number; readonly gr: number },
  given: { readonly y: number; readonly g: number; readonly head: number; readonly tail: number },
  relative: number,
) => {
  const { y, g, head, tail } = given;
  const exact = toNumber(exactResidual(y, g, head, tail));
  const allowed = 2 * u * Math.abs(exact) + relative * Math.abs(head * g);
  // The square root, the square and the product with g round once each.
  expect(Math.abs(Math.sqrt(r.rr) - Math.abs(exact))).toBeLessThanOrEqual(allowed + 2 * u * Math.abs(exact));
  expect(Math.abs(r.gr / g - exact)).toBeLessThanOrEqual(allowed + 2 * u * Math.abs(exact));
};

describe('one coordinate', () => {
  it('headResidual is off by 2u|r| + 3·2⁻²³u|t g| at most', () => {
    const draw = draws('head');
    for (let run = 0; run < 300; run++) {
      const [g, head] = [draw(), draw()];
      for (const tilt of [0, 2 ** -19, 2 ** -10, 3]) {
        const y = head * g * (1 + tilt);
        const r = headResidual(Float64Array.of(y), Float64Array.of(g), head);
        judge(r, { y, g, head, tail: 0 }, 3 * 2 ** -23 * u);
      }
    }
  });

  it('residual is off by 2u|r| + 2u²|t g| at most, as is residualVector', () => {
    const draw = draws('single');
    for (let run = 0; run < 300; run++) {
      const [g, head] = [draw(), draw()];
      for (const tilt of [0, 2 ** -45, 2 ** -20, 3]) {
        const y = head * g * (1 + tilt);
        judge(residual(Float64Array.of(y), Float64Array.of(g), head, 0), { y, g, head, tail: 0 }, 2 * u * u);
        const [r] = residualVector(Float64Array.of(y), Float64Array.of(g), head);
        const exact = toNumber(exactResidual(y, g, head, 0));
        expect(Math.abs(r! - exact)).toBeLessThanOrEqual(
          2 * u * Math.abs(exact) + 2 * u * u * Math.abs(head * g),
        );
      }
    }
  });

  it('residual with t in two parts is off by 2u|r| + 8u³|t g| at most', () => {
    const draw = draws('double');
    for (let run = 0; run < 300; run++) {
      const [g, y] = [draw(), draw()];
      const head = y / g;
      const rest = residual(Float64Array.of(y), Float64Array.of(g), head, 0).gr / (g * g);
      for (const tail of [rest, rest * (1 + 2 ** -40), rest * (1 + 2 ** -20), 2 * u * head]) {
        if (tail === 0) continue;
        const r = residual(Float64Array.of(y), Float64Array.of(g), head, tail);
        judge(r, { y, g, head, tail }, 8 * u ** 3);
      }
    }
  });

  it('residual with t in two parts rounds once where little cancels: every error on the way is added up', () => {
    const draw = draws('apart');
    for (let run = 0; run < 4000; run++) {
      const [g, head] = [draw(), draw()];
      const y = run % 4 !== 0 ? 8 * draw() : head * g * (1 + draw() / 2 ** 9);
      const tail = 2 * u * head * (draw() / 2 ** 8);
      const exact = toNumber(exactResidual(y, g, head, tail));
      if (Math.abs(exact) < Math.abs(y) / 2 ** 10) continue;
      const { gr } = residual(Float64Array.of(y), Float64Array.of(g), head, tail);
      // r and r g are rounded once each; what the sum of the errors loses is of the order of u².
      expect(Math.abs(gr / g - exact)).toBeLessThanOrEqual(3.001 * u * Math.abs(exact));
    }
  });

  it('residual with t in two parts sees what a second product leaves', () => {
    // 1 − (⅓ + its remainder)·3 is a few u³; with a third of that for the tail, two thirds of u are left.
    const head = 1 / 3;
    const left = toNumber(exactResidual(1, 3, head, 0));
    const r = residual(Float64Array.of(1), Float64Array.of(3), head, left / 9);
    expect(Math.sqrt(r.rr)).toBeCloseTo((2 / 3) * left, 30);
  });
});

describe('sums over coordinates', () => {
  const kinds = [
    {
      name: 'headResidual',
      residualOf: (y: Float64Array, g: Float64Array, t: number) => headResidual(y, g, t),
    },
    { name: 'residual', residualOf: (y: Float64Array, g: Float64Array, t: number) => residual(y, g, t, 0) },
    {
      name: 'residual with t in two parts',
      residualOf: (y: Float64Array, g: Float64Array, t: number) => residual(y, g, t - 1, 1),
    },
  ];

  it.each(kinds)('$name adds ‖r‖² and gᵀr of every coordinate', ({ residualOf }) => {
    for (const size of [1, 2, 7, 8, 9, 15, 16, 17, 18, 33, 50]) {
      const y = Float64Array.from({ length: size }, (_, i) => ((7 * i) % 13) - 6);
      const g = Float64Array.from({ length: size }, (_, i) => ((5 * i + 3) % 11) - 4);
      const r = Array.from(y, (value, i) => value - 3 * g[i]!);
      const found = residualOf(y, g, 3);
      expect(found.rr).toBe(r.reduce((sum, value) => sum + value ** 2, 0));
      expect(found.gr).toBe(r.reduce((sum, value, i) => sum + value * g[i]!, 0));
    }
  });

  it.each(kinds.slice(0, 2))('$name loses nothing between blocks', ({ residualOf }) => {
    // One coordinate in 16, 0.67 u of the first when squared; and squares of 26 bits that grow.
    const x = new Float64Array(4000 * 16);
    for (let k = 0; k < x.length; k += 16) x[k] = k === 0 ? 1 : (37 / 32) * 2 ** -27;
    const zeros = new Float64Array(x.length);
    const { rr } = residualOf(x, zeros, 1);
    expect(Math.abs(toNumber(subtract(fraction(rr), dot(x, x))))).toBeLessThanOrEqual(1.001 * u * rr);
    const random = seededRandom(8, 'squares');
    for (let run = 0; run < 400; run++) {
      const grown = new Float64Array((2 + Math.floor(random() * 6)) * 16);
      const spread = Math.floor(random() * 28);
      for (let k = 0; k < grown.length; k += 16) {
        grown[k] = (2 ** 25 + Math.floor(random() * 2 ** 25)) * 2 ** Math.floor(random() * spread);
      }
      const sum = residualOf(grown, new Float64Array(grown.length), 1).rr;
      const error = Math.abs(toNumber(subtract(fraction(sum), dot(grown, grown))));
      expect(error).toBeLessThanOrEqual(1.001 * u * sum);
    }
  });

  it('residual of vectors in general position agrees with exact sums', () => {
    const draw = draws('vectors');
    const g = Float64Array.from({ length: 21 }, draw);
    const y = g.map((value) => 1.7 * value * (1 + 2 ** -30 * draw()));
    const exact = Array.from(y, (value, i) => exactResidual(value, g[i]!, 1.7, 0));
    const found = residual(y, g, 1.7, 0);
    const rr = exact.reduce((sum, r) => add(sum, square(r)), zero);
    expect(Math.abs(found.rr / toNumber(rr) - 1)).toBeLessThan(32 * u);
  });
});

describe('residual(…).vanishes', () => {
  it.each([
    [[6, -3, 0], [2, -1, 0], 3, 0, true],
    [[6, -3, 1], [2, -1, 0], 3, 0, false],
    [[6, -3, 2 ** -1074], [2, -1, 0], 3, 0, false],
    [[6, -3, 0], [2, -1, 0], 2, 1, false],
    // Products below 2⁻⁹¹⁶ may have lost digits.
    [[2 ** -916], [2 ** -916], 1, 0, true],
    [[-(2 ** -916)], [2 ** -916], -1, 0, true],
    [[2 ** -917], [2 ** -917], 1, 0, false],
    [[0], [2 ** -600], 2 ** -600, 0, false],
    [[1, 2 ** -1000], [1, 2 ** -1000], 1, 0, false],
  ])('of %j − t %j with t = %d + %d is %s', (y, g, head, tail, vanishes) => {
    expect(residual(Float64Array.from(y), Float64Array.from(g), head, tail).vanishes).toBe(vanishes);
  });
});
