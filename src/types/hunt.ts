import { counterexampleRuleShape, scenarioShape } from './reportShape.ts';
import type { Fields, TypeOf } from './shape.ts';

/** What a hunt can look for. */
export const huntGoals = ['rate', 'cycle', 'rise', 'angle', 'metric', 'unsettled'] as const;

/** The classes of functions that it looks in. */
export const huntClasses = ['convex', 'strongly-convex', 'smooth', 'quadratic'] as const;

/** Of a `HuntProblem`. */
export const huntProblemShape = {
  goal: ['one of', ...huntGoals],
  class: ['one of', ...huntClasses],
  /** β. */
  smoothness: 'double',
  /** μ, 0 in a class that has none. */
  strongConvexity: 'double',
  /** R, the distance of θ₀ from the minimisers (in the class `smooth`, from the stationary point 0). */
  radius: 'double',
  /** N. */
  steps: 'count',
  dimension: 'count',
  /** η. */
  stepSize: 'double',
  seed: 'count',
  /** Steps over which a rise is counted. */
  window: 'count',
} as const satisfies Fields;

/** What a function comes to. */
export const huntedValueShape = {
  /** What the goal measures; Infinity where the run diverges. */
  value: 'double',
  /** What the search climbs: the value, or what leads to it. */
  score: 'double',
  /** Of a cycle: `proved` where the state recurs bit for bit, `seen` where θ does within 64 units in the last place. */
  cycle: ['optional', ['one of', 'proved', 'seen']],
  /** Its period, and how many steps it took to be in it. */
  period: ['optional', 'count'],
  after: ['optional', 'count'],
} as const satisfies Fields;

/** Of a `Genome`. */
export const genomeShape = {
  /** f′ along each axis: slopes between kinks. */
  axes: ['list', { kinks: ['list', 'double'], slopes: ['list', 'double'] }],
  /** Pairs of axes that are turned by (3/5, 4/5). */
  turns: ['list', { from: 'count', to: 'count' }],
  /** Vertices of a polygon, which takes the place of axes and turns; none where there is none. */
  vertices: ['list', { x: 'double', y: 'double' }],
  /** The direction in which θ₀ lies, of any length. */
  start: ['list', 'double'],
} as const satisfies Fields;

/** Of a `HuntFind`. */
export const huntFindShape = {
  ...huntedValueShape,
  /** The function and the start as the search holds them. */
  genome: genomeShape,
  scenario: scenarioShape,
  /** The evaluation that found it, from 1. */
  evaluation: 'count',
} as const satisfies Fields;

/** Of a `HuntShown`. */
export const huntShownShape = {
  /** θ₀, θ₁, …, of the first steps, and L there. */
  path: ['list', ['list', 'double']],
  losses: ['list', 'double'],
  /** Of a cycle: the places of its last period. */
  around: ['optional', ['list', ['list', 'double']]],
  /** What every step is one of: `gradient descent` or `proximal point`. */
  method: ['optional', ['one of', 'gradient descent', 'proximal point']],
  /** Of a rate: numbers of steps, and its value after each on this function. */
  curve: ['list', ['list', 'double']],
} as const satisfies Fields;

/** Of a `HuntState`. */
export const huntStateShape = {
  evaluations: 'count',
  /** Evaluations in which the code of the rule was at fault, and what it said first. */
  faults: 'count',
  fault: ['optional', 'text'],
  best: ['nullable', huntFindShape],
  /** What the search works on. */
  current: ['nullable', { genome: genomeShape, score: 'double' }],
  /** Size of its changes, evaluations since the last improvement, and since it began anew. */
  spread: 'double',
  stale: 'count',
  age: 'count',
  restarts: 'count',
  /** Whether it only polishes the best by now. */
  polishing: 'flag',
  /** The value whenever it got better: evaluation, value. */
  history: ['list', ['list', 'double']],
  done: 'flag',
  /** Of the best, where it was measured again. */
  shown: ['optional', huntShownShape],
} as const satisfies Fields;

/** Of a `HuntFile`. */
export const huntFileShape = {
  schemaVersion: ['one of', 1],
  rule: counterexampleRuleShape,
  problem: huntProblemShape,
  /** What was found, made as simple as it gets. */
  found: huntFindShape,
  /** Its value before it was made simpler. */
  original: 'double',
  evaluations: 'count',
  restarts: 'count',
  faults: 'count',
  /** The exact worst case, where it is known. */
  exact: ['nullable', { value: 'double', formula: 'text', source: 'text' }],
  shown: huntShownShape,
  history: ['list', ['list', 'double']],
  /** The same of random draws alone. */
  random: ['optional', ['list', ['list', 'double']]],
  replay: 'text',
} as const satisfies Fields;

/** What is looked for, and where. */
export interface HuntProblem extends TypeOf<typeof huntProblemShape> {}

/** A function and a start as the search changes them. */
export interface Genome extends TypeOf<typeof genomeShape> {}

/** What a run on one function comes to. */
export interface HuntedValue extends TypeOf<typeof huntedValueShape> {}

/** A function with the start of a run on it. */
export interface HuntFind extends TypeOf<typeof huntFindShape> {}

/** A run on what was found, to be drawn. */
export interface HuntShown extends TypeOf<typeof huntShownShape> {}

/** All that a search knows: it goes on from here as if it had never been interrupted. */
export interface HuntState extends TypeOf<typeof huntStateShape> {}

/** What a hunt found, as it is stored. */
export interface HuntFile extends TypeOf<typeof huntFileShape> {}

/** A piece of a hunt, for the process that has loaded the rule. */
export interface HuntAsk {
  readonly problem: HuntProblem;
  /** Undefined at the start. */
  readonly state?: HuntState;
  /** Evaluations of the whole hunt, its own end of polishing included. */
  readonly total: number;
  /** Evaluations of this piece. */
  readonly evaluations: number;
  /** Random draws alone; or no search: what was found is made simpler, or measured again. */
  readonly task: 'search' | 'random' | 'simplify' | 'measure';
}
