import type { Counterexample, Report } from '../types/report.ts';
import { counterexampleShape, reportShape } from './schema.ts';
import type { Shape } from './shape.ts';

/** The schema version that is written, and the only one that is read. */
export const schemaVersion = 1;

/**
 * JSON text of a report, a counterexample, or any other plain value, with the doubles that JSON cannot hold as the
 * strings "NaN", "Infinity", "-Infinity" and "-0". Every finite double reads back bit for bit. Lists of numbers
 * stay on one line, so that vectors can be read.
 */
export const stringifyReport = (value: unknown): string => `${write(value, '\n')}\n`;

/**
 * The report in a `report.json`.
 * @throws SyntaxError where the text is no JSON; RangeError where its schema version is not 1; TypeError, naming the
 * path, where its shape is wrong.
 */
export const parseReport = (text: string): Report => readVersioned(reportShape, text, 'report');

/**
 * The counterexample in a file under `counterexamples/`.
 * @throws as `parseReport`
 */
export const parseCounterexample = (text: string): Counterexample =>
  readVersioned(counterexampleShape, text, 'counterexample');

const readVersioned = <T>(shape: Shape<T>, text: string, name: string): T => {
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null && 'schemaVersion' in value) {
    const found = value.schemaVersion;
    if (found !== schemaVersion) {
      throw new RangeError(
        `${name}.schemaVersion: must be ${schemaVersion}, got ${JSON.stringify(found)}; ` +
          'read it with the version of natgrad-check that wrote it, or run again',
      );
    }
  }
  return shape.read(value, name);
};

const write = (value: unknown, newline: string): string => {
  if (typeof value === 'number') return spelling(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const deeper = `${newline} `;
  if (Array.isArray(value)) {
    const items = value.map((item) => write(item, deeper));
    if (value.every((item) => typeof item !== 'object')) return `[${items.join(', ')}]`;
    return `[${deeper}${items.join(`,${deeper}`)}${newline}]`;
  }
  const fields = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${JSON.stringify(key)}: ${write(item, deeper)}`);
  return fields.length === 0 ? '{}' : `{${deeper}${fields.join(`,${deeper}`)}${newline}}`;
};

const spelling = (value: number): string => {
  if (Object.is(value, -0)) return '"-0"';
  return Number.isFinite(value) ? String(value) : `"${value}"`;
};
