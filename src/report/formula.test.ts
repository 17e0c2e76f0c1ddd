import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { hostileTexts } from '../../properties/report/hostileTexts.ts';
import { formulaOrText, naturalGradientFormula } from './formula.ts';

const shown = (tex: string) =>
  parseHTML(`<!doctype html><html><body>${formulaOrText(tex).markup}</body></html>`).document.body;

it('formulaOrText(tex) sets a formula, or shows as text what no formula of ours holds', () => {
  expect(shown('y_b \\ \\mathrm{in} \\ b').querySelector('math mtext')?.textContent).toBe('in');
  expect(shown('\\mathrm{a<b>}').querySelector('code')?.textContent).toBe('\\mathrm{a<b>}');
});

it('formulaOrText(tex) adds no element but those of MathML, whatever the text', () => {
  for (const text of hostileTexts) {
    for (const tex of [text, `L(\\theta) = ${text}`, `\\mathrm{${text}}`, `\\begin{${text}}\\end{${text}}`]) {
      const [outer, ...inner] = [...shown(tex).querySelectorAll('*')].map(({ localName }) => localName);
      expect(outer, tex).toMatch(/^(math|code)$/);
      for (const name of inner) expect(outer === 'math' && name, tex).toMatch(/^m[a-z]+$/);
    }
  }
});

it('naturalGradientFormula(row) is undefined where no metric is within the range of doubles', () => {
  for (const cosine of [-1, 2 ** -505, 2 ** -1060]) {
    expect(naturalGradientFormula({ delta: [1, cosine], y: [0, 1] })).toBeUndefined();
  }
  expect(naturalGradientFormula({ delta: [1, 2 ** -9], y: [0, 1] })?.markup).toContain('<math');
});
