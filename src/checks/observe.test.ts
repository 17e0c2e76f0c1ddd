import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runAtOnce } from '../dynamics/running.ts';
import quadratic from '../losses/quadratic.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import heavyBall from '../rules/heavyBall.ts';
import type { Check } from '../types/check.ts';
import type { Loss } from '../types/loss.ts';
import type { DeclaredRule } from '../types/rule.ts';
import type { Scenario } from '../types/scenario.ts';
import envelope from './descent/envelope.ts';
import everyStep from './descent/everyStep.ts';
import inExpectation from './descent/inExpectation.ts';
import measured from './descent/measured.ts';
import minCosine from './descent/minCosine.ts';
import naturalGradientForm from './descent/naturalGradientForm.ts';
import share from './descent/share.ts';
import smallStep from './descent/smallStep.ts';
import window from './descent/window.ts';
import finite from './form/finite.ts';
import inputsUntouched from './form/inputsUntouched.ts';
import sameSeedSameResult from './form/sameSeedSameResult.ts';
import stateNotShared from './form/stateNotShared.ts';
import terminates from './form/terminates.ts';
import wellFormed from './form/wellFormed.ts';
import finiteAtZeroGradient from './laws/finiteAtZeroGradient.ts';
import hyperparametersMatter from './laws/hyperparametersMatter.ts';
import zeroStepSize from './laws/zeroStepSize.ts';

/** ½θ², and in more dimensions ½‖θ‖². */
const bowl = (dimension: number): Loss =>
  quadratic.build({
    spectrum: Array.from({ length: dimension }, () => 1),
    rotation: null,
    centre: Array.from({ length: dimension }, () => 0),
  });

const descent: DeclaredRule = {
  name: 'descent',
  update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
};

const observe = (check: Check, rule: DeclaredRule, changes: Partial<Scenario> = {}, loss?: Loss) => {
  const theta = changes.theta ?? [1, 2];
  const scenario: Scenario = {
    loss: { family: 'quadratic', parameters: null },
    theta,
    stepSize: 0.5,
    steps: 4,
    seed: 0,
    hyperparameters: {},
    ...changes,
  };
  return runAtOnce(check.observe({ rule: completeRule(rule), loss: loss ?? bowl(theta.length), scenario }));
};

/** A rule whose code fails at its second step. */
const failing: DeclaredRule = {
  ...descent,
  update: (context) => (context.step === 1 ? JSON.parse('null') : descent.update(context, undefined)),
};

const everyCheck: readonly Check[] = [
  envelope,
  everyStep,
  inExpectation,
  minCosine,
  naturalGradientForm,
  smallStep,
  window,
  finite,
  inputsUntouched,
  sameSeedSameResult,
  stateNotShared,
  wellFormed,
  finiteAtZeroGradient,
  hyperparametersMatter,
  zeroStepSize,
];

describe('a rule whose code fails', () => {
  it('is refuted as not well formed, and held against it nowhere else', () => {
    const broken: DeclaredRule = {
      ...failing,
      update: () => JSON.parse('null'),
      hyperparameters: { a: { default: 0, min: 0, max: 1 } },
      contract: { minCosine: 0 },
    };
    for (const check of everyCheck) {
      const { status, cause } = observe(check, broken);
      expect([check.id, status]).toEqual([check.id, check === wellFormed ? 'refuted' : 'vacuous']);
      if (check === wellFormed) expect(cause).toBe('not-an-array');
    }
    expect(observe(terminates, broken).status).toBe('holds');
  });

  it('is vacuous to the descent checks when it fails later on, and still traced up to there', () => {
    expect(observe(smallStep, failing).status).toBe('vacuous');
    expect(observe(everyStep, failing).status).toBe('vacuous');
    expect(observe(naturalGradientForm, failing).trace?.steps.length).toBe(1);
  });
});

describe('a start whose gradient overflows', () => {
  it('is vacuous to every check', () => {
    const steep: Loss = { ...bowl(1), gradient: () => Float64Array.of(Number.POSITIVE_INFINITY) };
    const rule: DeclaredRule = { ...descent, contract: { minCosine: 0 } };
    for (const check of everyCheck) {
      // These two look at zero gradients and at the losses beside the case.
      if (check === finiteAtZeroGradient || check === hyperparametersMatter) continue;
      expect([check.id, observe(check, rule, { theta: [1] }, steep).status]).toEqual([check.id, 'vacuous']);
    }
  });
});

