import { expect, it } from 'vitest';
import { tracedRun } from '../../../properties/report/tracedRun.ts';
import { tracePage } from './tracePage.ts';

it('tracePage(report) has a slider over the steps, curves with a cursor, and the figures of every step', () => {
  const page = tracePage(tracedRun());
  expect(page).toContain('<input type="range" id="trace-step" min="0" max="11" value="3" step="1">');
  expect(page.match(/class="cursor"/g)).toHaveLength(5);
  expect(page).toContain('One metric for many steps');
  expect(page).toContain('10 of 12 steps that move (83.3 %)');
  expect(page).toContain('First without yᵀΔ > 0: step');
  expect(page).toContain('adam: is it up to step 4, then not');
  expect(page).toContain('is dead from step');
});

it('tracePage(report) of a run without losses, metric, promise or learning rate leaves them out', () => {
  const run = tracedRun();
  const page = tracePage({
    ...run,
    kinds: { ...run.kinds, firstNot: null },
    angle: null,
    conditionNumber: null,
    relativeStep: null,
    loss: { logged: 0, first: null, last: null, judged: 0, kinds: {}, firstOf: {} },
    stepSizes: { first: null, last: null, changes: 0, shown: [] },
    metric: null,
    promise: null,
    against: null,
    identity: null,
    findings: [],
    tensors: run.tensors.map((tensor) => ({
      ...tensor,
      angle: null,
      conditionNumber: null,
      relativeStep: null,
      kinds: { ...tensor.kinds, effective: 0, uphill: 0 },
    })),
    curve: {
      stride: 8,
      points: run.curve.points.slice(0, 1).map((point) => ({
        ...point,
        kind: 'not-finite' as const,
        angle: null,
        conditionNumber: null,
        relativeStep: null,
        deltaNorm: null,
        gradientNorm: null,
        loss: null,
        lossRatio: null,
        lossKind: null,
        stepSize: null,
      })),
    },
  });
  expect(page).toContain('the worst of 8 logged steps');
  expect(page).not.toContain('class="cursor"');
  expect(page).not.toContain('learning rate</dt><dd>1');
});

it('tracePage(report) shows names as they are, and lets none of them be code', () => {
  const run = tracedRun();
  const name = '</script><script>alert(1)</script>';
  const page = tracePage({
    ...run,
    source: { ...run.source, path: name },
    tensors: run.tensors.map((tensor) => ({ ...tensor, name })),
    notes: [name],
  });
  expect(page).not.toContain('<script>alert');
});
