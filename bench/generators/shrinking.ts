import fc from 'fast-check';
import { effectivePairs } from '../../src/arbitrary/pair/pair.ts';
import { type ScenarioDemand, scenarios } from '../../src/arbitrary/scenario/scenario.ts';
import { loadFamilies } from '../../src/catalog/losses.ts';
import type { LossFamily } from '../../src/types/loss.ts';
import type { Scenario } from '../../src/types/scenario.ts';
import { measuredRow } from '../measure/ratio.ts';
import type { BenchRow } from '../row.ts';

/** A property that fails on purpose, and the simplest case on which it does, found by hand. */
interface PlantedBug<Case> {
  readonly name: string;
  readonly fails: (value: Case) => boolean;
  readonly ideal: Case;
}

const seeds = 100;

/** Cases tried until the bug shows. */
const cases = 5000;

/** Greatest length of a minimum beside the ideal one: a character more in a hundred reads as well. */
const longest = 1.1;

interface Search {
  readonly minimum: string;
  readonly evaluations: number;
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    Object.is(part, -0) ? '-0' : part instanceof Float64Array ? [...part] : part,
  );

/** Finds the bug with one seed and shrinks it, counting the evaluations from the first failure on. */
const search = <Case>(
  given: fc.Arbitrary<Case>,
  bug: PlantedBug<Case>,
  readable: (value: Case) => unknown,
  seed: number,
): Search | undefined => {
  let evaluations = -1;
  const { counterexample } = fc.check(
    fc.property(given, (value) => {
      const fails = bug.fails(value);
      if (fails || evaluations >= 0) evaluations++;
      return !fails;
    }),
    { seed, numRuns: cases },
  );
  return counterexample ? { minimum: text(readable(counterexample[0])), evaluations } : undefined;
};

/** Distinct minima, their size relative to the ideal one, and what shrinking cost, over a hundred seeds. */
const measure = <Case>(
  given: fc.Arbitrary<Case>,
  bug: PlantedBug<Case>,
  readable: (value: Case) => unknown,
): readonly BenchRow[] => {
  const found = Array.from({ length: seeds }, (_, seed) => search(given, bug, readable, seed)).filter(
    (one) => one !== undefined,
  );
  const distinct = new Set(found.map(({ minimum }) => minimum)).size;
  const ideal = text(readable(bug.ideal)).length;
  const complete = found.length === seeds && bug.fails(bug.ideal);
  const minima = measuredRow(
    {
      what: `distinct minima of ${seeds} seeds: ${bug.name}`,
      peer: 'the single best one',
      unit: '',
      target: { atMost: 3 },
    },
    [distinct],
  );
  return [
    complete ? minima : { ...minima, met: false, remark: `${found.length} of ${seeds} seeds found it` },
    measuredRow(
      {
        what: `length of the minimum: ${bug.name}`,
        peer: 'the ideal counterexample',
        unit: '×',
        target: { atMost: longest },
      },
      found.map(({ minimum }) => minimum.length / ideal),
    ),
    measuredRow(
      { what: `evaluations to shrink: ${bug.name}`, peer: 'one evaluation', unit: '', target: null },
      found.map(({ evaluations }) => evaluations),
    ),
  ];
};

interface PairLike {
  readonly g: Float64Array;
  readonly y: Float64Array;
}

const pairs = effectivePairs({ dimension: { min: 1, max: 64 } });
const pairOf = (g: readonly number[], y: readonly number[]): PairLike => ({
  g: Float64Array.from(g),
  y: Float64Array.from(y),
});
const readablePair = ({ g, y }: PairLike): unknown => ({ g, y });

const product = ({ g, y }: PairLike): number => g.reduce((sum, x, i) => sum + x * y[i]!, 0);
const size = (x: Float64Array): number => Math.hypot(...x);
const cosine = (pair: PairLike): number => product(pair) / size(pair.g) / size(pair.y);