describe('small-step', () => {
  it('finds the step size at which heavy ball stops overshooting', () => {
    expect(observe(smallStep, heavyBall, { stepSize: 1.5, steps: 20 })).toMatchObject({ status: 'holds' });
  });

  it('names the step, the angle and the change of the gradient', () => {
    const turning: DeclaredRule = {
      ...descent,
      update: ({ gradient, stepSize, step }) =>
        gradient.map((d) => (step < 2 ? -stepSize : 2 * stepSize) * d),
    };
    const { status, sentence, derived } = observe(smallStep, turning);
    expect(status).toBe('refuted');
    expect(sentence).toMatch(
      /^step 2 goes uphill: yᵀΔθ = −.* \(ψ = 180°\) with η = .*∇L changes by .* % over the run$/,
    );
    expect(derived).toMatchObject({ step: 2, cosine: expect.closeTo(-1, 12), allowed: 0 });
  });

  it('does not blame a rule for resting where ∇L = 0', () => {
    expect(observe(smallStep, descent, { theta: [0, 0] }).status).toBe('vacuous');
  });

  it('does not blame a rule for resting where squares, steps or falls are below what doubles hold', () => {
    const still: DeclaredRule = { ...descent, update: ({ theta }) => new Float64Array(theta.length) };
    expect(observe(smallStep, still).cause).toBe('never-moves');
    expect(observe(smallStep, still, { theta: [1e-160, 0] }).status).toBe('vacuous');
    expect(observe(smallStep, still, { stepSize: 1e-200 }).status).toBe('vacuous');
    // A multiplicative rule moves by θ times something small: the coordinate that is not too small for it rests.
    const shifted = quadratic.build({ spectrum: [1, 1], rotation: null, centre: [1, 2] });
    expect(observe(smallStep, still, { theta: [1e-320, 2] }, shifted).status).toBe('vacuous');
    expect(observe(smallStep, still, { theta: [0, 2] }, shifted).status).toBe('refuted');
    expect(
      observe(
        smallStep,
        still,
        { theta: [1e-10], stepSize: 1 },
        { ...bowl(1), roundoff: () => ({ value: 1, gradient: new Float64Array(1) }) },
      ).status,
    ).toBe('vacuous');
  });

  it('asks a random rule again before it is called still', () => {
    const seldom: DeclaredRule = {
      ...descent,
      update: ({ gradient, stepSize, random }) =>
        random() < 0.05 ? gradient.map((d) => -stepSize * d) : [0, 0],
    };
    expect(observe(smallStep, seldom, { steps: 1 }).status).not.toBe('refuted');
    const still: DeclaredRule = {
      ...descent,
      update: ({ theta, random }) => new Float64Array(theta.length).fill(0 * random()),
    };
    expect(observe(smallStep, still, { steps: 1 })).toMatchObject({
      cause: 'never-moves',
      derived: { steps: 128 },
    });
  });

  it('leaves a random rule alone whose other runs end early', () => {
    const sometimes: DeclaredRule = {
      ...descent,
      update: ({ theta, random }) => (random() < 0.2 ? [0] : new Float64Array(theta.length)),
    };
    for (let seed = 0; seed < 8; seed++) {
      expect(observe(smallStep, sometimes, { steps: 1, seed }).status).toBe('vacuous');
    }
  });

  it('is inconclusive where a rule moves at large steps only, and then uphill', () => {
    const once: DeclaredRule = {
      ...descent,
      update: ({ gradient, stepSize }) => gradient.map((d) => (stepSize < 0.5 ? 0 : stepSize * d)),
    };
    expect(observe(smallStep, once).status).toBe('inconclusive');
  });
});

