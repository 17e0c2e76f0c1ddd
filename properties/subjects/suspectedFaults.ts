/** What each suspicion is raised on, by the names of the seeded faults. */
export const suspectedFaults: Readonly<Record<string, readonly string[]>> = {
  'continuous-at-zero': ['decay-off-without-momentum', 'heavy-ball-zero-momentum-replaced'],
  'ignores-gradient': ['gradient-descent-first-gradient-for-ever'],
  'late-first-step': [
    'adam-moments-before-update',
    'gradient-descent-one-step-late',
    'rprop-returns-the-step-before',
  ],
  'rarely-falls': ['ascent', 'ascent-beyond-step-fifty'],
  renumbering: ['adam-counter-per-parameter'],
  'rests-at-zero': ['rprop-moves-without-slope', 'sign-of-zero-is-one'],
  'shrinks-with-gradient': ['lars-divides-by-the-square'],
  'state-matters': ['adam-moments-not-stored', 'signum-forgets'],
  'state-moves': ['heavy-ball-velocity-of-the-module', 'lookahead-returns-early'],
  unsettled: [
    'adam-bias-correction-from-zero',
    'adam-moments-share-a-buffer',
    'centred-rmsprop-minus-epsilon',
    'rmsprop-averages-the-gradient',
    'schedule-divides-by-zero',
    'unseeded-noise',
  ],
};
