import { irisData } from '../../src/losses/data/irisData.ts';
import type { Json } from '../../src/types/vector.ts';
import type { Arithmetic } from '../exact/arithmetic.ts';

type Fields = { readonly [key: string]: Json };

/** L(θ, t) as its definition says it, in any arithmetic. */
type Formula = <T>(a: Arithmetic<T>, parameters: Fields, theta: readonly T[], time: T) => T;

const list = (value: Json | undefined): readonly number[] => (Array.isArray(value) ? value.map(Number) : []);
const rows = (value: Json | undefined): readonly (readonly number[])[] =>
  Array.isArray(value) ? value.map((row) => list(row)) : [];

const sum = <T>(a: Arithmetic<T>, terms: readonly T[]): T => terms.reduce((x, y) => a.add(x, y), a.of(0));
const square = <T>(a: Arithmetic<T>, x: T): T => a.mul(x, x);
const dot = <T>(a: Arithmetic<T>, w: readonly T[], x: readonly number[]): T =>
  sum(
    a,
    x.map((entry, i) => a.mul(w[i]!, a.of(entry))),
  );

/** ½ Σ sᵢ (H d)ᵢ² = ½ Σ sᵢ (dᵢ − 2 vᵢ (vᵀd)/(vᵀv))². */
const quadratic: Formula = (a, p, theta, time) => {
  const s = list(p.spectrum);
  const c = list(p.centre);
  const r = list(p.drift);
  const v = list(p.rotation);
  const d = theta.map((x, i) => a.sub(x, a.add(a.of(c[i] ?? 0), a.mul(time, a.of(r[i] ?? 0)))));
  const norm = v.reduce((n, entry) => n + entry * entry, 0);
  const along = v.length > 0 ? a.div(dot(a, d, v), a.of(norm / 2)) : a.of(0);
  const w = d.map((x, i) => a.sub(x, a.mul(along, a.of(v[i] ?? 0))));
  return a.div(
    sum(
      a,
      w.map((x, i) => a.mul(a.of(s[i]!), square(a, x))),
    ),
    a.of(2),
  );
};

const separable =
  (term: <T>(a: Arithmetic<T>, d: T) => T): Formula =>
  (a, p, theta) => {
    const centre = list(p.centre);
    return sum(
      a,
      list(p.weights).map((w, i) => a.mul(a.of(w), term(a, a.sub(theta[i]!, a.of(centre[i]!))))),
    );
  };

/** Σ fᵢ(zᵢ): s x²/2 of the piece around 0, and half the change of slope at each kink times the square of what is beyond it. */
const piecewise: Formula = (a, p, theta) => {
  const z = [...theta];
  for (const [i, j] of rows(p.rotation)) {
    const [x, y] = [z[i!]!, z[j!]!];
    z[i!] = a.div(a.add(a.mul(a.of(3), x), a.mul(a.of(4), y)), a.of(5));
    z[j!] = a.div(a.sub(a.mul(a.of(3), y), a.mul(a.of(4), x)), a.of(5));
  }
  const terms: readonly Json[] = Array.isArray(p.terms) ? p.terms : [];
  const beyond = <T>(b: Arithmetic<T>, x: T): T => (b.sign(x) > 0 ? square(b, x) : b.of(0));
  const doubled = terms.map((term, i) => {
    const { kinks, slopes }: Fields = Object.fromEntries(Object.entries(term ?? {}));
    const s = list(slopes);
    const x = z[i]!;
    const home = list(kinks).filter((kink) => kink <= 0).length;
    const changes = list(kinks).map((kink, k) => {
      const change = a.sub(a.of(s[k + 1]!), a.of(s[k]!));
      const out = a.sub(x, a.of(kink));
      return k >= home
        ? a.mul(change, beyond(a, out))
        : a.sub(a.of(0), a.mul(change, beyond(a, a.sub(a.of(0), out))));
    });
    return a.add(a.mul(a.of(s[home]!), square(a, x)), sum(a, changes));
  });
  return a.div(sum(a, doubled), a.of(2));
};

