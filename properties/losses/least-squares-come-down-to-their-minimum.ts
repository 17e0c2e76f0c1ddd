import { gamma } from '../../src/linalg/rounding.ts';
import { readNumbers, readRows } from '../../src/losses/data/parameters.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { type Rational, rationals } from '../exact/arithmetic.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

type Columns = readonly (readonly bigint[])[];

/** det of the Gram matrix of columns of which all but the last are independent, by fraction-free elimination. */
const gramDeterminant = (columns: Columns): bigint => {
  const a = columns.map((x) => columns.map((z) => x.reduce((sum, entry, k) => sum + entry * z[k]!, 0n)));
  let previous = 1n;
  for (const [k, row] of a.entries()) {
    for (const below of a.slice(k + 1)) {
      const factor = below[k]!;
      for (let j = k; j < a.length; j++) below[j] = (row[k]! * below[j]! - factor * row[j]!) / previous;
    }
    previous = row[k]!;
  }
  return previous;
};

/** Data are multiples of ½. */
const doubled = (x: number): bigint => BigInt(2 * x);

/** min 1/(2n) ‖Xθ − t‖² = det Gram(X, t)/(2n det Gram(X)) over independent columns of X. */
const minimumOf = ({ parameters }: Member): Rational => {
  const [rows, targets] = [readRows(parameters, 'inputs'), readNumbers(parameters, 'targets').map(doubled)];
  let independent: Columns = [];
  for (const j of rows[0]!.keys()) {
    const more = [...independent, rows.map((row) => doubled(row[j]!))];
    if (gramDeterminant(more) !== 0n) independent = more;
  }
  const n = gramDeterminant([...independent, targets]);
  return { n, d: 8n * BigInt(rows.length) * gramDeterminant(independent) };
};

const holdsWith =
  (stated: (member: Member) => number): Holds<Member> =>
  (member) => {
    const exact = minimumOf(member);
    const below = rationals.sub(exact, rationals.of(stated(member)));
    // Two units down, and the roundings of that, of the quotient and of what it is rounded from.
    const allowed = gamma(4) * rationals.toNumber(exact);
    const gap = rationals.toNumber(below);
    const holds = rationals.sign(below) >= 0 && gap <= allowed;
    return { status: holds ? 'holds' : 'refuted', margin: allowed > 0 ? 1 - gap / allowed : 0 };
  };

const claim: Claim<Member> = {
  id: 'L2-least-squares',
  claim: 'the minimum that least squares state is at most their infimum, and next to it',
  source: 'the squared distance from a subspace as a quotient of Gram determinants',
  ...ofLosses(({ name }) => name === 'mini-batch-least-squares'),
  holds: holdsWith(({ loss }) => loss.minimum ?? Number.NaN),
  mutants: {
    '0, which bounds every sum of squares': holdsWith(() => 0),
    'rounded upwards': holdsWith(({ loss }) => loss.minimum! * (1 + 4 * gamma(1))),
    'a mean without its half': holdsWith(({ loss }) => 2 * loss.minimum!),
  },
};

export default claim;
