import fc from 'fast-check';
import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { inertia } from '../exact/inertia.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';

interface Case extends IntegerPair {
  /** The sector [p, q] is [p/16, q/16]. */
  readonly p: number;
  readonly q: number;
}

const product = (a: readonly bigint[], b: readonly bigint[]): bigint =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0n);

/**
 * Existence of M with pI ⪯ M ⪯ qI and M g = y, decided without the sector product: by a 2 × 2 completion.
 *
 * In the plane of g and y the first row of M is fixed, (c, s)·a in units of 1; the one free entry m of the plane has to
 * keep [[b₁ − p, b₂], [b₂, m − p]] ⪰ 0 and [[q − b₁, −b₂], [−b₂, q − m]] ⪰ 0 with b₁ = yᵀg/gᵀg and b₂² = ‖y‖²/gᵀg − b₁²,
 * which is possible iff p + b₂²/(b₁ − p) ≤ q − b₂²/(q − b₁) and p ≤ b₁ ≤ q, with b₂ = 0 where an end is attained.
 * The complement of the plane takes any value in [p, q].
 */
const completionExists = ({ g, y, p, q }: Case): boolean => {
  const [G, Y, P, Q] = [g.map((x) => 16n * BigInt(x)), y.map((x) => 16n * BigInt(x)), BigInt(p), BigInt(q)];
  const [yy, gg, yg] = [product(Y, Y), product(G, G), product(Y, G)];
  // All over gᵀg, times 16: b₁ = 16 yᵀg, p = P gᵀg, b₂² = 16² (yᵀy gᵀg − (yᵀg)²) over (gᵀg)².
  const above = 16n * yg - P * gg;
  const below = Q * gg - 16n * yg;
  const across = 256n * (yy * gg - yg * yg);
  if (above < 0n || below < 0n) return false;
  if (above === 0n || below === 0n) return across === 0n;
  return across * (above + below) <= (Q - P) * gg * above * below;
};

const decides =
  (condition: (g: readonly bigint[], y: readonly bigint[], p: bigint, q: bigint) => boolean) =>
  (value: Case) => {
    const [G, Y] = [value.g.map(BigInt), value.y.map(BigInt)];
    const exists = condition(G, Y, BigInt(value.p), BigInt(value.q));
    if (exists !== completionExists(value)) return truth(false);
    return truth(!exists || constructed(value));
  };

/**
 * The metric p I + r rᵀ/(rᵀg), r = y − p g, fits into the sector wherever any does: its inertia against q I decides.
 */
const constructed = ({ g, y, p, q }: Case): boolean => {
  const [G, Y, P, Q] = [g.map(BigInt), y.map(BigInt), BigInt(p), BigInt(q)];
  const r = Y.map((value, i) => 16n * value - P * G[i]!);
  const weight = product(r, G);
  // r = 0 leaves M = p I itself; rᵀg = 0 with r ≠ 0 is no sector at all.
  if (weight <= 0n) return r.every((value) => value === 0n);
  // 16·weight·(qI − M) with M = (p I + r rᵀ/weight)/16.
  const rest = G.map((_, i) => G.map((__, j) => (i === j ? (Q - P) * weight : 0n) - r[i]! * r[j]!));
  return inertia(rest).negative === 0;
};

const sector = (g: readonly bigint[], y: readonly bigint[], p: bigint, q: bigint): bigint =>
  product(
    y.map((value, i) => 16n * value - p * g[i]!),
    g.map((value, i) => q * value - 16n * y[i]!),
  );

const anywhere = fc
  .tuple(integerPairs({ min: 2, max: 5 }), fc.integer({ min: 1, max: 64 }), fc.integer({ min: 0, max: 400 }))
  .map(([pair, p, width]): Case => ({ ...pair, p, q: p + width }));

/** r ⟂ t make g = r + t and y = r + p g, so that y − p g = r and (p + 1) g − y = t. */
const onTheBoundary = fc
  .record({
    r: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -9, max: 9 })),
    turn: fc.integer({ min: -3, max: 3 }),
    rest: fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 3 }),
    p: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ r: [a, b], turn, rest, p }): Case => {
    const r = [a, b, ...rest.map(() => 0)];
    const g = [a - turn * b, b + turn * a, ...rest];
    return { g, y: r.map((value, i) => value + p * g[i]!), p: 16 * p, q: 16 * (p + 1) };
  });

export default {
  id: 'X1-sector',
  claim:
    'An SPD M with M g = y and spectrum in [p, q] exists iff (y − p g)ᵀ(q g − y) ≥ 0; p I + (y − p g)(y − p g)ᵀ/((y − p g)ᵀg) is one.',
  source: 'X1',
  given: fc.oneof(anywhere, onTheBoundary),
  holds: decides((g, y, p, q) => sector(g, y, p, q) >= 0n),
  mutants: {
    'strict inequality': decides((g, y, p, q) => sector(g, y, p, q) > 0n),
    'pg ≤ y ≤ qg by components only': decides((g, y, p, q) =>
      y.every((value, i) => {
        const x = 16n * value * g[i]!;
        return x >= p * g[i]! * g[i]! && x <= q * g[i]! * g[i]!;
      }),
    ),
    'only p ≤ yᵀg/gᵀg ≤ q': decides((g, y, p, q) => {
      const [gg, yg] = [product(g, g), 16n * product(y, g)];
      return yg >= p * gg && yg <= q * gg;
    }),
  },
} satisfies Claim<Case>;
