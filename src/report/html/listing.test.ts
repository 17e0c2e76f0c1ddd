import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { listing } from './listing.ts';

const shown = (text: string, total: number, update?: { from: number; to: number }) =>
  parseHTML(
    `<body>${listing({ file: '<b>.js', text, from: 3, total, ...(update && { update }) }, 'source-0').markup}</body>`,
  ).document;

it('listing(code) numbers its lines, marks those of the update, and shows text as text', () => {
  const document = shown('a\n<script>\n\nd', 9, { from: 4, to: 5 });
  const lines = [...document.querySelectorAll('pre span')];
  expect(lines.map((line) => line.getAttribute('data-n'))).toEqual(['3', '4', '5', '6']);
  expect(lines.map((line) => line.className)).toEqual(['', 'update', 'update', '']);
  expect(document.querySelector('pre')?.textContent).toBe('a\n<script>\n\nd');
  expect(document.querySelector('summary')?.textContent).toBe(
    'The rule, <b>.js lines 3–6 of 9; lines 4–5 make the update',
  );
  expect(shown('a\nb', 2, { from: 4, to: 4 }).querySelector('summary')?.textContent).toBe(
    'The rule, <b>.js 2 lines; line 4 makes the update',
  );
});

it('listing(code) of a whole file counts its lines, and says of no mark where there is none', () => {
  expect(shown('a\nb', 2).querySelector('summary')?.textContent).toBe('The rule, <b>.js 2 lines');
});