/** κ* = ((1+s)/c)², plainly. */
const conditionNumber = (pair: PairLike): number => {
  const c = cosine(pair);
  return ((1 + Math.sqrt(Math.max(0, 1 - c * c))) / c) ** 2;
};

const repeats = (x: ArrayLike<number>): boolean => {
  const entries = Array.from(x).filter((value) => value !== 0);
  return new Set(entries).size < entries.length;
};

const pairBugs: readonly PlantedBug<PairLike>[] = [
  {
    name: 'pair with D ≥ 3',
    fails: ({ g }) => g.length >= 3,
    ideal: pairOf([1, 0, 0], [1, 0, 0]),
  },
  {
    name: 'pair with ψ above 89°',
    fails: (pair) => cosine(pair) < Math.cos((89 * Math.PI) / 180),
    ideal: pairOf([1, 0], [1, 58]),
  },
  {
    name: 'pair with κ* ≥ 10⁶',
    fails: (pair) => conditionNumber(pair) >= 1e6,
    ideal: pairOf([1, 0], [1, 500]),
  },
  {
    name: 'pair with two equal coordinates of g',
    fails: ({ g }) => repeats(g),
    ideal: pairOf([1, 1], [1, 0]),
  },
  {
    name: 'pair with a negative zero',
    fails: ({ g }) => g.some((x) => Object.is(x, -0)),
    ideal: pairOf([1, -0], [1, 0]),
  },
  {
    name: 'pair with a coordinate that goes uphill',
    fails: ({ g, y }) => g.some((x, i) => x * y[i]! < 0),
    ideal: pairOf([1, 1], [2, -1]),
  },
  {
    name: 'pair with D ≥ 9 and ψ above 57°',
    fails: (pair) => pair.g.length >= 9 && cosine(pair) < Math.cos(1),
    ideal: pairOf([1, 0, 0, 0, 0, 0, 0, 0, 0], [1, 2, 0, 0, 0, 0, 0, 0, 0]),
  },
  {
    name: 'pair with ‖y‖ below 10⁻²⁰‖g‖',
    fails: ({ g, y }) => size(y) < 1e-20 * size(g),
    ideal: pairOf([2e20], [1]),
  },
];

const scenarioDemand = (families: readonly LossFamily[]): ScenarioDemand => ({
  families,
  dimension: { min: 1, max: 64 },
  steps: { min: 1, max: 32 },
  start: 'any',
  domain: 'all',
  hyperparameters: { beta: { default: 0.9, min: 0, max: 0.99 } },
});

const simplest: Scenario = {
  loss: { family: 'quadratic', parameters: { spectrum: [1] } },
  theta: [0],
  stepSize: 1,
  steps: 1,
  seed: 0,
  hyperparameters: { beta: 0.9 },
};

