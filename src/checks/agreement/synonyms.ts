/** Names that mean the same constant: ours, then those of libraries in Python. */
const groups: readonly (readonly string[])[] = [
  ['beta1', 'betas.0', 'b1'],
  ['beta2', 'betas.1', 'b2'],
  ['epsilon', 'eps'],
  ['decay', 'alpha', 'rho'],
  ['momentum', 'decay', 'mu'],
  ['weightDecay', 'weight_decay'],
];

/** The name by which an object knows a constant: the given one, or else a synonym of it; undefined where it has neither. */
export const ownName = (known: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  if (Object.hasOwn(known, name)) return name;
  return groups
    .filter((group) => group.includes(name))
    .flat()
    .find((other) => Object.hasOwn(known, other));
};
