/** What is used of odex, which publishes its TypeScript sources in place of types that a strict compiler accepts. */
declare const odex: {
  readonly Solver: new (
    dimension: number,
  ) => {
    absoluteTolerance: number;
    relativeTolerance: number;
    solve(
      field: (time: number, state: number[]) => ArrayLike<number>,
      from: number,
      initial: number[],
      to: number,
    ): { readonly y: number[]; readonly outcome: number };
  };
  readonly Outcome: { readonly Converged: number };
};
export default odex;
