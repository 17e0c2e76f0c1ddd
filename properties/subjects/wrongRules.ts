import type { DeclaredRule } from '../../src/types/rule.ts';

/** Δ = −η∇L, from which the wrong rules are made. */
export const plain: DeclaredRule = {
  name: 'plain',
  update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
};

/** Δ = +η∇L. */
export const ascent: DeclaredRule = {
  name: 'ascent',
  update: ({ gradient, stepSize }) => gradient.map((d) => stepSize * d),
};
