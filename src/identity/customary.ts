import type { Tried } from './comparison.ts';

/** Values that people give to constants, by their names in our rules, the most usual ones first. */
const customary: Readonly<Record<string, readonly number[]>> = {
  beta: [
    0.9, 0.95, 0.8, 0.5, 0, 0.98, 0.99, 0.85, 0.7, 0.6, 0.75, 0.65, 0.4, 0.3, 0.2, 0.1, 0.965, 0.96, 0.97,
    0.92, 0.93, 0.94, 0.985, 0.995, 0.999,
  ],
  beta1: [0.9, 0.95, 0.8, 0.5, 0, 0.98, 0.99],
  beta2: [0.999, 0.99, 0.95, 0.98, 0.9, 0.9999],
  decay: [0.5, 0.8, 0.9, 0.95, 0.99, 0.999],
  decrease: [0.5, 0.7],
  epsilon: [1e-8, 1e-7, 1e-6, 1e-10, 0, 1e-5, 1e-12, 1e-4, 1e-16, 1e-3, 1],
  increase: [1.1, 1.2, 1.3],
  momentum: [0.9, 0.95, 0.8, 0.5, 0, 0.98, 0.99, 0.85, 0.7, 0.6, 0.75],
  period: [2, 3, 4, 5, 6, 8, 10],
  power: [0.5, 0.6, 2 / 3, 0.75, 0.8, 0.9],
  slowness: [0.2, 0.5, 0.8],
  trust: [0.001, 0.002, 0.01, 0.02, 0.1, 1],
  weightDecay: [0.01, 0.1, 0.001, 0.0001, 0.05, 0.005],
};

/** Of rules with more constants only this many combinations are tried, with fewer values each. */
const most = 600;

/** The same rule with every combination of customary values for constants that the subject does not declare. */
export function* withCustomaryValues(tried: Tried, declared: ReadonlySet<string>): Generator<Tried, void> {
  const open = Object.entries(tried.hyperparameters).filter(([name]) => !declared.has(name));
  const valuesOf = (limit: number): readonly (readonly number[])[] =>
    open.map(([name, usual]) =>
      [usual, ...(customary[name] ?? []).filter((x) => x !== usual)].slice(0, limit),
    );
  const sizeOf = (lists: readonly (readonly number[])[]): number =>
    lists.reduce((product, list) => product * list.length, 1);
  const choices = valuesOf([most, 12, 6, 5, 4, 3, 2].find((limit) => sizeOf(valuesOf(limit)) <= most) ?? 1);
  const count = sizeOf(choices);
  // The first combination is the rule as it was given.
  for (let n = 1; n < count; n++) {
    let rest = n;
    const values = choices.map((list) => {
      const value = list[rest % list.length]!;
      rest = Math.floor(rest / list.length);
      return value;
    });
    const chosen = Object.fromEntries(open.map(([name], k) => [name, values[k]!]));
    yield { rule: tried.rule, hyperparameters: { ...tried.hyperparameters, ...chosen } };
  }
}
