import { ruleFolder } from '../../src/counterexample/paths.ts';
import type { StoredCase } from '../../src/types/check.ts';
import type {
  CheckReport,
  ClaimReport,
  Counterexample,
  ExperimentReport,
  Listing,
  Report,
  RuleReport,
  RuleStatistics,
  TrajectoryRow,
} from '../../src/types/report.ts';
import { killMatrixWithTexts } from './syntheticKillMatrix.ts';

/** Deterministic stand-in for chance: the fractional part of a wild function, on [0, 1). */
const uniform = (k: number): number => {
  const x = Math.sin(12.9898 * k + 78.233) * 43758.5453;
  return x - Math.floor(x);
};

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Steps of a rule with a wrong sign in its momentum on ½(x² + 4z²). */
const trajectory = (theta0: readonly number[], steps: number): readonly TrajectoryRow[] => {
  const curvature = theta0.map((_, i) => 1 + 3 * i);
  const value = (at: readonly number[]): number =>
    at.reduce((sum, x, i) => sum + 0.5 * curvature[i]! * x * x, 0);
  const rows: TrajectoryRow[] = [];
  let theta = theta0;
  let velocity = theta0.map(() => 0);
  for (let step = 0; step < steps; step++) {
    const gradient = theta.map((x, i) => curvature[i]! * x);
    const y = gradient.map((d) => -d);
    velocity = velocity.map(
      (v, i) => 0.8 * v + (step === 0 ? -1 / (1 + 3 * i * i) : 1.3) * 0.3 * gradient[i]!,
    );
    const next = theta.map((x, i) => x + velocity[i]!);
    const inner = dot(y, velocity);
    const cosine = inner / Math.sqrt(dot(y, y) * dot(velocity, velocity));
    const sine = Math.sqrt(1 - cosine * cosine);
    const scale = dot(y, y) / inner;
    const [loss, lossAfter] = [value(theta), value(next)];
    rows.push({
      step,
      theta,
      gradient,
      y,
      delta: velocity,
      loss,
      lossAfter,
      angle: Math.acos(Math.max(-1, Math.min(1, cosine))),
      conditionNumber: cosine > 0 ? ((1 + sine) / cosine) ** 2 : null,
      smallestEigenvalue: cosine > 0 ? scale * (1 - sine) : null,
      largestEigenvalue: cosine > 0 ? scale * (1 + sine) : null,
      margin: (loss - lossAfter) / Math.max(loss, 1e-300),
    });
    theta = next;
  }
  return rows;
};

const storedCase = (theta: readonly number[], stepSize: number, steps: number): StoredCase => ({
  loss: { family: 'quadratic', parameters: { eigenvalues: theta.map((_, i) => 1 + 3 * i), rotation: 0 } },
  theta,
  stepSize,
  steps,
  seed: -1203948576,
  hyperparameters: { momentum: 0.9, epsilon: 1e-8 },
  derived: {
    measured: -0.8421052631578947,
    allowed: 2.220446049250313e-16,
    noiseFloor: 4.440892098500626e-16,
    smoothness: 4,
    relativeStepSize: 1.2,
  },
});

const counterexample = (
  rule: string,
  file: string | null,
  check: string,
  { dimension, cause, step }: { readonly dimension: number; readonly cause: string; readonly step: number },
): Counterexample => {
  const theta = Array.from({ length: dimension }, (_, i) => (i === 0 ? 1 : 0.5));
  return {
    schemaVersion: 1,
    rule: { name: rule, file },
    check,
    cause,
    index: 17,
    sentence:
      'At step 1 of 4 with η = 0.3 the update points uphill: yᵀg = −0.84 where it must be > 0, ' +
      'and the loss rises from 0.38 to 1.22 at every rung of the ladder down to η = 2⁻²⁰.',
    minimal: { ...storedCase(theta, 0.3, 4), derived: { ...storedCase(theta, 0.3, 4).derived, step } },
    worst: storedCase(
      theta.map((x) => x * 1234.567891234567),
      0.2999999999999998,
      32,
    ),
    original: storedCase(
      theta.map((x, i) => x * (1 + uniform(i + 3))),
      0.12345678901234568,
      17,
    ),
    irrelevant: ['seed', 'hyperparameters.epsilon', 'the scale of θ'],
    seed: 20240916,
    replay: `npx natgrad-check replay reports/counterexamples/${check}-${step}.json`,
    test: [
      "import assert from 'node:assert/strict';",
      "import rule from '../../my-adam.mjs';",
      '',
      'const gradient = (t) => Float64Array.of(t[0], 4 * t[1]);',
      'assert.ok(rule.update({ gradient }) < 0);',
      '',
    ].join('\n'),
    trajectory: trajectory(theta, 6),
  };
};

