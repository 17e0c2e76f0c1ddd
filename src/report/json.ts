import { type HuntFile, huntFileShape } from '../types/hunt.ts';
import type { Counterexample, Report } from '../types/report.ts';
import { counterexampleShape, reportShape } from '../types/reportShape.ts';
import type { Shape, TypeOf } from '../types/shape.ts';
import { readAs } from './shape.ts';

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

/**
 * What a hunt stored under `hunts/`.
 * @throws as `parseReport`
 */
export const parseHunt = (text: string): HuntFile => readVersioned(huntFileShape, text, 'hunt');

const readVersioned = <S extends Shape>(shape: S, text: string, name: string): TypeOf<S> => {
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
  return readAs(shape, value, name);
};

const write = (value: unknown, newline: string): string => {
  if (typeof value === 'number') return spelling(value);
  if (typeof value !== 'object' || value === null) return escaped(JSON.stringify(value) ?? 'null');
  const deeper = `${newline} `;
  if (Array.isArray(value)) {
    const items = value.map((item) => write(item, deeper));
    if (value.every((item) => typeof item !== 'object')) return `[${items.join(', ')}]`;
    return `[${deeper}${items.join(`,${deeper}`)}${newline}]`;
  }
  const fields = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${escaped(JSON.stringify(key))}: ${write(item, deeper)}`);
  return fields.length === 0 ? '{}' : `{${deeper}${fields.join(`,${deeper}`)}${newline}}`;
};

/** JSON text in which signs that steer a terminal, or are not seen, are escaped, as those below U+0020 always are. */
const escaped = (json: string): string =>
  json.replace(/[\u007f-\u009f]|[\p{Cf}\u2028\u2029]/gu, (sign) =>
    Array.from(
      { length: sign.length },
      (_, i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );

const spelling = (value: number): string => {
  if (Object.is(value, -0)) return '"-0"';
  return Number.isFinite(value) ? String(value) : `"${value}"`;
};
