/** The precisions that the language itself rounds to: how, to nearest as IEEE 754 has it, and its least positive numbers. */
export const precisions = [
  { precision: 'float64', round: (x: number) => x, least: 2 ** -1074, leastNormal: 2 ** -1022 },
  { precision: 'float32', round: Math.fround, least: 2 ** -149, leastNormal: 2 ** -126 },
] as const;