const layers = ['form', 'descent', 'laws'] as const;
const checkNames = [
  ['returns-finite-output', 'The output is finite and has the length of θ.'],
  ['leaves-inputs-untouched', 'Neither θ nor the gradient is changed.'],
  ['same-seed-same-result', 'The same seed gives the same run, bit for bit.'],
  ['returns-in-time', 'Every call returns within the time limit.'],
  ['small-step-descends', 'For every small enough step, yᵀg > 0 at each step that moves.'],
  ['natural-gradient-form', 'Each effective step is g = −M⁻¹∇L with M proved positive definite.'],
  ['window-descends', 'The loss falls over every window of w steps.'],
  ['zero-step-moves-nothing', 'η = 0 leaves θ where it is.'],
  ['finite-at-zero-gradient', 'The output is finite where the gradient vanishes.'],
  ['hyperparameters-matter', 'Each declared hyperparameter changes the output in some case.'],
] as const;

const checks = (name: string, index: number, failing: string | undefined): readonly CheckReport[] =>
  checkNames.map(([id, claim], k) => {
    const cases = 1000;
    const inconclusive = Math.floor(uniform(index * 31 + k) * (k === 4 ? 80 : 4));
    const vacuous = Math.floor(uniform(index * 17 + k) * (k === 6 ? 120 : 3));
    const decided = cases - inconclusive - vacuous;
    const fails = id === failing;
    return {
      id,
      layer: layers[k < 4 ? 0 : k < 7 ? 1 : 2],
      claim,
      verdict: fails ? 'falsified' : 'verified',
      required: k !== 6,
      cases,
      decided,
      refuted: fails ? 143 : 0,
      inconclusive,
      vacuous,
      worstMargin: fails ? -0.8421052631578947 : uniform(k + index),
      residualRisk: fails ? null : Math.floor(decided / 3),
      counterexamples: fails
        ? [`${ruleFolder(name)}/${id}-uphill.json`, `${ruleFolder(name)}/${id}-steep.json`]
        : [],
    };
  });

const statistics = (index: number): RuleStatistics => {
  const edges = Array.from({ length: 37 }, (_, i) => i * 5);
  const mean = 20 + 60 * uniform(index);
  const counts = edges
    .slice(1)
    .map((_, i) => Math.round(900 * Math.exp(-(((i * 5 + 2.5 - mean) / 16) ** 2))));
  return {
    steps: 24_310,
    effectiveSteps: 23_874,
    restSteps: 112,
    angles: { edges, counts },
    largestAngle: Math.min(89.99999, mean + 32.1234567),
    largestConditionNumber: 10 ** (2 + 8 * uniform(index + 9)),
    degradation: Array.from({ length: 16 }, (_, i) => {
      const logDelta = -i * 0.5;
      const bound = (delta: number): number => 1 / Math.tan(delta / 2) ** 2;
      return {
        logDelta,
        count: Math.round(2000 / (i + 1)),
        least: bound(10 ** (logDelta + 0.22)),
        greatest: bound(10 ** (logDelta + 0.02)),
      };
    }),
    frontier: Array.from({ length: 14 }, (_, i) => {
      const from = 10 ** (-2 + i * 0.25);
      const share = (reach: number): number => 1 / (1 + (from / reach) ** 6);
      return {
        from,
        to: 10 ** (-1.75 + i * 0.25),
        effective: Math.round(700 * share(2.4 - uniform(index))),
        total: 700,
        gradientDescentEffective: Math.round(700 * share(2)),
      };
    }),
    windows: [1, 2, 3, 4, 8, 16, null].map((window, i) => ({ window, count: Math.round(800 / (i * i + 1)) })),
    blocks: ['input', 'output'].flatMap((block, b) =>
      Array.from({ length: 20 }, (_, step) => ({
        block,
        step,
        effective: Math.round(200 * (b === 1 ? 1 : 0.54 + 0.4 * (1 - Math.exp(-step / 5)))),
        total: 200,
      })),
    ),
    heatMap: ['0', '(0°, 1°]', '(1°, 89°]', '(89°, 89.999°]', '(89.999°, 90°)', '90°', '> 90°'].flatMap(
      (angle, a) =>
        ['1', '2', '3–8', '9–64', '65–512'].map((dimension, d) => ({
          angle,
          dimension,
          scale: d % 2 === 0 ? '≤ 1e2' : '> 1e2',
          count: Math.floor(600 * uniform(a * 7 + d + index)),
        })),
    ),
    losses: ['quadratic', 'rosenbrock', 'logistic-regression', 'two-layer-linear-network'].map((loss, k) => ({
      loss,
      cases: 2500 - 10 * k,
      refuted: index % 3 === 1 ? 143 >> k : 0,
      inconclusive: 12 * k,
    })),
  };
};