describe('promises along a run', () => {
  const within: DeclaredRule = { ...descent, contract: { maxStepSize: () => 0.25, minCosine: 0 } };

  it('say nothing above the step size that the contract covers', () => {
    for (const check of [everyStep, window, envelope, minCosine, inExpectation]) {
      expect([check.id, observe(check, within).status]).toEqual([check.id, 'vacuous']);
      expect([check.id, observe(check, within, { stepSize: 0.25 }).status]).not.toEqual([
        check.id,
        'vacuous',
      ]);
    }
  });

  it('say nothing of a rule at rest, nor of one whose steps are lost in rounding', () => {
    expect(observe(everyStep, descent, { theta: [0, 0] }).sentence).toBe('nothing moves');
    expect(observe(everyStep, descent, { stepSize: 1e-30 }).sentence).toContain('rounding of θ');
    expect(observe(minCosine, descent, { theta: [0, 0] }).status).toBe('vacuous');
    expect(observe(inExpectation, descent, { theta: [0, 0] }).status).toBe('vacuous');
  });

  it('name the steps between which the loss rises', () => {
    const { sentence, derived, margin } = observe(everyStep, descent, { theta: [1], stepSize: 3 });
    expect(sentence).toMatch(/^the loss rises from 0.5 at step 0 to 2 at step 1, by 1.5 /);
    expect(derived).toMatchObject({ step: 0, until: 1, measured: 2, allowed: 0.5 });
    expect(margin).toBeCloseTo(-0.6, 12);
  });

  it('call a loss beyond all doubles a rise', () => {
    const wall: Loss = { ...bowl(1), value: ([x = 0]) => (x < 0 ? Number.POSITIVE_INFINITY : x) };
    expect(observe(everyStep, descent, { theta: [1], stepSize: 3 }, wall)).toMatchObject({
      status: 'refuted',
      margin: -1,
    });
  });

  it('are inconclusive where every change is rounding', () => {
    const noisy: Loss = { ...bowl(1), roundoff: () => ({ value: 100, gradient: new Float64Array(1) }) };
    expect(observe(everyStep, descent, { theta: [1] }, noisy).status).toBe('inconclusive');
    const rule: DeclaredRule = { ...descent, contract: { effective: { envelope: 2 } } };
    expect(observe(envelope, rule, { theta: [1], steps: 6 }, noisy).status).toBe('inconclusive');
    expect(observe(inExpectation, descent, { theta: [1] }, noisy).status).toBe('inconclusive');
  });

  it('see a run diverge before two envelopes are full', () => {
    const rule: DeclaredRule = { ...descent, contract: { effective: { envelope: 40 } } };
    expect(observe(envelope, rule, { theta: [1], stepSize: 1e9, steps: 90 })).toMatchObject({
      cause: 'diverges',
    });
    expect(observe(envelope, rule, { theta: [1], steps: 3 }).status).toBe('inconclusive');
  });

  it('hold of a whole envelope, and are refuted by one that rises', () => {
    const rule: DeclaredRule = { ...descent, contract: { effective: { envelope: 2 } } };
    expect(observe(envelope, rule, { steps: 8 }).status).toBe('holds');
    expect(observe(envelope, rule, { stepSize: 3, steps: 8 }).cause).toBe('envelope-rises');
  });

  it('apply where they are promised, and nowhere else', () => {
    const promising = (effective: NonNullable<DeclaredRule['contract']>['effective']): readonly string[] =>
      [smallStep, everyStep, window, envelope, inExpectation, share, measured]
        .filter((check) =>
          check.applies(completeRule({ ...descent, contract: effective ? { effective } : {} })),
        )
        .map(({ id }) => id);
    expect(promising(undefined)).toEqual(['small-step']);
    expect(promising('every-step')).toEqual(['every-step']);
    expect(promising({ window: 3 })).toEqual(['window']);
    expect(promising({ envelope: 3 })).toEqual(['envelope']);
    expect(promising('in-expectation')).toEqual(['in-expectation']);
    expect(promising({ share: 0.9 })).toEqual(['share-of-cases']);
    expect(promising('measured')).toEqual(['effective']);
    expect(smallStep.applies(completeRule({ ...descent, stepSize: 'internal' }))).toBe(true);
  });

  it('ask for cases that fit them', () => {
    const demand = window.demand(completeRule({ ...descent, contract: { effective: { window: 5 } } }));
    expect(demand.steps.min).toBe(5);
    expect(demand.losses?.({ ...bowl(1).facts, timeVarying: true })).toBe(false);
    expect(
      everyStep.demand(completeRule({ ...descent, contract: { losses: ['quadratic'] } })).losses,
    ).toBeUndefined();
    expect(inExpectation.demand(completeRule(descent)).losses?.(bowl(1).facts)).toBe(true);
    const ninety: DeclaredRule = { ...descent, contract: { effective: { share: 0.9 } } };
    expect([share.share?.(completeRule(ninety)), share.share?.(completeRule(descent))]).toEqual([
      0.9,
      undefined,
    ]);
    expect([share, measured, minCosine].map((check) => check.demand(completeRule(ninety)).steps.min)).toEqual(
      [1, 1, 1],
    );
  });
});

