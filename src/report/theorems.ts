import { type Markup, trusted } from './markup.ts';
import { mathml } from './mathml.ts';

/** The equation of each theorem, in TeX, by the beginning of the ids of its claims. */
export const theorems: Readonly<Record<string, string>> = {
  P1: 'M \\succ 0, \\ M g = y \\quad\\Leftrightarrow\\quad y^\\top g > 0',
  P2: 'M = \\frac{y y^\\top}{y^\\top g} + \\sum u_i {u_i}^\\top, \\quad {u_i}^\\top g = 0',
  P3: 'M \\succ 0, \\ M g = y \\quad\\Rightarrow\\quad M = \\frac{y y^\\top}{y^\\top g} + \\sum u_i {u_i}^\\top',
  P4: 'M(\\alpha) = \\frac{y y^\\top}{y^\\top g} + \\alpha \\left(I - \\frac{g g^\\top}{g^\\top g}\\right)',
  P5: '\\alpha^* = \\frac{y^\\top y}{y^\\top g}, \\quad \\kappa^* = \\frac{1 + \\sin\\psi}{1 - \\sin\\psi} \\le \\kappa(M)',
  P6: '\\kappa^* = \\cot^2 \\frac{\\delta}{2} \\approx \\frac{4}{\\delta^2}, \\quad \\delta = \\frac{\\pi}{2} - \\psi',
  P7: '\\frac{dL}{dt} = -y^\\top g',
  P8: 'W(x) = L(x) + L(F x) + \\dots + L(F^{w-1} x), \\quad W(x) - W(F x) = L(x) - L(F^w x)',
  P9: '\\frac{dL}{dt} = \\nabla L^\\top g + \\frac{\\partial L}{\\partial t} = -y^\\top (g, 1)',
  P10: 'y^\\top \\Delta = L(\\theta) - L(\\theta + \\Delta)',
  P11: 'L(\\theta + \\eta g) < L(\\theta) \\quad\\Leftarrow\\quad 0 < \\eta < \\frac{2 y^\\top g}{\\beta g^\\top g}',
  P12: 'E[L(\\theta + \\Delta)] < L(\\theta) \\quad\\Rightarrow\\quad y^\\top E[\\Delta] > 0 \\quad (L \\ \\mathrm{convex})',
  P13: 'V = L(\\theta) + \\frac{b}{2 \\eta} \\|d\\|^2, \\quad 0 < \\eta \\le \\frac{2 (1 - b)}{\\beta}',
  P14: 'A^\\top P + P A = -Q, \\quad y^\\top g = \\frac{1}{2} x^\\top Q x > 0',
  P15: '{y_b}^\\top g_b > 0 \\ \\mathrm{in} \\ \\mathrm{every} \\ \\mathrm{block} \\ b',
  P16: '\\frac{1}{\\lambda_{\\max}} \\le \\frac{y^\\top g}{y^\\top y} \\le \\frac{1}{\\lambda_{\\min}}',
  X1: '(y - p g)^\\top (q g - y) \\ge 0',
  X2: '\\sin\\psi \\le \\frac{\\kappa - 1}{\\kappa + 1}',
  X3: 'M(\\alpha) = B - \\frac{B g g^\\top B}{g^\\top B g} + \\frac{y y^\\top}{y^\\top g}, \\quad B = \\alpha I',
  X5: 'M(\\alpha^*) = \\alpha^* (I + \\sin\\psi \\, R)',
  X7: 'M(a g, b y) = \\frac{b}{a} M(g, y)',
  X10: 'M G = Y, \\ M \\succ 0 \\quad\\Rightarrow\\quad G^\\top Y = Y^\\top G',
};

/** The theorem that a claim of a paper is about, by its id: P5 of `P5-attained`; empty for one of ours. */
export const theoremName = (id: string): string => /^[PX]\d+/.exec(id)?.[0] ?? '';

/** The equation of the theorem that a claim is about, typeset; undefined where it has none. */
export const theoremOf = (id: string): Markup | undefined => {
  const theorem = theoremName(id);
  return Object.hasOwn(theorems, theorem) ? trusted(mathml(theorems[theorem]!, 'inline')) : undefined;
};