const names = ['gradient-descent', 'my-adam', 'heavy-ball', 'adam', 'feedback-alignment', 'sign-descent'];

const ruleReport = (index: number): RuleReport => {
  const name = names[index] ?? `generated-${index}`;
  const failing = index % 12 === 1 ? 'small-step-descends' : undefined;
  const verdict = failing ? 'falsified' : index === 4 ? 'inconclusive' : 'verified';
  return {
    name,
    file: failing ? `./${name}.ts` : null,
    verdict,
    summary: failing
      ? `${name} is wrong: 1 of 10 checks fails, on 143 of 1,000 cases; the smallest is a step of 0.3 on ½(x² + 4z²).`
      : `${name} passes 10 checks on 10,000 cases; it descends up to η·β = 2.0 (gradient descent: 2.0).`,
    ...(failing && { hint: '−Δθ passes every check: is the sign wrong?' }),
    source: 'Polyak, USSR Comput. Math. Math. Phys. 4 (1964)',
    ...(failing && { listing: listing(`./${name}.ts`) }),
    promise: 'descends for every small enough step',
    checks: checks(name, index, failing),
    traits: [
      { id: 'permutation-equivariant', claimed: true, observed: 'yes', cases: 400 },
      {
        id: 'orthogonal-equivariant',
        claimed: false,
        observed: 'no',
        cases: 400,
        witness: 'Rotating the coordinates by 45° changes Δθ by 0.31 where 6·10⁻¹⁵ is allowed.',
      },
      { id: 'odd', claimed: true, observed: 'undecided', cases: 12 },
    ],
    statistics: statistics(index),
    coverage: [
      { label: 'angle in (89°, 90°)', required: 0.05, observed: 0.081, certain: true },
      { label: 'D = 1', required: 0.05, observed: 0.062, certain: true },
      { label: 'D > 64', required: 0.05, observed: 0.021, certain: false },
      { label: 'network loss', required: 0.1, observed: 0.24, certain: true },
    ],
    durationMs: 1834.2,
  };
};

const listing = (file: string): Listing => ({
  file,
  text: [
    'export default {',
    '  update({ gradient, stepSize }) {',
    '    return gradient.map((d) => stepSize * d); // and a remark that goes on and on, well beyond what a phone has room for',
    '  },',
    '};',
  ].join('\n'),
  from: 7,
  total: 40,
  update: { from: 8, to: 10 },
});

const claims: readonly ClaimReport[] = ['P1', 'P2', 'P3', 'P4', 'P5-valid', 'P5-attained', 'P6', 'X1'].map(
  (id, i) => ({
    id,
    claim: 'No symmetric positive definite M with M g = y has a condition number below ((1+s)/c)².',
    source: 'arXiv:2409.16422 (2024)',
    verdict: 'verified',
    cases: 1000,
    worstMargin: uniform(i),
    mutants: [
      { name: 'drops the complement of g', refutedAfter: 1 + 3 * i },
      { name: 'α is 1 % too large', refutedAfter: 41 + i, case: '{"g":[1,0],"y":[1,1e-8]}' },
    ],
  }),
);

const experiments: readonly ExperimentReport[] = ['E1', 'E5'].map((id, k) => ({
  id,
  title: k === 0 ? 'Gradient descent on a quadratic' : 'Condition number against the rate of convergence',
  findings: [
    {
      claim: 'The loss falls up to the step size 2/β.',
      equation: '\\eta < \\frac{2}{\\beta}',
      measured: 'it stops falling at ηβ = 2',
      outcome: k === 0 ? 'reproduced' : 'open question',
    },
  ],
  numbers: { 'largest ψ': 0.9272952180016122, 'least margin': 1.1e-12, loss: 'quadratic' },
  series: ['measured', 'bound'].map((name, s) => ({
    name,
    ...(k === 1 && s === 0 && { among: 'runs' }),
    x: {
      label: k === 0 ? 'step' : 'κ',
      log: k === 1,
      values: Array.from({ length: 40 }, (_, i) => (k === 0 ? i : 1.2 ** i)),
    },
    y: {
      label: k === 0 ? 'loss' : 'rate',
      log: true,
      values: Array.from({ length: 40 }, (_, i) => 0.8 ** i * (1 + s)),
    },
  })),
}));

