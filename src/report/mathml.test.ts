import { describe, expect, it } from 'vitest';
import { effectivePair } from '../metric/effectivePair.ts';
import { optimalMetric } from '../metric/optimal.ts';
import { renderOptimal } from '../metric/render.ts';
import { mathml } from './mathml.ts';

/** What is to be read of a formula, and that its elements nest. */
const textOf = (markup: string): string => {
  const open: string[] = [];
  for (const [, close, name] of markup.matchAll(/<(\/?)([a-z]+)[^>]*>/g)) {
    if (close === '') open.push(name!);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
  return markup.replace(/<[^>]*>/g, '');
};

describe('mathml(tex, display)', () => {
  it('sets symbols, exponents, fractions and fences', () => {
    expect(mathml('\\frac{y}{g_1}', 'inline')).toBe(
      '<math><mrow><mfrac><mrow><mi>y</mi></mrow><mrow><msub><mi>g</mi><mn>1</mn></msub></mrow></mfrac></mrow></math>',
    );
    expect(textOf(mathml('\\left((1+\\sin\\psi)/\\cos\\psi\\right)^2', 'inline'))).toBe('((1+sinψ)/cosψ)2');
    expect(textOf(mathml('\\kappa^* = \\cot^2 \\tfrac{\\delta}{2} - x \\in \\mathbb{R}^{3}', 'inline'))).toBe(
      'κ*=cot2δ2−x∈ℝ3',
    );
  });

  it('sets a matrix, sums, norms and what a loss is made of', () => {
    const tex = 'M = \\begin{pmatrix} 1 & -2 \\\\ x & y \\end{pmatrix}';
    expect(mathml(tex, 'inline').match(/<mtd>/g)).toHaveLength(4);
    expect(textOf(mathml(tex, 'inline'))).toBe('M=(1−2xy)');
    expect(textOf(mathml('\\sum \\| \\theta[0] - t \\|^2 > | x |', 'inline'))).toBe('∑‖θ[0]−t‖2&gt;|x|');
  });

  it.each([
    [
      [1, 0],
      [1, 1],
    ],
    [
      [1e-8, 1],
      [1, 1e-8],
    ],
    [
      [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      [3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    ],
    [[2], [3]],
  ])('sets the natural-gradient form of g = %j, y = %j', (g, y) => {
    const pair = effectivePair(g, y);
    const { latex } = renderOptimal(pair, optimalMetric(pair));
    expect(textOf(mathml(latex, 'block'))).toMatch(/^g=M−1y=−M−1∇L,M=/);
  });

  it('sets a word upright, and refuses what is none', () => {
    expect(mathml('\\mathrm{größe}', 'inline')).toBe('<math><mrow><mtext>größe</mtext></mrow></math>');
    for (const word of ['', 'a<b', '&lt;', '<img/src=x/onerror=alert(1)>', 'a\\top'])
      expect(() => mathml(`\\mathrm{${word}}`, 'inline'), word).toThrow(SyntaxError);
  });

  it.each(['\\unknown', '{', '}', 'a^', '\\left( a', '\\begin{aligned} a \\end{pmatrix}', '#'])(
    'refuses %s',
    (tex) => {
      expect(() => mathml(tex, 'inline')).toThrow(SyntaxError);
    },
  );
});
