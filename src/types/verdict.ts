/** What a certificate says of one matrix or pair. Margin > 0: proved by so much; < 0: refuted by so much. */
export interface Certificate {
  readonly status: 'proved' | 'refuted' | 'inconclusive';
  /** Distance from the boundary in units of what was allowed; NaN where it has no meaning. */
  readonly margin: number;
}

/** What one case says of one claim or check. */
export interface Outcome {
  readonly status: 'holds' | 'refuted' | 'inconclusive' | 'vacuous';
  /** (allowed − measured) / allowed, or the natural relative distance: > 0 where it holds, < 0 where it is refuted. */
  readonly margin: number;
}

/** What many cases say together. */
export type Verdict = 'verified' | 'falsified' | 'inconclusive' | 'vacuous';