/**
 * A made-up report with every kind of content, for the tests of the renderers: as many rules as asked for, of which
 * every twelfth from the second is falsified. Its figures are of no meaning.
 */
export const syntheticReport = (rules: number): Report =>
  withCounterexamples(Array.from({ length: rules }, (_, index) => ruleReport(index)));

/** The same with every rule falsified. */
export const brokenReport = (rules: number): Report =>
  withCounterexamples(Array.from({ length: rules }, (_, index) => ruleReport(12 * index + 1)));

const withCounterexamples = (reports: readonly RuleReport[]): Report => {
  return {
    schemaVersion: 1,
    tool: { name: 'natgrad-check', version: '0.1.0' },
    environment: {
      node: 'v20.20.2',
      platform: 'linux x64',
      cores: 2,
      command: ['fuzz', '--runs', '1000', '--seed', '20240916'],
      startedAt: '2026-11-24T01:00:00.000Z',
      versions: { 'fast-check': '4.10.2', 'ml-matrix': '6.15.1' },
    },
    seed: 20240916,
    durationMs: 41_234,
    rules: reports,
    counterexamples: Object.fromEntries(
      reports.flatMap((rule) =>
        rule.checks.flatMap((check) =>
          check.counterexamples.map((path) => [
            path,
            counterexample(rule.name, rule.file, check.id, {
              dimension: rule.name === 'my-adam' ? 2 : 5,
              cause: path.endsWith('steep.json') ? 'steep' : 'uphill',
              step: path.endsWith('steep.json') ? 0 : 4,
            }),
          ]),
        ),
      ),
    ),
    claims,
    experiments,
    codeCoverage: { lines: 98.4, branches: 96.1, functions: 100, statements: 98.2 },
  };
};

/** The report with each text in it replaced, but for those that JSON Schema fixes. */
export const withTexts = (report: Report, replace: (text: string) => string): Report => ({
  ...report,
  environment: { ...report.environment, platform: replace('platform'), command: ['fuzz', replace('rule')] },
  rules: report.rules.map((rule) => ({
    ...rule,
    name: replace(rule.name),
    file: replace('file'),
    summary: replace(rule.summary),
    hint: replace('hint'),
    source: replace('source'),
    ...(rule.listing && { listing: { ...rule.listing, file: replace('file'), text: replace('text') } }),
    promise: replace('promise'),
    checks: rule.checks.map((check) => ({ ...check, id: replace(check.id), claim: replace(check.claim) })),
    traits: rule.traits.map((trait) => ({ ...trait, id: replace(trait.id), witness: replace('witness') })),
    coverage: rule.coverage.map((entry) => ({ ...entry, label: replace(entry.label) })),
    statistics: {
      ...rule.statistics,
      blocks: rule.statistics.blocks.map((entry) => ({ ...entry, block: replace(entry.block) })),
      heatMap: rule.statistics.heatMap.map((entry) => ({ ...entry, angle: replace(entry.angle) })),
      losses: rule.statistics.losses.map((entry) => ({ ...entry, loss: replace(entry.loss) })),
    },
  })),
  counterexamples: Object.fromEntries(
    Object.entries(report.counterexamples).map(([path, found]) => [
      path,
      {
        ...found,
        sentence: replace(found.sentence),
        cause: replace('cause'),
        irrelevant: found.irrelevant.map(replace),
        replay: replace(found.replay),
        test: replace(found.test ?? ''),
        minimal: {
          ...found.minimal,
          loss: { family: replace('family'), parameters: { [replace('key')]: replace('value') } },
          derived: { [replace('derived')]: replace('derived') },
        },
      },
    ]),
  ),
  claims: report.claims.map((claim) => ({
    ...claim,
    id: replace(claim.id),
    claim: replace(claim.claim),
    mutants: claim.mutants.map((mutant) => ({
      ...mutant,
      name: replace(mutant.name),
      case: replace('case'),
    })),
  })),
  experiments: report.experiments.map((experiment) => ({
    ...experiment,
    title: replace(experiment.title),
    findings: (experiment.findings ?? []).map((found) => ({
      ...found,
      claim: replace(found.claim),
      equation: replace(found.equation),
      measured: replace(found.measured),
    })),
    numbers: { [replace('number')]: replace('number') },
    series: experiment.series.map((series) => ({
      ...series,
      name: replace(series.name),
      ...(series.among !== undefined && { among: replace(series.among) }),
    })),
  })),
  ...(report.killMatrix && { killMatrix: killMatrixWithTexts(report.killMatrix, replace) }),
});
