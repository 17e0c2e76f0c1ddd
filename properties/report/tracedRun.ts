import type { Spread, TensorTrace, TracePoint, TraceReport } from '../../src/types/trace.ts';

const spread = (median: number, most: number, atMost = false): Spread => ({
  median,
  most,
  mostAt: 3,
  atMost,
});

const point = (step: number): TracePoint => {
  const uphill = step === 5 || step === 6;
  const angle = step === 3 ? 89 : uphill ? 120 : step === 0 ? 0.001 : 30 + step;
  const condition = 1 + angle / 10;
  return {
    step,
    kind: uphill ? 'uphill' : 'effective',
    angle,
    atMost: step === 0,
    conditionNumber: uphill ? null : condition ** (step === 3 ? 4 : 1),
    relativeStep: 0.01 / (step + 1),
    deltaNorm: 0.1,
    gradientNorm: 1,
    loss: 10 / (step + 1) ** 2,
    lossRatio: uphill ? null : 0.9,
    lossKind: uphill ? 'not-effective' : 'as-predicted',
    stepSize: 0.1,
  };
};

const tensor = (name: string): TensorTrace => ({
  name,
  count: 32,
  logged: 12,
  kinds: {
    effective: 10,
    uphill: 2,
    inconclusive: 0,
    'at-rest': 0,
    'no-gradient': 0,
    'not-finite': 0,
    firstNot: { step: 5, kind: 'uphill' },
  },
  angle: spread(34, 120),
  conditionNumber: spread(4, 9000),
  relativeStep: spread(0.002, 0.01),
});

/** What came of a small run, with something of everything that a page can show. */
export const tracedRun = (): TraceReport => {
  const weight = tensor('layer.0.weight');
  return {
    schemaVersion: 1,
    tool: { name: 'natgrad-check', version: '0.0.0' },
    source: { path: 'runs/run.jsonl', kind: 'watched run', precision: 'float32', every: 1, fullBatch: true },
    steps: { logged: 12, first: 0, last: 11 },
    parameters: 64,
    kinds: weight.kinds,
    angle: spread(34, 120, true),
    conditionNumber: spread(4, 9000),
    relativeStep: spread(0.002, 0.01),
    loss: {
      logged: 12,
      first: 10,
      last: 0.1,
      judged: 11,
      kinds: { 'as-predicted': 9, 'not-effective': 2 },
      firstOf: { 'as-predicted': 0, 'not-effective': 5 },
    },
    stepSizes: { first: 0.1, last: 0.01, changes: 1, shown: [{ step: 9, from: 0.1, to: 0.01 }] },
    tensors: [weight, tensor('layer.0.bias')],
    findings: [{ tensor: 'layer.0.bias', kind: 'dead', from: 4 }],
    metric: {
      most: 8,
      verdict: 'refuted',
      sentence:
        'no one metric explains the run: gᵢᵀyⱼ and gⱼᵀyᵢ of steps 0 and 1 are 31.3 % apart, and rounding allows 0.01 %',
      median: { notRefuted: 1, explained: 1, within1: 3, within10: 8 },
      spans: [0, 1, 2, 3].map((start) => ({
        start,
        notRefuted: 1,
        explained: 1,
        within1: 2 + start,
        within10: 8,
      })),
    },
    promise: { promise: 'every-step', verdict: 'falsified', sentence: 'broken: at step 5 yᵀΔ < 0: uphill' },
    against: {
      rule: 'adam',
      sentence: 'is it up to step 4, then not',
      steps: 12,
      agreeing: 4,
      decided: 12,
      differsAt: { step: 4, coordinate: 1, measured: 1, due: 2, factor: null },
    },
    identity: {
      relation: 'is',
      sentence: 'is heavy-ball (momentum = 0.9) up to step 4, then not: at step 5 Δθ[1] is 1 instead of 2',
    },
    notes: ['line 14, the last one, is cut off: everything before it is used'],
    unknown: ['Sums alone were logged: ψ below √(2nu) is given as at most that, and κ* likewise.'],
    curve: { stride: 1, points: Array.from({ length: 12 }, (_, step) => point(step)) },
  };
};
