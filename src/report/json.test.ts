import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { hostileTexts } from '../../properties/report/hostileTexts.ts';
import { syntheticReport, withTexts } from '../../properties/report/syntheticReport.ts';
import { parseCounterexample, parseReport, stringifyReport } from './json.ts';
import { counterexampleSchema, reportSchema } from './schema.ts';

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(reportSchema);
const report = syntheticReport(3);
const text = stringifyReport(report);

it('parseReport(stringifyReport(report)) is the report', () => {
  expect(parseReport(text)).toStrictEqual(report);
});

it('stringifyReport(report) conforms to the published schema', () => {
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
});

it('stringifyReport(counterexample) conforms to its schema and reads back', () => {
  const [found] = Object.values(report.counterexamples);
  const written = stringifyReport(found);
  expect(new Ajv2020({ allowUnionTypes: true }).compile(counterexampleSchema)(JSON.parse(written))).toBe(
    true,
  );
  expect(parseCounterexample(written)).toStrictEqual(found);
});

it('numbers that JSON cannot hold, and the extremes that it can, read back bit for bit', () => {
  const values = [
    Number.NaN,
    Infinity,
    -Infinity,
    -0,
    5e-324,
    1.7976931348623157e308,
    0.1 + 0.2,
    2 ** 53 - 1,
  ];
  const [found] = Object.values(report.counterexamples);
  const odd = {
    ...found,
    minimal: { ...found?.minimal, theta: values, derived: { values, nested: { a: -0 } } },
  };
  const minimal = parseCounterexample(stringifyReport(odd)).minimal;
  expect(minimal.theta).toStrictEqual(values);
  expect(minimal.derived).toStrictEqual({ values, nested: { a: -0 } });
});

it('stringifyReport(value) writes what JSON has no word for as JSON.stringify does', () => {
  const value = { list: [undefined, 1], gone: undefined, nested: { gone: undefined } };
  expect(JSON.parse(stringifyReport(value))).toEqual(JSON.parse(JSON.stringify(value)));
});

it('texts that name a number stay texts where a text is wanted', () => {
  const odd = withTexts(report, (old) => (old === 'gradient-descent' ? 'NaN' : old));
  expect(parseReport(stringifyReport(odd)).rules[0]?.name).toBe('NaN');
});

it.each(hostileTexts)('a report full of the hostile text %# reads back', (hostile) => {
  const odd = withTexts(syntheticReport(2), () => hostile);
  expect(parseReport(stringifyReport(odd)).rules).toStrictEqual(odd.rules);
  expect(validate(JSON.parse(stringifyReport(odd)))).toBe(true);
});

it('a rule name of a million characters reads back', () => {
  const odd = withTexts(report, (old) => (old === 'my-adam' ? 'x'.repeat(1e6) : old));
  expect(parseReport(stringifyReport(odd)).rules[1]?.name).toHaveLength(1e6);
});

it.each([0, 2, '1', null])('parseReport refuses schema version %j and says what to do', (version) => {
  expect(() => parseReport(JSON.stringify({ ...report, schemaVersion: version }))).toThrow(
    `report.schemaVersion: must be 1, got ${JSON.stringify(version)}; read it with the version`,
  );
});

const [first] = report.rules;
it.each([
  ['no object', [], 'report: must be an object, got an array'],
  ['a missing field', { ...report, seed: undefined }, 'report.seed: must be a number, got nothing'],
  ['an unknown field', { ...report, sede: 1 }, 'report.sede: must be left out, got 1'],
  ['a wrong number', { ...report, seed: 'one' }, 'report.seed: must be a number, got "one"'],
  [
    'a wrong text',
    { ...report, tool: { name: 'x', version: 1 } },
    'report.tool.name: must be one of natgrad-check',
  ],
  ['a wrong list', { ...report, rules: {} }, 'report.rules: must be an array, got an object'],
  [
    'a wrong count',
    { ...report, rules: [{ ...first, checks: [{ ...first?.checks[0], cases: -1 }] }] },
    'report.rules[0].checks[0].cases: must be a whole number',
  ],
  [
    'a wrong flag',
    { ...report, rules: [{ ...first, traits: [{ ...first?.traits[0], claimed: 1 }] }] },
    'traits[0].claimed: must be true or false, got 1',
  ],
  [
    'a wrong case',
    { ...report, counterexamples: { 'a/b.json': 3 } },
    'report.counterexamples["a/b.json"]: must be an object, got 3',
  ],
  [
    'a wrong dictionary',
    { ...report, counterexamples: null },
    'report.counterexamples: must be an object, got null',
  ],
  ['a long wrong value', { ...report, seed: 'x'.repeat(999) }, `got "${'x'.repeat(59)}…`],
])('parseReport refuses %s by its path, as the schema does', (_name, value, message) => {
  expect(() => parseReport(JSON.stringify(value))).toThrow(message);
  expect(validate(JSON.parse(JSON.stringify(value)))).toBe(false);
});

it('parseReport refuses text that is no JSON', () => {
  expect(() => parseReport('{"schemaVersion": 1,')).toThrow(SyntaxError);
});
