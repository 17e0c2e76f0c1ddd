import { keepsSigns, numberOf, type Part } from './part.ts';

/** Polyak's momentum: the step is a sum over the past, so that nothing is known of it at a single point. */
const momentum: Part = {
  formula: 'v ← decay · v + x; v',
  numbers: { decay: { min: 0.1, max: 0.99, simple: 0.5, scale: 'linear' } },
  weight: 3,
  memory: 1,
  know: () => 'open',
  apply(x, values, _context, [velocity]) {
    const decay = numberOf(values, 'decay');
    for (let i = 0; i < x.length; i++) {
      velocity![i] = decay * velocity![i]! + x[i]!;
      x[i] = velocity![i]!;
    }
  },
};

/** Division by the root of a running second moment, each coordinate by its own: signs stay. */
const normalise: Part = {
  formula: 's ← decay · s + (1 − decay) · x²; x/(√s + epsilon)',
  numbers: {
    decay: { min: 0, max: 0.999, simple: 0.5, scale: 'linear' },
    epsilon: { min: 1e-10, max: 1, simple: 1, scale: 'logarithmic' },
  },
  weight: 3,
  memory: 1,
  know: keepsSigns,
  apply(x, values, _context, [moment]) {
    const decay = numberOf(values, 'decay');
    const epsilon = numberOf(values, 'epsilon');
    for (let i = 0; i < x.length; i++) {
      moment![i] = Math.min(Number.MAX_VALUE, decay * moment![i]! + (1 - decay) * x[i]! * x[i]!);
      x[i] = x[i]! / (Math.sqrt(moment![i]!) + epsilon);
    }
  },
};

/** Repeats the direction of the step before: right for small steps on a smooth loss, wrong at the first one. */
const delay: Part = {
  formula: 'the x of the step before, 0 at the first',
  numbers: {},
  weight: 1,
  memory: 1,
  know: () => 'open',
  apply(x, _values, _context, [before]) {
    for (let i = 0; i < x.length; i++) {
      const now = x[i]!;
      x[i] = before![i]!;
      before![i] = now;
    }
  },
};

/** Parts that remember earlier steps. */
export const memoryParts = { momentum, normalise, delay };
