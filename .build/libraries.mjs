// What is bundled of others is made as short as can be.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { minify } from 'rolldown/utils';

/**
 * What decomposes matrices of ml-matrix, which each worker uses, with what it needs of a matrix: the class itself is a
 * thousand lines. Matrices that users are given are of their own copy of the library, loaded with the first of them.
 */
const decomposition = `
export { default as EigenvalueDecomposition } from 'ml-matrix/src/dc/evd.js';
export { default as Matrix } from 'square-matrix';
`;
const squareMatrix = `
export default class Matrix {
  constructor(rows, columns) {
    this.rows = rows;
    this.columns = columns;
    this.data = Array.from({ length: rows }, () => new Float64Array(columns));
  }
  static checkMatrix(matrix) { return matrix; }
  static from1DArray(rows, columns, entries) {
    const matrix = new Matrix(rows, columns);
    entries.forEach((entry, k) => matrix.set(Math.floor(k / columns), k % columns, entry));
    return matrix;
  }
  get(i, j) { return this.data[i][j]; }
  set(i, j, value) { this.data[i][j] = value; return this; }
  isSquare() { return this.rows === this.columns; }
  isEmpty() { return this.rows === 0; }
  isSymmetric() { return this.data.every((row, i) => row.every((value, j) => value === this.data[j][i])); }
  getColumn(j) { return this.data.map((row) => row[j]); }
}
`;

/** The matrices that least squares are solved with: fits are rare, and loading the library takes longer than any. */
const laterMatrix = `
import { createRequire } from 'node:module';
let loaded;
const library = () => (loaded ??= createRequire(import.meta.url)('ml-matrix'));
export const Matrix = function (...given) { return new (library().Matrix)(...given); };
Matrix.zeros = (...given) => library().Matrix.zeros(...given);
export const CholeskyDecomposition = function (...given) { return new (library().CholeskyDecomposition)(...given); };
export const inverse = (...given) => library().inverse(...given);
`;

const isOfLeastSquares = (importer) => /node_modules\/ml-levenberg-marquardt\//.test(importer ?? '');

export const isBundledBeside = (id, importer) =>
  (id === 'ml-matrix' && isOfLeastSquares(importer)) ||
  (/^ml-matrix(\/src\/|$)/.test(id) && /(src\/linalg\/symmetric\.ts|decomposition)$/.test(importer ?? ''));

const require = createRequire(import.meta.url);

/** Modules that stand in the place of others, by the import that they answer. */
const placed = (id, importer = '') => {
  if (id === 'ml-matrix' && isOfLeastSquares(importer)) return '\0later-matrix';
  if (id === 'ml-matrix' && isBundledBeside(id, importer)) return '\0decomposition';
  if (id === 'ml-matrix/src/dc/evd.js')
    return join(dirname(require.resolve('ml-matrix')), 'src', 'dc', 'evd.js');
  if (id === 'square-matrix') return '\0square-matrix';
  if (/ml-matrix\/src\/dc\/evd\.js$/.test(importer) && /^\.\.\/(matrix|wrap\/)/.test(id))
    return '\0square-matrix';
  return undefined;
};

const texts = new Map([
  ['decomposition', decomposition],
  ['square-matrix', squareMatrix],
  ['later-matrix', laterMatrix],
]);

export const librariesPlugin = () => ({
  name: 'libraries',
  resolveId: (id, importer) => placed(id, importer),
  load: (id) => texts.get(id.slice(1)),
  transform: {
    filter: { id: /node_modules.*\.[cm]?js$/ },
    async handler(code, id) {
      const { code: short, errors } = await minify(id, code, { module: !id.endsWith('.cjs') });
      return errors.length > 0 ? undefined : { code: short, map: null };
    },
  },
});