/** 0 inside; else the least squared distance from an edge. */
const squaredDistance = <T>(a: Arithmetic<T>, vertices: readonly (readonly number[])[], x: T, y: T): T => {
  const edges = vertices.map((from, k) => {
    const to = vertices[(k + 1) % vertices.length]!;
    const [ax, ay, bx, by] = [from[0]!, from[1]!, to[0]!, to[1]!].map((entry) => a.of(entry));
    const [ex, ey] = [a.sub(bx!, ax!), a.sub(by!, ay!)];
    const [dx, dy] = [a.sub(x, ax!), a.sub(y, ay!)];
    const along = a.div(a.add(a.mul(dx, ex), a.mul(dy, ey)), a.add(square(a, ex), square(a, ey)));
    const t = a.sign(along) < 0 ? a.of(0) : a.sign(a.sub(along, a.of(1))) > 0 ? a.of(1) : along;
    const distance = a.add(square(a, a.sub(dx, a.mul(t, ex))), square(a, a.sub(dy, a.mul(t, ey))));
    return { distance, left: a.sign(a.sub(a.mul(ex, dy), a.mul(ey, dx))) >= 0 };
  });
  if (edges.every(({ left }) => left)) return a.of(0);
  return edges.map(({ distance }) => distance).reduce((b, c) => (a.sign(a.sub(b, c)) < 0 ? b : c));
};

const absolute = <T>(a: Arithmetic<T>, x: T): T => (a.sign(x) < 0 ? a.sub(a.of(0), x) : x);

const network =
  (
    data: (p: Fields) => {
      readonly inputs: readonly (readonly number[])[];
      readonly targets: readonly (readonly number[])[];
    },
    activation: <T>(a: Arithmetic<T>, z: T) => T,
  ): Formula =>
  (a, p, theta) => {
    const { inputs, targets } = data(p);
    const widths = [...list(p.hidden), targets[0]!.length];
    const losses = inputs.map((input, n) => {
      let activity = input.map((x) => a.of(x));
      let offset = 0;
      widths.forEach((width, l) => {
        const columns = activity.length;
        const next = Array.from({ length: width }, (_, i) =>
          sum(
            a,
            activity.map((x, j) => a.mul(theta[offset + i * columns + j]!, x)),
          ),
        );
        activity = l + 1 < widths.length ? next.map((z) => activation(a, z)) : next;
        offset += width * columns;
      });
      return sum(
        a,
        activity.map((x, i) => square(a, a.sub(x, a.of(targets[n]![i]!)))),
      );
    });
    return a.div(sum(a, losses), a.of(2 * inputs.length));
  };

const stated = (p: Fields) => ({ inputs: rows(p.inputs), targets: rows(p.targets) });
const irises = (p: Fields) => {
  const { inputs, classes } = irisData(p);
  return { inputs, targets: classes.map((kind) => [0, 1, 2].map((c) => (c === kind ? 1 : 0))) };
};

