import { describe, expect, it } from 'vitest';
import { loadChecks } from '../catalog/checks.ts';
import { runAtOnce } from '../dynamics/running.ts';
import { runTrajectory } from '../dynamics/trajectory.ts';
import { scaledLoss } from '../losses/derived/scaledLoss.ts';
import { substitutedLoss } from '../losses/derived/substitutedLoss.ts';
import driftingQuadratic from '../losses/driftingQuadratic.ts';
import linear from '../losses/linear.ts';
import quadratic from '../losses/quadratic.ts';
import saddleQuadratic from '../losses/saddleQuadratic.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import signDescent from '../rules/signDescent.ts';
import type { Check } from '../types/check.ts';
import type { Loss } from '../types/loss.ts';
import type { DeclaredRule } from '../types/rule.ts';
import type { Running } from '../types/run.ts';
import type { Scenario } from '../types/scenario.ts';
import { agreementCheck } from './agreement/agreementCheck.ts';
import { firstDisagreement } from './agreement/firstDisagreement.ts';
import envelope from './descent/envelope.ts';
import inExpectation from './descent/inExpectation.ts';
import naturalGradientForm from './descent/naturalGradientForm.ts';
import smallStep from './descent/smallStep.ts';
import historyDetermined from './laws/historyDetermined.ts';
import serialisable from './laws/serialisable.ts';
import translationEquivariant from './laws/translationEquivariant.ts';
import { firstDifference } from './noise/firstDifference.ts';
import { trajectoryRows } from './run/trajectoryRows.ts';

const checks = await loadChecks();

const bowl = (dimension: number): Loss =>
  quadratic.build({ spectrum: Array.from({ length: dimension }, () => 1) });

const descent: DeclaredRule = {
  name: 'descent',
  update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
};

const constant = (...delta: readonly number[]): DeclaredRule => ({ name: 'constant', update: () => delta });

const scenarioAt = (theta: readonly number[], changes: Partial<Scenario> = {}): Scenario => ({
  loss: { family: 'quadratic', parameters: null },
  theta,
  stepSize: 0.5,
  steps: 4,
  seed: 0,
  hyperparameters: {},
  ...changes,
});

const observe = (check: Check, rule: DeclaredRule, loss: Loss, scenario: Scenario) =>
  runAtOnce(check.observe({ rule: completeRule(rule), loss, scenario }));

describe('every check that applies', () => {
  const applied = (rule: DeclaredRule): readonly (readonly [string, Check])[] =>
    checks.filter((check) => check.applies(completeRule(rule))).map((check) => [check.id, check]);

  const failing: DeclaredRule = {
    ...descent,
    update: (context) => (context.step === 1 ? JSON.parse('null') : descent.update(context, undefined)),
  };

  it.each(applied(failing).filter(([, { layer }]) => layer === 'laws'))(
    '%s holds no fault of form against a rule',
    (_id, check) => {
      expect(observe(check, failing, bowl(2), scenarioAt([1, 2])).status).not.toBe('refuted');
    },
  );

  // A run that ends at once has ended in time.
  const judging = applied(descent).filter(([id]) => id !== 'terminates');

  it.each(judging)('%s does not apply to a start beyond 10¹⁰⁰', (_id, check) => {
    expect(observe(check, descent, bowl(2), scenarioAt([1e101, 1])).status).toBe('vacuous');
  });

  const positive: DeclaredRule = {
    name: 'multiplicative',
    domain: 'positive',
    update({ theta, gradient, stepSize }) {
      if (!theta.every((x) => x > 0)) throw new RangeError(`left the domain: ${theta}`);
      return theta.map((x, i) => x * Math.expm1(-stepSize * gradient[i]!));
    },
    hyperparameters: { idle: { default: 1, min: 1, max: 2 } },
  };

  it.each(applied(positive))('%s shows a rule for θ > 0 nothing else', (_id, check) => {
    for (let seed = 0; seed < 5; seed++) {
      const scenario = scenarioAt([2, 0.25, 1e-9], { stepSize: 0.125, seed });
      const { sentence } = observe(check, positive, bowl(3), scenario);
      expect(sentence ?? '').not.toContain('left the domain');
    }
  });
});

