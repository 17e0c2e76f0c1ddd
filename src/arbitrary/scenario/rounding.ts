/**
 * Units in the last place of θᵢ that η|∂ᵢL| is at least where θ is stored in sixteen bits: 16, so that four halvings of η
 * are resolved as well.
 */
export const resolvedUnits = 16;
