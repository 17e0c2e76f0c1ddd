import { texVector } from '../../numbers.ts';
import type { Loss } from '../../types/loss.ts';
import type { Json } from '../../types/vector.ts';
import { separableFormula } from '../data/formula.ts';
import { field, readNumbers, requireLength } from '../data/parameters.ts';
import { quadraticLoss } from './quadraticLoss.ts';

/**
 * The quadratic that parameters { spectrum, rotation, centre, drift } describe; what is left out is null.
 *
 * @throws RangeError or TypeError unless every eigenvalue is finite and not zero (positive, where `positive` is
 * asked for), the others have as many entries, and the rotation is null or has a non-zero entry
 */
export const buildQuadratic = (
  name: string,
  parameters: Json,
  { positive, drifting }: { readonly positive: boolean; readonly drifting: boolean },
): Loss => {
  const spectrum = readNumbers(parameters, 'spectrum');
  if (spectrum.length === 0) throw new RangeError('spectrum: must have an entry, got spectrum = []');
  for (const eigenvalue of spectrum) {
    if (eigenvalue === 0 || (positive && eigenvalue < 0)) {
      const sign = positive ? 'positive' : 'other than zero';
      throw new RangeError(`spectrum: must be ${sign}, got spectrum = ${JSON.stringify(spectrum)}`);
    }
  }
  const rotation = optionalNumbers(parameters, 'rotation', spectrum.length);
  if (rotation?.every((entry) => entry === 0)) {
    throw new RangeError(`rotation: must not be zero, got rotation = ${JSON.stringify(rotation)}`);
  }
  const centre = optionalNumbers(parameters, 'centre', spectrum.length);
  const drift = drifting ? readNumbers(parameters, 'drift') : null;
  if (drift) requireLength(drift, 'drift', spectrum.length);
  return quadraticLoss({ name, spectrum, rotation, centre, drift });
};

/**
 * JavaScript of the quadratic that parameters describe, for a test that stands alone: `value`, `gradientAt`, `loss`.
 *
 * @throws as `buildQuadratic`
 */
export const quadraticJavaScript = (name: string, parameters: Json): string => {
  const spectrum = readNumbers(parameters, 'spectrum');
  const rotation = optionalNumbers(parameters, 'rotation', spectrum.length);
  const centre = optionalNumbers(parameters, 'centre', spectrum.length);
  const drift = optionalNumbers(parameters, 'drift', spectrum.length);
  const axes = rotation
    ? `const v = ${listText(rotation)};
const vv = v.reduce((sum, x) => sum + x * x, 0);
const reflect = (x) => {
  const twice = (2 * x.reduce((sum, value, i) => sum + value * v[i], 0)) / vv;
  return x.map((value, i) => value - twice * v[i]);
};`
    : 'const reflect = (x) => [...x];';
  return `const spectrum = ${listText(spectrum)};
const centre = ${listText(centre ?? spectrum.map(() => 0))};
${drift ? `const drift = ${listText(drift)};\n` : ''}${axes}
const local = (theta, time) => reflect(Array.from(theta).map((x, i) => x - centre[i]${drift ? ' - time * drift[i]' : ''}));
const value = (theta, time = 0) => local(theta, time).reduce((sum, z, i) => sum + (spectrum[i] * z * z) / 2, 0);
const gradientAt = (theta, time = 0) => reflect(local(theta, time).map((z, i) => spectrum[i] * z));
const loss = { name: '${name}', dimension: ${spectrum.length}, smoothness: ${Math.max(...spectrum.map(Math.abs))}, value, gradient: gradientAt };`;
};

/**
 * ½ zᵀ diag(s) z in TeX with its numbers, z = H(θ − c − t r) written out where H is the identity and nothing drifts.
 *
 * @throws as `buildQuadratic`
 */
export const quadraticFormula = (parameters: Json): string => {
  const spectrum = readNumbers(parameters, 'spectrum');
  const [rotation, centre, drift] = ['rotation', 'centre', 'drift'].map((name) =>
    optionalNumbers(parameters, name, spectrum.length),
  );
  const at = centre ?? spectrum.map(() => 0);
  if (!rotation && !drift) {
    const sum = separableFormula(spectrum, at, (of) => `${of}^2`);
    const many = spectrum.length > 1 && spectrum.length <= 4;
    return `\\frac{1}{2} ${many ? `\\left( ${sum} \\right)` : /^\s*\d/.test(sum) ? `\\cdot ${sum}` : sum}`;
  }
  return [
    `\\frac{1}{2} \\sum s_i z_i^2`,
    `z = ${rotation ? 'H ' : ''}\\left( \\theta${centre ? ' - c' : ''}${drift ? ' - t r' : ''} \\right)`,
    `s = ${texVector(spectrum)}`,
    ...(centre ? [`c = ${texVector(centre)}`] : []),
    ...(drift ? [`r = ${texVector(drift)}`] : []),
    ...(rotation ? [`H = I - \\frac{2 v v^{\\top}}{v^{\\top} v}`, `v = ${texVector(rotation)}`] : []),
  ].join(', \\qquad ');
};

/** A list as JavaScript writes it, zeros with their signs. */
const listText = (values: readonly number[]): string =>
  `[${values.map((value) => (Object.is(value, -0) ? '-0' : String(value))).join(', ')}]`;

/**
 * The parameters without one coordinate: its eigenvalue, its entry of the rotation (which becomes null where
 * nothing is left of it), of the centre and of the drift. Undefined where it is the only one.
 */
export const dropFromQuadratic = (
  parameters: Json,
  coordinate: number,
): { parameters: Json; kept: readonly number[] } | undefined => {
  const spectrum = readNumbers(parameters, 'spectrum');
  if (spectrum.length < 2 || coordinate < 0 || coordinate >= spectrum.length) return undefined;
  const kept = spectrum.map((_, i) => i).filter((i) => i !== coordinate);
  const shorten = (name: string): readonly number[] | null => {
    const list = optionalNumbers(parameters, name, spectrum.length);
    return list && kept.map((i) => list[i]!);
  };
  const rotation = shorten('rotation');
  const centre = shorten('centre');
  const drift = shorten('drift');
  return {
    kept,
    parameters: {
      spectrum: kept.map((i) => spectrum[i]!),
      rotation: rotation?.some((entry) => entry !== 0) ? rotation : null,
      ...(centre && { centre }),
      ...(drift && { drift }),
    },
  };
};

const optionalNumbers = (parameters: Json, name: string, length: number): readonly number[] | null => {
  if (field(parameters, name) === null) return null;
  const list = readNumbers(parameters, name);
  requireLength(list, name, length);
  return list;
};
