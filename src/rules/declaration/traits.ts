/** Laws of a rule whose Δθᵢ is made of coordinate i alone, by the same formula for each. */
export const coordinatewise: readonly string[] = [
  'permutation-equivariant',
  'block-separable',
  'unrelated-parameter-invariant',
];

/** Laws of a rule whose Δθ is η times an odd function of the gradients so far, from a state that can be copied. */
export const gradientOnly: readonly string[] = [
  'rests-at-zero-gradient',
  'odd',
  'translation-equivariant',
  'history-determined',
  'serialisable',
  'step-size-linear',
];

/** Laws of a rule that moves no coordinate without a slope along it, nor up slopes of one sign. */
export const followsSlopes: readonly string[] = [
  'skips-unused-parameter',
  'first-step-descent',
  'constant-signs',
];

/** Laws of a rule whose Δθ is proportional to η and to the loss, from a state that can be copied. */
export const proportional: readonly string[] = ['odd', 'scale-linear', 'step-size-linear', 'serialisable'];

/** Laws of a rule that goes along the gradients seen so far, by a length that is proportional to η. */
export const alongGradients: readonly string[] = [
  'rests-at-zero-gradient',
  'odd',
  'serialisable',
  'step-size-linear',
  'first-step-descent',
  'constant-signs',
];

/** Laws of a rule that goes along the gradients seen so far, its length set layer by layer by that of θ. */
export const layerLengths: readonly string[] = [...alongGradients, 'scale-invariant', 'saturates'];
