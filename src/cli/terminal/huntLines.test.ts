import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseHunt, stringifyReport } from '../../report/json.ts';
import type { Genome, HuntFile, HuntFind, HuntProblem } from '../../types/hunt.ts';
import { huntLines } from './huntLines.ts';

const usual: HuntProblem = {
  goal: 'rate',
  class: 'convex',
  smoothness: 1,
  strongConvexity: 0,
  radius: 1,
  steps: 10,
  dimension: 1,
  stepSize: 1,
  seed: 1,
  window: 1,
};
const line: Genome['axes'][number] = { kinks: [], slopes: [1] };
const bent: Genome['axes'][number] = { kinks: [-1, 2], slopes: [1, 0.25, 0] };

interface Asked {
  readonly problem?: Partial<HuntProblem>;
  readonly genome?: Partial<Genome>;
  readonly found?: Partial<HuntFind>;
  readonly file?: Partial<HuntFile>;
  readonly width?: number;
}

/** What a terminal shows of a find, which is read from its file first. */
const shown = ({ problem = {}, genome = {}, found = {}, file = {}, width = 80 }: Asked): string => {
  const theta = [...(genome.start ?? [1])];
  const whole: HuntFile = {
    schemaVersion: 1,
    rule: { name: 'mine', file: null },
    problem: { ...usual, ...problem },
    found: {
      value: 0.25,
      score: 0.25,
      genome: { axes: [line], turns: [], vertices: [], start: theta, ...genome },
      scenario: {
        loss: { family: 'quadratic', parameters: {} },
        theta,
        stepSize: 1,
        steps: 10,
        seed: 1,
        hyperparameters: {},
      },
      evaluation: 1234,
      ...found,
    },
    original: 0.25,
    evaluations: 5000,
    restarts: 1,
    faults: 0,
    exact: null,
    shown: { path: [theta], losses: [0.5], curve: [] },
    history: [[1, 0.25]],
    replay: 'npx natgrad-check replay x.json',
    ...file,
  };
  return stripVTControlCharacters(huntLines(parseHunt(stringifyReport(whole)), width).join('\n'));
};

describe('huntLines(file, width) says what was measured', () => {
  it.each<[Partial<HuntProblem>, string]>([
    [{}, '(L(θ_N) − L*)/(βR²)'],
    [{ class: 'strongly-convex', strongConvexity: 0.25 }, '‖θ_N − θ*‖/R'],
    [{ class: 'smooth' }, 'min ‖∇L(θₖ)‖²/(β(L(θ₀) − L*)), k = 0 … 10'],
    [{ goal: 'rise', window: 3 }, 'greatest (L(θ_{k+3}) − L(θₖ))/(L(θ₀) − L*)'],
    [{ goal: 'angle' }, 'greatest ψ between Δ and −∇L, in degrees'],
    [{ goal: 'metric' }, 'steps in a row that no one metric explains'],
    [{ goal: 'unsettled' }, 'greatest ‖θₖ − θ*‖/η, last half'],
    [{ goal: 'cycle' }, 'greatest ‖∇L‖ of a period, of ‖∇L(θ₀)‖'],
  ])('of %o', (problem, text) => {
    expect(shown({ problem })).toContain(`  measured ${text}\n`);
  });

  it('and in which class, with μ where it has one', () => {
    expect(shown({})).toContain('  convex functions of 1 coordinate, β = 1, R = 1, N = 10, η·β = 1\n');
    expect(
      shown({ problem: { class: 'quadratic', strongConvexity: 0.04, dimension: 2 }, width: 200 }),
    ).toContain('  quadratic functions of 2 coordinates, β = 1, μ = 0.04, R = 1, N = 10, η·β = 1\n');
  });
});

describe('huntLines(file, width) says what was found', () => {
  it('with its share of the exact worst case', () => {
    const exact = { value: 0.5, formula: '1/2', source: 'by hand' };
    const text = shown({ file: { exact } });
    expect(text).toContain('  found    0.25, 50 % of the exact value\n');
    expect(text).toContain('  exact    0.5 = 1/2 (by hand)\n');
  });

  it('steps as a whole number, and a run that diverges', () => {
    expect(shown({ problem: { goal: 'metric' }, found: { value: -3 } })).toContain('  found    3\n');
    expect(shown({ found: { value: Number.POSITIVE_INFINITY } })).toContain(
      '  found    without bound: the run diverges\n',
    );
  });

  it('a cycle that is proved, one that is seen, and none', () => {
    const problem = { goal: 'cycle' } as const;
    const cycle = { period: 3, after: 17 };
    expect(shown({ problem, found: { ...cycle, cycle: 'proved' }, width: 200 })).toContain(
      'a cycle of period 3 from step 17 on, with 0.25; the whole state recurs bit for bit',
    );
    expect(shown({ problem, found: { ...cycle, cycle: 'seen' }, width: 200 })).toContain('seen, not proved');
    expect(shown({ problem })).toContain('  found    no cycle\n');
  });

  it('after how many evaluations, in how many the rule was at fault, and what it was before it was simpler', () => {
    expect(shown({})).toContain('  search   evaluation 1,234 of 5,000, 1 restart\n');
    expect(shown({ file: { faults: 12 }, width: 200 })).toContain(
      '1 restart; the code of the rule was at fault in 12\n',
    );
    expect(shown({ file: { original: 0.255 }, width: 200 })).toContain(
      '  1 piece; 0.255 before it was made simpler. A lower bound on the worst case',
    );
  });
});

describe('huntLines(file, width) writes the function out', () => {
  it('a quadratic of one coordinate', () => {
    expect(shown({})).toContain('  L′(θ) = θ\n  θ₀ = 1, η = 1\n');
  });

  it('a derivative with kinks on both sides, continuous where its lines meet', () => {
    expect(shown({ genome: { axes: [bent] } })).toContain(
      [
        '  L′(θ) = θ + 0.75  where θ ≤ -1',
        '          0.25·θ    where θ ≥ -1, ≤ 2',
        '          0.5       where θ ≥ 2',
      ].join('\n'),
    );
  });

  it('a sum over turned axes', () => {
    const genome = { axes: [line, bent], turns: [{ from: 0, to: 1 }], start: [1, -2] };
    const text = shown({ problem: { dimension: 2 }, genome });
    expect(text).toContain('  ∂L/∂z1 = z1\n  ∂L/∂z2 = z2 + 0.75');
    expect(text).toContain('  z is θ turned by (3/5, 4/5) in the axes (1, 2)\n  θ₀ = (1, -2), η = 1\n');
    expect(text).toContain('  4 pieces.');
    expect(shown({ genome: { ...genome, turns: [] } })).toContain('  z = θ\n');
  });

  it('the distance to a polygon', () => {
    const genome = {
      axes: [],
      vertices: [
        { x: 1, y: 0 },
        { x: 0, y: 1 },
        { x: -1, y: -1 },
      ],
      start: [1, 1],
    };
    const text = shown({ problem: { strongConvexity: 0.25, dimension: 2 }, genome, width: 200 });
    expect(text).toContain(
      '  L(θ) = 1/2 ‖θ‖² − 0.75/2 dist²(θ, C), C the polygon with the vertices\n    (1, 0)\n    (0, 1)\n',
    );
    expect(text).toContain('  3 pieces.');
  });
});
