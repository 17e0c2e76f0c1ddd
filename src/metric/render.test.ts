import { describe, expect, it } from 'vitest';
import { effectivePair } from './effectivePair.ts';
import { optimalMetric } from './optimal.ts';
import { renderOptimal } from './render.ts';

const rendered = (g: readonly number[], y: readonly number[]) => {
  const pair = effectivePair(g, y);
  const { latex, text } = renderOptimal(pair, optimalMetric(pair));
  return { latex: latex.split('\n'), text: text.split('\n') };
};

describe('renderOptimal(pair, metric)', () => {
  // yᵀg = 4, yᵀy = 5, cos ψ = 4/5: α* = 5/4, λ = 5/4 · {2/5, 8/5}, κ* = 4.
  it('renderOptimal writes the formula, both vectors, ψ, κ and the spectrum as text', () => {
    expect(rendered([1, 2], [2, 1]).text).toEqual([
      'g = M⁻¹ y = −M⁻¹ ∇L',
      'M = y yᵀ/(yᵀg) + α (I − g gᵀ/(gᵀg)), α = yᵀy/(yᵀg) = 1.25',
      'y = (2, 1)',
      'g = (1, 2)',
      'ψ = 36.8699°, κ(M) = 4',
      'λ(M) = {0.5, 2}',
    ]);
  });

  it('renderOptimal writes the same in LaTeX', () => {
    expect(rendered([1, 2], [2, 1]).latex).toEqual([
      '\\begin{aligned}',
      'g &= M^{-1} y = -M^{-1} \\nabla L, \\\\',
      'M &= \\frac{y y^{\\top}}{y^{\\top} g} + \\alpha \\left( I - \\frac{g g^{\\top}}{g^{\\top} g} \\right), \\qquad \\alpha = \\frac{y^{\\top} y}{y^{\\top} g} = 1.25, \\\\',
      'y &= \\left( 2,\\ 1 \\right)^{\\top}, \\qquad g = \\left( 1,\\ 2 \\right)^{\\top}, \\\\',
      '\\psi &= {36.8699}^{\\circ}, \\qquad \\kappa(M) = 4, \\\\',
      '\\lambda(M) &= \\left\\{ 0.5,\\ 2 \\right\\}',
      '\\end{aligned}',
    ]);
  });

  it('renderOptimal of one coordinate is a quotient, with a sign of its own in text', () => {
    const { latex, text } = rendered([-3], [-1e-9]);
    expect(text).toEqual([
      'g = M⁻¹ y = −M⁻¹ ∇L',
      'M = y/g = 3.33333e−10',
      'y = (−1e−9)',
      'g = (−3)',
      'ψ = 0°, κ(M) = 1',
      'λ(M) = {3.33333e−10}',
    ]);
    expect(latex[2]).toBe('M &= \\frac{y}{g} = 3.33333 \\cdot 10^{-10}, \\\\');
    expect(latex[3]).toBe(
      'y &= \\left( -1 \\cdot 10^{-9} \\right)^{\\top}, \\qquad g = \\left( -3 \\right)^{\\top}, \\\\',
    );
  });

  it('renderOptimal counts eigenvalues that coincide', () => {
    const { latex, text } = rendered([1, 2, 2], [2, 4, 4]);
    expect(text[5]).toBe('λ(M) = {2 (3 times)}');
    expect(latex[5]).toBe('\\lambda(M) &= \\left\\{ 2\\ (3 \\times) \\right\\}');
    const pair = effectivePair([1, 2, 0, 0], [2, 1, 0, 0]);
    expect(renderOptimal(pair, optimalMetric(pair)).text.split('\n')[5]).toBe(
      'λ(M) = {0.5, 1.25 (2 times), 2}',
    );
  });

  it('renderOptimal shows six coordinates, and of more how many there are', () => {
    const six = rendered([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]);
    expect(six.text[2]).toBe('y = (1, 2, 3, 4, 5, 6)');
    expect(six.latex[3]).toContain('y &= \\left( 1,\\ 2,\\ 3,\\ 4,\\ 5,\\ 6 \\right)^{\\top}, \\qquad');
    const seven = rendered([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7]);
    expect(seven.text[2]).toBe('y = (1, 2, 3, 4, 5, 6, …) of 7 coordinates');
    expect(seven.latex[3]).toContain(
      'y &= \\left( 1,\\ 2,\\ 3,\\ 4,\\ 5,\\ 6,\\ \\dots \\right)^{\\top} \\in \\mathbb{R}^{7}, \\qquad',
    );
  });

  it('renderOptimal shows what is left to a right angle where six digits of ψ would say 90°', () => {
    // cos ψ = x/√(1 + x²) for y = (x, 1), so that 90° − ψ = atan x.
    expect(rendered([1, 0], [Math.tan(Math.PI / 18000) * 1.01, 1]).text[4]).toMatch(/^ψ = 89\.9899°,/);
    expect(rendered([1, 0], [Math.tan(Math.PI / 18000) * 0.99, 1]).text[4]).toMatch(/^ψ = 90° − 0\.0099°,/);
    // atan 0.0001745329269716253 is 0.01° to the last digit.
    expect(rendered([1, 0], [0.0001745329269716253, 1]).text[4]).toMatch(/^ψ = 89\.99°,/);
    const { latex, text } = rendered([1, 0], [1e-11, 1]);
    expect(text[4]).toBe('ψ = 90° − 5.72958e−10°, κ(M) = 4e22');
    expect(latex[4]).toBe(
      '\\psi &= 90^{\\circ} - {5.72958 \\cdot 10^{-10}}^{\\circ}, \\qquad \\kappa(M) = 4 \\cdot 10^{22}, \\\\',
    );
  });

  it('renderOptimal has a sign for what is beyond the range of doubles', () => {
    // α* = ‖y‖/(‖g‖ cos ψ) = 2·10⁵¹⁰.
    const { latex, text } = rendered([1e-310, 0], [1e200, 1e200]);
    expect(text[1]).toMatch(/α = yᵀy\/\(yᵀg\) = ∞$/);
    expect(latex[2]).toMatch(/\\alpha = \\frac\{y\^\{\\top\} y\}\{y\^\{\\top\} g\} = \\infty, \\\\$/);
    // Norms 2⁵⁰⁰ and 2⁻⁵⁰⁰, whose quotient is a double.
    expect(rendered([2 ** -500, 0], [2 ** -499, 0]).text[1]).toMatch(/ = 2$/);
    expect(rendered([2 ** 500, 0], [2 ** -500, 0]).text[1]).toMatch(/ = 9\.33264e−302$/);
  });
});