describe('in-expectation', () => {
  it('is refuted at a promised step size that is too large', () => {
    const rule: DeclaredRule = {
      ...descent,
      contract: { effective: 'in-expectation', maxStepSize: () => 10 },
    };
    expect(observe(inExpectation, rule, { stepSize: 5 }).cause).toBe('uphill-in-expectation');
  });
});

describe('inputs-untouched', () => {
  it('sees that an array is changed at a later step than it was shown at', () => {
    const state: { kept?: Float64Array } = {};
    const later: DeclaredRule = {
      name: 'later',
      update: ({ gradient, theta, step }) => {
        if (step === 3) state.kept?.fill(1);
        if (step === 1) state.kept = theta;
        return gradient.map((d) => -d / 8);
      },
    };
    expect(observe(inputsUntouched, later, { steps: 3 })).toMatchObject({ status: 'holds' });
    expect(observe(inputsUntouched, later, { steps: 4 })).toMatchObject({
      cause: 'mutates-theta-later',
      sentence: 'the rule kept the theta that it was shown at step 1, and changed it at a later one',
    });
  });

  it('puts the samples of a network back as they were', () => {
    const input = Float64Array.of(1, 2);
    const loss: Loss = {
      ...bowl(2),
      network: {
        layers: [],
        inputs: [input],
        targets: [Float64Array.of(3)],
        weights: (theta) => theta,
        forward: () => ({ activities: [], slopes: [], outputError: Float64Array.of(0) }),
      },
    };
    const meddler: DeclaredRule = {
      ...descent,
      update: ({ loss: { network }, theta }) => {
        network?.inputs[0]?.fill(7);
        return theta.slice();
      },
    };
    expect(observe(inputsUntouched, meddler, {}, loss)).toMatchObject({
      cause: 'mutates-network',
      sentence: expect.stringContaining('input 0'),
    });
    expect([...input]).toEqual([1, 2]);
  });
});

describe('same-seed-same-result', () => {
  it('tells Math.random, the clock and leftovers apart', () => {
    let left = 0;
    const causes = [
      () => Math.random(),
      () => (Date.now() > 0 ? Math.floor(Date.now() / 86_400_000) : 0),
      () => left++,
    ].map(
      (value) =>
        observe(sameSeedSameResult, { ...descent, update: ({ theta }) => theta.map(() => value()) }).cause,
    );
    expect(causes).toEqual(['global-random', 'global-clock', 'differs-between-runs']);
  });

  it('claims no memory of a rule that may read a clock or a random source', () => {
    const { random } = Math;
    for (const value of [
      () => process.hrtime.bigint() % 1_000_003n,
      () => randomBytes(6).readUIntBE(0, 6),
      random,
    ]) {
      const update: DeclaredRule['update'] = ({ theta }) => theta.map(() => Number(value()));
      expect(observe(sameSeedSameResult, { ...descent, update })).toMatchObject({
        cause: 'differs-between-runs',
        sentence: expect.stringContaining('a clock, a random source, or what it kept from an earlier run'),
      });
    }
  });

  it('sees a weekday and the hours since the machine was started', () => {
    for (const value of [() => new Date().getDay(), () => Number(process.hrtime.bigint() / 10n ** 13n)]) {
      const update: DeclaredRule['update'] = (context) =>
        context.gradient.map((d) => -context.stepSize * d * (1 + value() / 1000));
      expect(observe(sameSeedSameResult, { ...descent, update }).cause).toBe('global-clock');
    }
  });

  it('says where one of two runs ends', () => {
    let calls = 0;
    const tires: DeclaredRule = {
      ...descent,
      update: (context) => (++calls > 6 ? [] : descent.update(context, undefined)),
    };
    expect(observe(sameSeedSameResult, tires).sentence).toContain(
      'at step 2 one run ends (Δθ has length 0, θ has 2)',
    );
  });
});