/** The definition of every built-in family, by its name. */
export const formulas: Readonly<Record<string, Formula>> = {
  quadratic,
  'ill-conditioned-quadratic': quadratic,
  'saddle-quadratic': quadratic,
  'drifting-quadratic': quadratic,
  linear: (a, p, theta) => dot(a, theta, list(p.slope)),
  rosenbrock: (a, p, theta) =>
    sum(
      a,
      theta.slice(1).map((y, i) => {
        const x = theta[i]!;
        const valley = a.mul(a.of(Number(p.steepness)), square(a, a.sub(y, square(a, x))));
        return a.add(valley, square(a, a.sub(a.of(1), x)));
      }),
    ),
  'styblinski-tang': (a, _p, theta) =>
    a.div(
      sum(
        a,
        theta.map((x) => {
          const xx = square(a, x);
          return a.add(a.sub(square(a, xx), a.mul(a.of(16), xx)), a.mul(a.of(5), x));
        }),
      ),
      a.of(2),
    ),
  himmelblau: (a, _p, theta) => {
    const [x, y] = [theta[0]!, theta[1]!];
    const first = a.sub(a.add(square(a, x), y), a.of(11));
    return a.add(square(a, first), square(a, a.sub(a.add(x, square(a, y)), a.of(7))));
  },
  beale: (a, _p, theta) => {
    const [x, y] = [theta[0]!, theta[1]!];
    let power = a.of(1);
    const terms = [3 / 2, 9 / 4, 21 / 8].map((c) => {
      power = a.mul(power, y);
      return square(a, a.add(a.sub(a.of(c), x), a.mul(x, power)));
    });
    return sum(a, terms);
  },
  'cubic-valley': (a, _p, theta) => {
    const [x, y] = [theta[0]!, theta[1]!];
    const across = square(a, a.sub(y, a.mul(x, square(a, x))));
    return a.add(a.mul(a.of(100), across), square(a, a.sub(a.of(1), x)));
  },
  rastrigin: (a, _p, theta) =>
    sum(
      a,
      theta.map((x) => a.add(square(a, x), a.mul(a.of(10), a.sub(a.of(1), a.cosTurns(x))))),
    ),
  'flat-quartic': separable((a, d) => a.div(square(a, square(a, d)), a.of(4))),
  huber: separable((a, d) => {
    const size = absolute(a, d);
    return a.sign(a.sub(size, a.of(1))) <= 0 ? a.div(square(a, d), a.of(2)) : a.sub(size, a.of(1 / 2));
  }),
  l1: separable(absolute),
  'mini-batch-least-squares': (a, p, theta) => {
    const targets = list(p.targets);
    const residuals = rows(p.inputs).map((x, k) => square(a, a.sub(dot(a, theta, x), a.of(targets[k]!))));
    return a.div(sum(a, residuals), a.of(2 * targets.length));
  },
  'logistic-regression': (a, p, theta) => {
    const { inputs, classes } = irisData(p);
    const costs = inputs.map((x, n) => {
      const z = dot(a, theta, x);
      const margin = classes[n] === 0 ? a.sub(a.of(0), z) : z;
      return a.log(a.add(a.of(1), a.exp(margin)));
    });
    return a.div(sum(a, costs), a.of(inputs.length));
  },
  'softmax-cross-entropy': (a, p, theta) => {
    const { inputs, classes } = irisData(p);
    const costs = inputs.map((x, n) => {
      const scores = [0, 1, 2].map((c) => dot(a, theta.slice(c * x.length, (c + 1) * x.length), x));
      const total = sum(
        a,
        scores.map((z) => a.exp(z)),
      );
      return a.sub(a.log(total), scores[classes[n]!]!);
    });
    return a.div(sum(a, costs), a.of(inputs.length));
  },
  'piecewise-quadratic': piecewise,
  'non-convex-piecewise-quadratic': piecewise,
  'rotated-piecewise-quadratic': piecewise,
  'distance-to-polygon': (a, p, theta) => {
    const [beta, rest] = [Number(p.smoothness), Number(p.smoothness) - Number(p.strongConvexity)];
    const bowl = a.mul(
      a.of(beta),
      sum(
        a,
        theta.map((x) => square(a, x)),
      ),
    );
    const [x, y] = [theta[0]!, theta[1]!];
    const away = a.mul(a.of(rest), squaredDistance(a, rows(p.vertices), x, y));
    return a.div(a.sub(bowl, away), a.of(2));
  },
  'two-layer-linear-network': network(stated, (_a, z) => z),
  'relu-network': network(stated, (a, z) => (a.sign(z) > 0 ? z : a.of(0))),
  'tanh-network': network(irises, (a, z) => {
    const e = a.exp(a.mul(a.of(2), z));
    return a.div(a.sub(e, a.of(1)), a.add(e, a.of(1)));
  }),
};

/** Families whose loss is a polynomial, or one on each side of its kinks: rationals evaluate it without error. */
export const rationalFamilies: readonly string[] = Object.keys(formulas).filter(
  (name) => !['logistic-regression', 'softmax-cross-entropy', 'tanh-network', 'rastrigin'].includes(name),
);
