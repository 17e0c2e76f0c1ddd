import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { listingOf } from './listing.ts';

const folder = mkdtempSync(join(tmpdir(), 'listing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The listing of a file with these lines, named in its spec as its kind does. */
const listed = (name: string, lines: readonly string[], after = '') => {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return listingOf({ kind: name.endsWith('.py') ? 'process' : 'module', spec: `${file}${after}` });
};

it.each([
  [
    'a method',
    ['const a = 1;', '', 'export default {', '  update(context) {', '    return 1;', '', '  },', '};'],
    4,
    7,
  ],
  [
    'a method with its arguments on lines of their own',
    ['export default {', '  update(', '    a,', '    b,', '  ) {', '    return a;', '  },', '  x: 1,', '};'],
    2,
    7,
  ],
  ['a function', ['function update(x) {', '  return x;', '}', 'export default update;'], 1, 3],
  ['a constant', ['export const update = (', '  x,', ') => {', '  return x;', '};', 'x;'], 1, 5],
  [
    'a rule that is a function',
    ['// so', 'export default ({ gradient }) =>', '  gradient.map((d) => -d);'],
    2,
    3,
  ],
  ['a call before it', ['update(1);', 'module.exports = { update: (x) => x };'], 2, 2],
])('listingOf(subject) marks %s of JavaScript', (_, lines, from, to) => {
  expect(listed('rule.js', lines)).toMatchObject({
    text: lines.join('\n'),
    from: 1,
    total: lines.length,
    update: { from, to },
  });
});

const python = [
  'class First:',
  '    def step(self):',
  '        return 1',
  '',
  'class Second:',
  '    def step(',
  '        self,',
  '    ):',
  '        return 2',
  '',
  'def plain(gradient):',
  '    return -gradient',
  '',
  'other = Second()',
];

it.each([
  ['', 2, 3],
  [':Second', 6, 9],
  [':plain', 11, 12],
  [':other', 14, 14],
  [':missing', 2, 3],
])('listingOf(subject) marks what is meant by rule.py%s', (after, from, to) => {
  expect(listed('rule.py', python, after)?.update).toEqual({ from, to });
});

it('listingOf(subject) shows the part of a long file that holds the update, and no more than 120 lines of it', () => {
  const before = Array.from({ length: 200 }, (_, i) => `const c${i} = ${i};`);
  const body = ['function update() {', ...Array.from({ length: 300 }, () => '  x;'), '}'];
  const found = listed('long.js', [...before, ...body]);
  expect(found).toMatchObject({ from: 189, total: 502, update: { from: 201, to: 502 } });
  expect(found?.text.split('\n')).toHaveLength(120);
  const unknown = listed(
    'unknown.js',
    before.map((line) => line.repeat(30)),
  );
  expect(unknown?.update).toBe(undefined);
  expect(unknown?.text.split('\n')).toHaveLength(120);
  expect(Math.max(...unknown!.text.split('\n').map((line) => line.length))).toBe(240);
});

it('listingOf(subject) lists nothing of what is no file of the user, is gone, or is huge', () => {
  expect(listingOf({ kind: 'built-in', spec: 'adam' })).toBe(undefined);
  expect(listingOf({ kind: 'process', spec: '-- ./program rule.py' })).toBe(undefined);
  expect(listingOf({ kind: 'module', spec: join(folder, 'gone.js') })).toBe(undefined);
  expect(listingOf({ kind: 'module', spec: folder })).toBe(undefined);
  expect(listed('huge.js', ['x'.repeat(2 ** 20)])).toBe(undefined);
});

it('listingOf(subject) shows no configuration as the code of a rule that has none', () => {
  const contract = 'natgrad.config.ts#rules[0]';
  expect(listingOf({ kind: 'built-in', spec: 'adam', contract })).toBeUndefined();
});