describe('natural-gradient-form', () => {
  it('takes Δ itself of a rule that chooses its own step size', () => {
    const own: DeclaredRule = { ...constant(-0.5, -1), stepSize: 'internal' };
    // Δ/η would overflow.
    const seen = observe(
      naturalGradientForm,
      own,
      bowl(2),
      scenarioAt([1, 2], { stepSize: 1e-310, steps: 1 }),
    );
    expect(seen.status).toBe('holds');
  });

  // cos ψ = 10⁻¹⁶⁰, so that κ* = ((1 + sin ψ)/cos ψ)² is beyond doubles, although the loss falls.
  const grazing = linear.build({ slope: [1e-160, 1] });

  it('doubts itself, not the rule, where κ* overflows', () => {
    const seen = observe(naturalGradientForm, constant(-1, 0), grazing, scenarioAt([0, 0], { steps: 1 }));
    expect(seen.status).toBe('inconclusive');
    expect(seen.sentence).toMatch(
      /^step 0: κ\* is out of range at ψ = 1\.57\d+ rad; this casts doubt on the suite/,
    );
  });

  it('doubts itself where κ* overflows on one block only', () => {
    const blocks = [
      { name: 'grazing', from: 0, to: 2 },
      { name: 'downhill', from: 2, to: 3 },
    ];
    const loss: Loss = { ...linear.build({ slope: [1e-160, 1, 1] }), blocks };
    const scenario = scenarioAt([0, 0, 0], { steps: 1 });
    expect(observe(naturalGradientForm, constant(-1, 0, -1), loss, scenario).sentence).toContain(
      'κ* is out of range',
    );
    expect(observe(naturalGradientForm, constant(0, -1, -1), loss, scenario).status).toBe('holds');
  });

  it('doubts itself where the loss falls against its own gradient', () => {
    // 3.5 x − x³ falls from 0 to 2, and its slope at 1 is positive: it is no parabola, as it says.
    const loss: Loss = {
      ...bowl(1),
      value: ([x]) => 3.5 * x! - x! ** 3,
      gradient: (theta) => theta.map((x) => 3.5 - 3 * x * x),
    };
    const seen = observe(naturalGradientForm, constant(2), loss, scenarioAt([0], { steps: 1 }));
    expect(seen.status).toBe('inconclusive');
    expect(seen.sentence).toContain('although the loss fell');
  });

  it('shows κ* without a spectrum in the rows of a step on which the metric is out of range', () => {
    const scenario = scenarioAt([0, 0], { steps: 1 });
    expect(
      runAtOnce(trajectoryRows({ rule: completeRule(constant(-1, 0)), loss: grazing, scenario })),
    ).toMatchObject([
      { conditionNumber: Number.POSITIVE_INFINITY, smallestEigenvalue: null, largestEigenvalue: null },
    ]);
    // cos ψ = 2⁻⁵⁰⁵: κ* is a double, but the metric is out of range.
    const [row] = runAtOnce(
      trajectoryRows({
        rule: completeRule(constant(-1, 0)),
        loss: linear.build({ slope: [2 ** -505, 1] }),
        scenario,
      }),
    );
    expect(row).toMatchObject({ smallestEigenvalue: null, largestEigenvalue: null });
    expect(row?.conditionNumber).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});

describe('in-expectation', () => {
  it('is undecided where a promised step is as likely up as down, by as much', () => {
    const coin: DeclaredRule = {
      name: 'coin',
      contract: { effective: 'in-expectation', maxStepSize: () => 1 },
      update: ({ stepSize, random }) => [random() < 1 / 2 ? stepSize : -stepSize],
    };
    const scenario = scenarioAt([0], { steps: 1 });
    expect(observe(inExpectation, coin, linear.build({ slope: [1] }), scenario).status).toBe('inconclusive');
    // On ½θ² from 0 both ways lead up, on −½θ² down.
    expect(observe(inExpectation, coin, bowl(1), scenario).status).toBe('refuted');
    const hill: Loss = saddleQuadratic.build({ spectrum: [-1], rotation: null });
    expect(observe(inExpectation, coin, hill, scenario).status).toBe('holds');
  });
});

describe('envelope', () => {
  it('does not ask a loss to fall that has come to rest', () => {
    const promising: DeclaredRule = { ...signDescent, contract: { effective: { envelope: 2 } } };
    // Steps of 1 on ½θ² from 3 end at the minimum after three.
    const seen = observe(envelope, promising, bowl(1), scenarioAt([3], { stepSize: 1, steps: 8 }));
    expect(seen.status).toBe('holds');
  });
});

describe('small-step', () => {
  it('waits two rounds of the coordinates, and 64 steps, before it calls a rule still', () => {
    const inTurn: DeclaredRule = {
      name: 'in turn',
      update: ({ gradient, stepSize, step }) => gradient.map((d, i) => (step % 3 === i ? -stepSize * d : 0)),
    };
    const scenario = scenarioAt([0, 0, 1], { steps: 2 });
    expect(observe(smallStep, inTurn, bowl(3), scenario).status).toBe('vacuous');
    const still = observe(smallStep, constant(0, 0, 0), bowl(3), scenario);
    expect(still).toMatchObject({ status: 'refuted', cause: 'never-moves', derived: { steps: 64 } });
    expect(still.sentence).toBe(
      'Δθ = 0 in all of 64 steps (2 of the case, 62 more from there) although ‖∇L‖ = 1',
    );
    const long = observe(smallStep, constant(0, 0, 0), bowl(3), { ...scenario, steps: 64 });
    expect(long.sentence).toBe('Δθ = 0 in all of 64 steps although ‖∇L‖ = 1');
    const late: DeclaredRule = {
      name: 'late',
      update: ({ gradient, stepSize, step }) => gradient.map((d) => (step < 60 ? 0 : -stepSize * d)),
    };
    expect(observe(smallStep, late, bowl(3), scenario).status).toBe('vacuous');
    const wide = observe(
      smallStep,
      constant(...Array.from({ length: 40 }, () => 0)),
      bowl(40),
      scenarioAt(
        Array.from({ length: 40 }, () => 1),
        { steps: 2 },
      ),
    );
    expect(wide).toMatchObject({ cause: 'never-moves', derived: { steps: 80 } });
  });
});

describe('history-determined and translation-equivariant', () => {
  it('are vacuous where a rule refuses to be anywhere but on its own path', () => {
    const jealous: DeclaredRule = {
      name: 'jealous',
      init: (theta) => ({ expected: [...theta] }),
      update({ theta, gradient, stepSize }, state) {
        const own = stateOf(state);
        if (theta.some((x, i) => x !== own.expected[i])) throw new Error('not where I left off');
        const delta = gradient.map((d) => -stepSize * d);
        return { delta, state: { expected: Array.from(theta, (x, i) => x + delta[i]!) } };
      },
    };
    for (const law of [historyDetermined, translationEquivariant]) {
      const seen = observe(law, jealous, bowl(2), scenarioAt([1.1, 2.3]));
      expect(seen.status).toBe('vacuous');
      expect(seen.sentence).toContain('not where I left off');
    }
  });
});

const stateOf = (state: unknown): { readonly expected: readonly number[] } => {
  if (typeof state === 'object' && state !== null && 'expected' in state && Array.isArray(state.expected)) {
    return { expected: state.expected };
  }
  throw new TypeError('no state');
};

describe('translation-equivariant', () => {
  const moved = (theta: number, seed: number) =>
    observe(translationEquivariant, descent, bowl(2), scenarioAt([theta, theta], { seed }));

  it('says nothing where the moved parameters are beyond 10¹⁰⁰, or have no grid below them', () => {
    const seen = [1, 2, 3, 4, 5, 6].map((seed) => moved(9.9e99, seed));
    expect(seen.some(({ sentence }) => sentence?.endsWith('out of range at the start'))).toBe(true);
    expect(seen.every(({ status }) => status !== 'refuted')).toBe(true);
    expect(moved(5e-324, 1)).toMatchObject({ status: 'vacuous', sentence: 'θ is out of range' });
  });
});

describe('serialisable', () => {
  it('says what a state throws while it is cloned, be it an error or not', () => {
    const touchy: DeclaredRule = {
      ...descent,
      init: () => ({
        get count(): number {
          throw 'hands off';
        },
      }),
    };
    expect(observe(serialisable, touchy, bowl(2), scenarioAt([1, 2]))).toMatchObject({
      status: 'refuted',
      cause: 'state-not-cloneable',
      sentence: expect.stringContaining('cannot be cloned: hands off'),
    });
  });
});

describe('agrees-with-reference', () => {
  it('does not compare formulas where the squares of a gradient underflow', () => {
    const normalised: DeclaredRule = {
      name: 'normalised',
      update: ({ gradient, stepSize }) => gradient.map((d) => (-stepSize * d) / (Math.sqrt(d * d) || 1)),
    };
    const check = agreementCheck(completeRule(signDescent));
    const flat = linear.build({ slope: [1e-170] });
    const seen = observe(check, normalised, flat, scenarioAt([1], { steps: 1 }));
    expect(seen.status).toBe('inconclusive');
    expect(seen.sentence).toContain('squares of gradients over- or underflow');
    const steep = linear.build({ slope: [1e-17] });
    expect(observe(check, normalised, steep, scenarioAt([1], { steps: 1 })).status).toBe('holds');
  });

  it('of two runs without a step finds no disagreement', () => {
    const noise = function* (): Running<() => number> {
      return () => 0;
    };
    const tolerance = {
      precision: 'float64',
      arithmetic: 'float64',
      correction: 0,
      spread: noise,
      own: noise,
      stepSize: 1,
    } as const;
    expect(runAtOnce(firstDisagreement([], [], tolerance))).toEqual({ status: 'together', margin: 1 });
  });
});

describe('firstDifference(one, other)', () => {
  it('names the step at which one run ends and the other goes on', () => {
    const run = { theta: [1, 2], stepSize: 0.5, steps: 3, seed: 0, hyperparameters: {} };
    const long = runTrajectory(descent, bowl(2), run);
    const short = runTrajectory(descent, bowl(2), { ...run, steps: 2 });
    expect(firstDifference(long, short)).toMatchObject({
      step: 2,
      coordinate: -1,
      sentence: 'at step 2 one run ends and the other goes on',
    });
    expect(firstDifference(long, long)).toBeUndefined();
  });

  it('shows two numbers that look different, however close they are', () => {
    const run = { theta: [1], stepSize: 0.5, steps: 1, seed: 0, hyperparameters: {} };
    const one = runTrajectory(constant(-1), bowl(1), run);
    const other = runTrajectory(constant(-1 - Number.EPSILON), bowl(1), run);
    expect(firstDifference(one, other)?.sentence).toBe(
      'at step 0 Δθ[0] is −1 in one run and −1.0000000000000002 in the other',
    );
  });
});

describe('substitutedLoss(loss, name, by)', () => {
  it('is the loss at the other end of the substitution, its slope in time and its bounds included', () => {
    const loss = driftingQuadratic.build({ spectrum: [2, 6], rotation: null, drift: [1, -1] });
    const swapped = substitutedLoss(loss, 'swapped', {
      dimension: 2,
      theta: ([a, b]) => Float64Array.of(b!, a!),
      gradient: ([a, b]) => Float64Array.of(b!, a!),
      bounds: ([a, b]) => Float64Array.of(b!, a!),
    });
    // (θ₀ − t)² + 3 (θ₁ + t)² at θ = (5, 2), t = 1.
    const zeta = Float64Array.of(2, 5);
    expect(swapped.value(zeta, 1)).toBe(43);
    expect(swapped.gradient(zeta, 1)).toEqual(Float64Array.of(18, 8));
    expect(swapped.timeDerivative?.(zeta, 1)).toBe(10);
    const [bounds, own] = [swapped.roundoff(zeta, 1), loss.roundoff(Float64Array.of(5, 2), 1)];
    expect([...bounds.gradient].reverse()).toEqual([...own.gradient]);
    expect([bounds.value, bounds.timeDerivative]).toEqual([own.value, own.timeDerivative]);
  });
});

describe('scaledLoss(loss, factor)', () => {
  it('scales ∂L/∂t and every bound by the size of the factor', () => {
    const loss = driftingQuadratic.build({ spectrum: [2], rotation: null, drift: [1] });
    const theta = Float64Array.of(3);
    const scaled = scaledLoss(loss, -4);
    expect(scaled.timeDerivative?.(theta, 1)).toBe(-4 * loss.timeDerivative!(theta, 1));
    const [own, plain] = [scaled.roundoff(theta, 1), loss.roundoff(theta, 1)];
    expect([own.value, own.gradient[0], own.timeDerivative]).toEqual([
      4 * plain.value,
      4 * plain.gradient[0]!,
      4 * plain.timeDerivative!,
    ]);
    expect(scaledLoss(bowl(1), 2).roundoff(theta).timeDerivative).toBeUndefined();
  });
});
