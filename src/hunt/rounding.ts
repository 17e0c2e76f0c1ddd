/** ‖∇L(θₖ)‖/‖∇L(θ₀)‖ below which a direction is what rounding left of it: 2⁻²⁰. */
export const settledSlope = 2 ** -20;

/** ‖∇L‖/‖∇L(θ₀)‖ that a cycle has to reach in every period: what is smaller may be a run that comes to rest. */
export const cyclingSlope = 1e-3;

/** Units in the last place within which θ recurs where it does not bit for bit. */
export const recurringUnits = 64;

/** Share of its value that a function keeps when it is made simpler. */
export const keptShare = 0.99;

/** Relative difference up to which a step is one of a method, whatever the order of its roundings: 2⁻⁴⁰. */
export const formulaShare = 2 ** -40;