const scenarioBugs = (families: readonly LossFamily[]): readonly PlantedBug<Scenario>[] => [
  {
    name: 'scenario with two equal coordinates',
    fails: ({ theta }) => repeats(theta),
    ideal: {
      ...simplest,
      loss: { family: 'quadratic', parameters: { spectrum: [1, 1] } },
      theta: [1, 1],
    },
  },
  { name: 'scenario with 7 steps', fails: ({ steps }) => steps >= 7, ideal: { ...simplest, steps: 7 } },
  {
    name: 'scenario with a negative zero',
    fails: ({ theta }) => theta.some((x) => Object.is(x, -0)),
    ideal: { ...simplest, theta: [-0] },
  },
  {
    name: 'scenario on Huber only',
    fails: ({ loss }) => loss.family === 'huber',
    ideal: { ...simplest, loss: { family: 'huber', parameters: { weights: [1], centre: [0] } } },
  },
  {
    name: 'scenario with a step size below 10⁻⁴',
    fails: ({ stepSize }) => stepSize < 1e-4,
    ideal: { ...simplest, stepSize: 1e-5 },
  },
  {
    name: 'scenario with β below 0.3',
    fails: ({ hyperparameters }) => (hyperparameters.beta ?? 1) < 0.3,
    ideal: { ...simplest, hyperparameters: { beta: 0 } },
  },
  {
    name: 'scenario with D ≥ 5 and a coordinate above 10',
    fails: ({ theta }) => theta.length >= 5 && theta.some((x) => x > 10),
    ideal: {
      ...simplest,
      loss: {
        family: 'quadratic',
        parameters: { spectrum: [1, 1, 1, 1, 1] },
      },
      theta: [11, 0, 0, 0, 0],
    },
  },
  {
    name: 'scenario on which gradient descent goes uphill',
    fails: (scenario) => {
      const [before, after] = lossesAround(
        families,
        { ...scenario, steps: 1 },
        (d) => -scenario.stepSize * d,
      );
      return after > before;
    },
    ideal: { ...simplest, loss: { family: 'quadratic', parameters: { spectrum: [3] } }, theta: [1] },
  },
  {
    name: 'scenario on which a rule that turns every third coordinate around goes uphill',
    fails: (scenario) => {
      const [before, after] = lossesAround(families, scenario, (d, i) => 1e-4 * (i % 3 === 2 ? 3 : -1) * d);
      return after > before;
    },
    ideal: {
      ...simplest,
      loss: { family: 'quadratic', parameters: { spectrum: [1, 1, 1] } },
      theta: [0, 0, 1],
    },
  },
  {
    name: 'scenario on which a rule that turns around at its fifth step, or overshoots, goes uphill',
    fails: (scenario) => {
      const stepSize = Math.min(scenario.stepSize, 1e-3);
      const [before, after] = lossesAround(
        families,
        scenario,
        (d, _, step) => (step === 4 ? 1 : -1) * stepSize * d,
      );
      return after > before;
    },
    ideal: {
      ...simplest,
      loss: { family: 'flat-quartic', parameters: { weights: [1], centre: [0] } },
      theta: [99],
    },
  },
];

/** The loss at the start and after `steps` updates, each given the gradient and its index. */
const lossesAround = (
  families: readonly LossFamily[],
  { loss: chosen, theta, steps }: Scenario,
  update: (gradient: number, coordinate: number, step: number) => number,
): readonly [number, number] => {
  const loss = families.find(({ name }) => name === chosen.family)?.build(chosen.parameters);
  if (!loss) return [Number.NaN, Number.NaN];
  const from = Float64Array.from(theta);
  let to = from;
  for (let step = 0; step < steps; step++) {
    const gradient = loss.gradient(to, 0);
    to = to.map((x, i) => x + update(gradient[i]!, i, step));
  }
  return [loss.value(from, 0), loss.value(to, 0)];
};

/** What anybody would write first: a dimension, then two vectors of doubles. */
const chained: fc.Arbitrary<PairLike> = fc.integer({ min: 1, max: 64 }).chain((dimension) => {
  const vector = fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: dimension, maxLength: dimension })
    .map((x) => Float64Array.from(x));
  return fc.record({ g: vector, y: vector });
});

/** The first planted bug where vectors may be anything: the pair has to be an effective one. */
const naiveBug: PlantedBug<PairLike> = {
  name: 'pair with D ≥ 3, by fc.chain of doubles',
  fails: (pair) => pair.g.length >= 3 && product(pair) > 0,
  ideal: pairOf([1, 0, 0], [1, 0, 0]),
};

/** Planted bugs, a hundred seeds each; the last rows are fast-check's `chain` of doubles on the first of them. */
export default async (): Promise<readonly BenchRow[]> => {
  const families = await loadFamilies();
  const given = scenarios(scenarioDemand(families));
  return [
    ...pairBugs.flatMap((bug) => measure(pairs, bug, readablePair)),
    ...scenarioBugs(families).flatMap((bug) => measure(given, bug, (scenario) => scenario)),
    ...measure(chained, naiveBug, readablePair).map((row) => ({ ...row, target: null, met: null })),
  ];
};
