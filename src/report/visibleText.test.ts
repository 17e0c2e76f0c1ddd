import { expect, it } from 'vitest';
import { hostileTexts } from '../../properties/report/hostileTexts.ts';
import { visibleLine, visibleText } from './visibleText.ts';

it.each(hostileTexts)('visibleText(%j) holds nothing that steers a terminal or is illegal in XML', (text) => {
  expect(visibleText(text, 1000)).toMatch(
    /^[\t\n\u0020-\u007e\u00a0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufff8\ufffc\ufffd\u{10000}-\u{10ffff}]*$/u,
  );
});

it('visibleText(text, limit) keeps ordinary text, line breaks and tabs', () => {
  expect(visibleText('θ ← θ + Δθ\n\t学 👩‍🔬', 100)).toBe('θ ← θ + Δθ\n\t学 👩‍🔬');
});

it('visibleText(text, limit) shows control characters as signs', () => {
  expect(visibleText('\u001b[2J\u0000\u007f\r', 100)).toBe('␛[2J␀␡␍');
});

it('visibleText(text, limit) cuts what is longer and says how long it was, without half a character', () => {
  expect(visibleText('x'.repeat(1e6), 3)).toBe('xxx… (1,000,000 characters)');
  expect(visibleText('ab👩', 3)).toBe('ab\ufffd… (4 characters)');
});

it('visibleLine(text, limit) is one line', () => {
  expect(visibleLine('a\n\n b\tc', 100)).toBe('a b c');
});
