/** Least and greatest whole number that an option of a campaign may have, on the command line and from code. */
export const optionBounds = {
  runs: { min: 1, max: 100_000_000 },
  seed: { min: 0, max: 0x7fffffff },
  steps: { min: 1, max: 100_000 },
} as const;
