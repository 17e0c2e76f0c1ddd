import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  decimal,
  degrees,
  exactNumber,
  inDigits,
  percent,
  plural,
  shortNumber,
  unitsInWords,
} from './numbers.ts';

it.each([
  [0, '0'],
  [-0, '0'],
  [1234, '1,234'],
  [-3, '−3'],
  [0.012345, '0.0123'],
  [12.345, '12.3'],
  [12345.6, '12,300'],
  [1.23e-9, '1.23e−9'],
  [-2e-16, '−2e−16'],
  [1e6, '1e6'],
  [1.5e300, '1.5e300'],
  [5e-324, '4.94e−324'],
  [Number.NaN, 'NaN'],
  [Infinity, '∞'],
  [-Infinity, '−∞'],
])('shortNumber(%d) is %s', (value, text) => {
  expect(shortNumber(value)).toBe(text);
});

it.each([
  [-0, '0'],
  [-0.123456, '−0.1235'],
  [-2.5e-12, '−2.5e−12'],
  [123456, '123500'],
  [1e21, '1e21'],
  [275800000000000000, '2.758e17'],
  [Number.NaN, 'NaN'],
  [-Infinity, '−∞'],
])('inDigits(%d, 4) is %s', (value, text) => {
  expect(inDigits(value, 4)).toBe(text);
});

it('exactNumber(x) reads back bit for bit', () => {
  for (const value of [0.1 + 0.2, -0, 5e-324, 1e21, 1 / 3]) expect(Number(exactNumber(value))).toBe(value);
});

it.each([
  [0, '0'],
  [1, '100'],
  [0.9999, '>99.9'],
  [0.0001, '<0.1'],
  [0.1234, '12.3'],
  [Number.NaN, '–'],
  [2, '–'],
])('percent(%d) is %s', (share, text) => {
  expect(percent(share)).toBe(text);
});

it.each([
  [0, '0°'],
  [57.29, '57.3°'],
  [90, '90°'],
  [89.9999, '89.9999°'],
  [90.0000001, '90.0000001°'],
  [180, '180°'],
  [Number.NaN, '–'],
])('degrees(%d) is %s', (angle, text) => {
  expect(degrees(angle)).toBe(text);
});

it.each([
  [1, 'case', '1 case'],
  [0, 'case', '0 cases'],
  [2, 'loss', '2 losses'],
  [1, 'loss', '1 loss'],
  [2000, 'unit in the last place', '2,000 units in the last place'],
])('plural(%d, %s) is %s', (count, noun, text) => {
  expect(plural(count, noun)).toBe(text);
});

it.each([
  [1, '1 unit in the last place'],
  [239.4, '239 units in the last place'],
  [0.5, '0.5 units in the last place'],
  [1e6, undefined],
  [275800000000000000, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [Number.NaN, undefined],
])('unitsInWords(%d) is %s', (units, text) => {
  expect(unitsInWords(units)).toBe(text);
});

it('decimal(x) reads back as x and is no row of zeros', () => {
  for (const value of [1, 123500, 1e7, 1.25e9, 275800000000000000, -3e30, 1e-300]) {
    expect(Number(decimal(value))).toBe(value);
    expect(decimal(value)).not.toMatch(/0{7}/);
  }
});

const nouns =
  'cases|steps|checks|rules|coordinates|units|seeds|times|dimensions|numbers|losses|mutants|claims|turns|workers|subjects';

/** Counts that can never be 1, as a sentence of the sources has them. */
const neverOne: readonly RegExp[] = [
  /at most \$\{[^}]*\} (numbers|cases|evaluations)/,
  /before\.length === 1 \?/,
  /multiplicity === 1 \?/,
  /histories === 1 \?/,
  /fewer than 1 in/,
  /in all of \$\{still\.steps\}/,
  /over the \$\{width\} up to/,
  /is 0 in each of \$\{all\}/,
  // Figures of experiments, which are fixed, and numbers beyond what a run can hold.
  /\$\{(i \* stride|networks)\}/,
  /the loss has \$\{min/,
  // Stretches that a suspicion looks at are longer than a step, and so are stimuli; a coordinate alone has no other end.
  /\$\{5 \* scenario\.steps\}|\$\{moved\} steps|\$\{horizonOf\(rule\)\}|\$\{ran\.steps\.length|steps\(within1\)|\$\{all\} steps of/,
  /\$\{dimension\} coordinates are numbered/,
  /count === [13] \? 'once'/,
  // Short vectors are written out.
  /\$\{(x|theta)\.length\} (coordinates|dimensions)/,
  // A factor, and figures of the page that are no whole numbers where they are large.
  /toExponential\(1\)\} times|shortNumber\(|number\(seeds\.length\)|casesWithoutLaws/,
];

it('no message writes a plural after a count that may be 1: plural(count, noun) does', () => {
  const source = new URL('./', import.meta.url).pathname;
  const found = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) =>
      readFileSync(join(source, file), 'utf8')
        .split('\n')
        .filter((line) => new RegExp(`\\$\\{[^}]*\\} (${nouns})\\b`).test(line))
        .filter((line) => !neverOne.some((fine) => fine.test(line)))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});
