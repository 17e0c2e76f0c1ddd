import type { Vector } from '../../types/vector.ts';
import { keepsSigns, numberOf, type Part } from './part.ts';

/** Another step size. */
const scale: Part = {
  formula: 'factor · x',
  numbers: { factor: { min: 0.01, max: 100, simple: 2, scale: 'logarithmic' } },
  weight: 3,
  memory: 0,
  know: (inner) => inner,
  apply(x, values) {
    const factor = numberOf(values, 'factor');
    for (let i = 0; i < x.length; i++) x[i] = factor * x[i]!;
  },
};

/** Turns the rule around: what went down goes up. */
const flip: Part = {
  formula: '−x',
  numbers: {},
  weight: 0.5,
  memory: 0,
  know: (inner) => (inner === 'open' ? 'open' : inner === 'uphill' ? 'effective' : 'uphill'),
  apply(x) {
    for (let i = 0; i < x.length; i++) x[i] = -x[i]!;
  },
};

/** Clipping by the Euclidean norm: x · min(1, bound/‖x‖). */
const clip: Part = {
  formula: 'x · min(1, bound/‖x‖)',
  numbers: { bound: { min: 1e-3, max: 1e3, simple: 1, scale: 'logarithmic' } },
  weight: 3,
  memory: 0,
  know: (inner) => inner,
  apply(x, values) {
    const factor = numberOf(values, 'bound') / norm(x);
    if (!(factor < 1)) return;
    for (let i = 0; i < x.length; i++) x[i] = factor * x[i]!;
  },
};

/** Clipping of every coordinate. */
const clamp: Part = {
  formula: 'max(−bound, min(bound, xᵢ))',
  numbers: { bound: { min: 1e-3, max: 1e3, simple: 1, scale: 'logarithmic' } },
  weight: 2,
  memory: 0,
  know: keepsSigns,
  apply(x, values) {
    const bound = numberOf(values, 'bound');
    for (let i = 0; i < x.length; i++) x[i] = Math.max(-bound, Math.min(bound, x[i]!));
  },
};

/** The signs alone. */
const sign: Part = {
  formula: 'sign(xᵢ)',
  numbers: {},
  weight: 3,
  memory: 0,
  know: keepsSigns,
  apply(x) {
    for (let i = 0; i < x.length; i++) x[i] = Math.sign(x[i]!);
  },
};

/** Coordinates i with (i + step) mod period ≠ 0 rest; where the others are 0, the rule rests away from any minimum. */
const mask: Part = {
  formula: 'xᵢ where (i + step) mod period = 0, otherwise 0',
  numbers: { period: { min: 2, max: 5, simple: 2, scale: 'integer' } },
  weight: 2,
  memory: 0,
  know: () => 'open',
  apply(x, values, { step }) {
    const period = numberOf(values, 'period');
    for (let i = 0; i < x.length; i++) if ((i + step) % period !== 0) x[i] = 0;
  },
};

/** A step size that decays. */
const schedule: Part = {
  formula: 'x/(1 + rate · step)',
  numbers: { rate: { min: 1e-3, max: 10, simple: 1, scale: 'logarithmic' } },
  weight: 2,
  memory: 0,
  know: (inner) => inner,
  apply(x, values, { step }) {
    const factor = 1 / (1 + numberOf(values, 'rate') * step);
    for (let i = 0; i < x.length; i++) x[i] = factor * x[i]!;
  },
};

/** Uniform noise relative to the largest entry, so that it means the same at every scale. */
const noise: Part = {
  formula: 'xᵢ + size · max|x| · uniform(−1, 1)',
  numbers: { size: { min: 1e-3, max: 10, simple: 1, scale: 'logarithmic' } },
  weight: 2,
  memory: 0,
  know: () => 'open',
  apply(x, values, { random }) {
    const size = numberOf(values, 'size') * largest(x);
    for (let i = 0; i < x.length; i++) x[i] = x[i]! + size * (2 * random() - 1);
  },
};

/** Noise that multiplies: each coordinate keeps its sign. */
const jitter: Part = {
  formula: 'xᵢ · (1 + size · uniform(−1, 1))',
  numbers: { size: { min: 1e-3, max: 0.9, simple: 0.5, scale: 'logarithmic' } },
  weight: 2,
  memory: 0,
  know: keepsSigns,
  apply(x, values, { random }) {
    const size = numberOf(values, 'size');
    for (let i = 0; i < x.length; i++) x[i] = x[i]! * (1 + size * (2 * random() - 1));
  },
};

const largest = (x: Vector): number => {
  let size = 0;
  for (const value of x) size = Math.max(size, Math.abs(value));
  return size;
};

/** ‖x‖ without overflow or underflow on the way. */
export const norm = (x: Vector): number => {
  const size = largest(x);
  if (!(size > 0)) return 0;
  let sum = 0;
  for (const value of x) sum += (value / size) ** 2;
  return size * Math.sqrt(sum);
};

/** Parts that act on each coordinate, or on all alike, without memory. */
export const scalingParts = { scale, flip, clip, clamp, sign, mask, schedule, noise, jitter };
