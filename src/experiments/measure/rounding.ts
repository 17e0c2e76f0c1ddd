/** How far a figure that a paper states may be from what is measured, relative to it: one per cent, of what plots show. */
export const reproducedWithin = (stated: number): number => Math.abs(stated) / 100;