describe('zero-step-size', () => {
  it('is refuted by what only η = 0 brings about, and vacuous by what happens anyway', () => {
    const divides: DeclaredRule = {
      ...descent,
      update: ({ gradient, stepSize }) => gradient.map((d) => (d * stepSize) / stepSize),
    };
    expect(observe(zeroStepSize, divides)).toMatchObject({ cause: 'not-finite-at-zero-step-size' });
    expect(zeroStepSize.applies(completeRule({ ...descent, stepSize: 'internal' }))).toBe(false);
  });
});

describe('hyperparameters-matter', () => {
  const declared = { strength: { default: 1, min: 0, max: 2 } };

  it('does not judge a rule that never moves, nor one for losses of its own', () => {
    const still: DeclaredRule = {
      ...descent,
      hyperparameters: declared,
      update: ({ theta }) => new Float64Array(theta.length),
    };
    expect(observe(hyperparametersMatter, still).status).toBe('vacuous');
    const own: DeclaredRule = { ...descent, hyperparameters: declared, contract: { losses: ['of my own'] } };
    expect(observe(hyperparametersMatter, own).status).toBe('inconclusive');
  });

  it('names the hyperparameter, its values and the number of runs', () => {
    const dead: DeclaredRule = { ...descent, hyperparameters: declared };
    expect(observe(hyperparametersMatter, dead)).toMatchObject({
      cause: 'dead-strength',
      sentence: expect.stringMatching(
        /^strength moves nothing: Δθ is the same bit for bit at 1, 0, 2 in \d+ runs on \d+ losses$/,
      ),
    });
  });

  it('says where 0 is taken for the default, and accepts a 0 that is honoured', () => {
    const scaled = (strength: (given: number) => number): DeclaredRule => ({
      ...descent,
      hyperparameters: declared,
      update: ({ gradient, stepSize, hyperparameters }) =>
        gradient.map((d) => -stepSize * strength(hyperparameters.strength!) * d),
    });
    expect(
      observe(
        hyperparametersMatter,
        scaled((given) => given || 1),
      ),
    ).toMatchObject({
      cause: 'strength-0-replaced',
      sentence: expect.stringMatching(
        /^strength = 0 is taken for 1: Δθ is the same bit for bit at 1, 0 in \d+ runs on \d+ losses$/,
      ),
    });
    expect(
      observe(
        hyperparametersMatter,
        scaled((given) => given),
      ).status,
    ).toBe('holds');
  });

  it('leaves out what cannot vary', () => {
    expect(
      hyperparametersMatter.applies(
        completeRule({ ...descent, hyperparameters: { a: { default: 1, min: 1, max: 1 } } }),
      ),
    ).toBe(false);
  });
});

describe('natural-gradient-form', () => {
  it('counts steps at rest and finds the window of a run', () => {
    const pausing: DeclaredRule = {
      ...descent,
      update: ({ gradient, stepSize, step }) => gradient.map((d) => (step % 2 === 1 ? 0 : -stepSize * d)),
    };
    const { trace, status } = observe(naturalGradientForm, pausing);
    expect(status).toBe('holds');
    expect(trace).toMatchObject({ atRest: 2, window: 2 });
    expect(trace?.steps[0]).toMatchObject({ fell: true, gradientDescentFell: true, relativeStepSize: 0.5 });
  });

  it('traces a run on which nothing falls, without a certificate', () => {
    const ascent: DeclaredRule = { ...descent, update: ({ gradient }) => gradient };
    const { trace, status } = observe(naturalGradientForm, ascent);
    expect(status).toBe('vacuous');
    expect(
      trace?.steps.every(({ fell, conditionNumber }) => fell === false && conditionNumber === null),
    ).toBe(true);
  });

  it('traces the blocks of a loss', () => {
    const loss: Loss = {
      ...bowl(3),
      blocks: [
        { name: 'a', from: 0, to: 1 },
        { name: 'b', from: 1, to: 2 },
        { name: 'c', from: 2, to: 3 },
      ],
    };
    const half: DeclaredRule = { ...descent, update: ({ gradient: [a = 0, b = 0] }) => [-a / 2, b / 8, 0] };
    const { trace } = observe(naturalGradientForm, half, { theta: [2, 1, 0] }, loss);
    expect(trace?.steps[0]?.blocks).toEqual([
      { name: 'a', effective: true },
      { name: 'b', effective: false },
      { name: 'c', effective: null },
    ]);
  });
});
