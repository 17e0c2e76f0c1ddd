import type { Json, Random } from '../../types/vector.ts';
import { drawInteger, drawList } from '../data/draw.ts';
import { readIntegers, readRows } from '../data/parameters.ts';

/** Widths and samples of a network whose data are part of its parameters { hidden, inputs, targets }. */
export interface SyntheticNetwork {
  readonly widths: readonly number[];
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
}

/** @throws RangeError or TypeError unless inputs and targets are as many rows and every width is in [1, 64] */
export const readNetwork = (parameters: Json): SyntheticNetwork => {
  const hidden = readIntegers(parameters, 'hidden', { min: 1, max: 64 });
  const inputs = readRows(parameters, 'inputs');
  const targets = readRows(parameters, 'targets');
  if (inputs.length !== targets.length) {
    throw new RangeError(`targets: must be ${inputs.length} rows, got ${targets.length}`);
  }
  return { widths: [inputs[0]!.length, ...hidden, targets[0]!.length], inputs, targets };
};

/** Widths a, h, b with h(a + b) near `dimension`, and samples with whole entries drawn by `entry`. */
export const drawNetwork = (dimension: number, random: Random, entry: () => number): Json => {
  const columns = drawInteger(random, 1, Math.max(1, Math.min(3, dimension - 1)));
  const outputs = drawInteger(random, 1, Math.max(1, Math.min(2, dimension - columns)));
  const units = Math.max(1, Math.min(64, Math.round(dimension / (columns + outputs))));
  const samples = drawInteger(random, 1, 4);
  return {
    hidden: [units],
    inputs: drawList(samples, () => drawList(columns, entry)),
    targets: drawList(samples, () => drawList(outputs, () => nonZero(random))),
  };
};

const nonZero = (random: Random): number => (random() < 1 / 2 ? -1 : 1) * drawInteger(random, 1, 3);

/** Which unit goes when a coordinate goes: number `unit` of the activities `level`, 0 being the input. */
export interface DroppedUnit {
  readonly level: number;
  readonly unit: number;
  /** The coordinates of θ that stay. */
  readonly kept: readonly number[];
}

/**
 * The unit to leave out so that this coordinate of θ goes: a hidden one where a hidden layer keeps another, else
 * an input or output; undefined where each layer that it touches has one unit only, or `fixed` forbids it.
 */
export const unitOf = (
  widths: readonly number[],
  coordinate: number,
  fixed: (level: number, unit: number) => boolean,
): DroppedUnit | undefined => {
  const last = widths.length - 1;
  let offset = 0;
  for (let l = 0; l < last; l++) {
    const columns = widths[l]!;
    const size = columns * widths[l + 1]!;
    if (coordinate >= offset && coordinate < offset + size) {
      const at = coordinate - offset;
      const above = { level: l + 1, unit: Math.floor(at / columns) };
      const below = { level: l, unit: at % columns };
      const choice = (l + 1 < last ? [above, below] : [below, above]).find(
        ({ level, unit }) => widths[level]! > 1 && !fixed(level, unit),
      );
      return choice && { ...choice, kept: keptWithout(widths, choice.level, choice.unit) };
    }
    offset += size;
  }
  return undefined;
};

const keptWithout = (widths: readonly number[], level: number, unit: number): readonly number[] => {
  const kept: number[] = [];
  let k = 0;
  for (let l = 0; l + 1 < widths.length; l++) {
    for (let row = 0; row < widths[l + 1]!; row++) {
      for (let column = 0; column < widths[l]!; column++, k++) {
        if (!((l + 1 === level && row === unit) || (l === level && column === unit))) kept.push(k);
      }
    }
  }
  return kept;
};

/** The parameters without the unit that `unitOf` chooses. */
export const dropFromNetwork = (
  parameters: Json,
  coordinate: number,
): { parameters: Json; kept: readonly number[] } | undefined => {
  const { widths, inputs, targets } = readNetwork(parameters);
  const dropped = unitOf(widths, coordinate, () => false);
  if (!dropped) return undefined;
  const { level, unit, kept } = dropped;
  const without = (rows: readonly (readonly number[])[]) =>
    rows.map((row) => row.filter((_, i) => i !== unit));
  return {
    kept,
    parameters: {
      hidden: widths.slice(1, -1).map((width, l) => (l + 1 === level ? width - 1 : width)),
      inputs: level === 0 ? without(inputs) : inputs,
      targets: level === widths.length - 1 ? without(targets) : targets,
    },
  };
};
