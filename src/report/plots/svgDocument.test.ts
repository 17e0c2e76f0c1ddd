import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { type SvgElement, svgDocument, svgText } from './svgDocument.ts';

const namespace = 'http://www.w3.org/2000/svg';
const document = svgDocument();
const element = (name: string): SvgElement => document.createElementNS(namespace, name);
const written = (node: SvgElement): string => svgText(node, (_, value) => value);

it('an element keeps its children in order, each at one place', () => {
  const parent = element('g');
  const first = element('a');
  const second = element('b');
  const third = element('c');
  parent.appendChild(third);
  parent.insertBefore(second, third);
  parent.insertBefore(first, second);
  parent.appendChild(second);
  expect(written(parent)).toBe('<g><a /><c /><b /></g>');
  expect(parent.children.map(({ localName }) => localName)).toEqual(['a', 'c', 'b']);
  parent.removeChild(first);
  expect(first.parentNode).toBeNull();
  expect(parent.children).toHaveLength(2);
});

it('textContent replaces what an element holds; nothing of an empty text is written', () => {
  const text = element('text');
  text.appendChild(element('tspan'));
  text.textContent = 'a < b & "c"\u00a0d > e';
  expect(written(text)).toBe('<text>a &lt; b &amp; "c"&#160;d &gt; e</text>');
  text.textContent = '';
  expect(written(text)).toBe('<text />');
});

it('svgText(element, shown) is read back as what it was made of', () => {
  const line = element('line');
  line.setAttribute('x1', 1.5);
  line.setAttribute('id', '"<&>\u00a0');
  line.setAttribute('hidden', 'x');
  expect(line.hasAttribute('x1')).toBe(true);
  expect(line.getAttribute('x2')).toBeNull();
  line.removeAttribute('x1');
  const text = svgText(line, (name, value) => (name === 'hidden' ? undefined : value));
  const { document: page } = parseHTML(`<!doctype html><html><body><svg>${text}</svg></body></html>`);
  expect(page.querySelector('line')?.getAttribute('id')).toBe('"<&>\u00a0');
  expect(page.querySelector('line')?.hasAttribute('hidden')).toBe(false);
});

it('a document has an element that others are made beside', () => {
  expect(document.documentElement.namespaceURI).toBe(namespace);
  expect(document.documentElement.ownerDocument).toBe(document);
});
