import { describe, expect, it } from 'vitest';
import { runAtOnce } from '../../dynamics/running.ts';
import quadratic from '../../losses/quadratic.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import type { Check } from '../../types/check.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Scenario } from '../../types/scenario.ts';
import { agreementCheck } from '../agreement/agreementCheck.ts';
import calibrated from './calibrated.ts';
import constantSigns from './constantSigns.ts';
import constantSteps from './constantSteps.ts';
import firstStepDescent from './firstStepDescent.ts';
import historyDetermined from './historyDetermined.ts';
import odd from './odd.ts';
import orthogonalEquivariant from './orthogonalEquivariant.ts';
import permutationEquivariant from './permutationEquivariant.ts';
import restsAtZeroGradient from './restsAtZeroGradient.ts';
import saturates from './saturates.ts';
import scaleInvariant from './scaleInvariant.ts';
import scaleLinear from './scaleLinear.ts';
import serialisable from './serialisable.ts';
import stepSizeLinear from './stepSizeLinear.ts';
import translationEquivariant from './translationEquivariant.ts';

/** ½‖θ‖² from (2, 1). */
const scenario: Scenario = {
  loss: { family: 'quadratic', parameters: { spectrum: [1, 1], rotation: null, centre: null } },
  theta: [2, 1],
  stepSize: 0.5,
  steps: 3,
  seed: 1,
  hyperparameters: {},
};

const observe = (check: Check, rule: Omit<DeclaredRule, 'name'>, change: Partial<Scenario> = {}) => {
  const changed = { ...scenario, ...change };
  const loss = quadratic.build(changed.loss.parameters);
  return runAtOnce(check.observe({ rule: completeRule({ name: 'rule', ...rule }), loss, scenario: changed }));
};

const plain: Omit<DeclaredRule, 'name'> = {
  update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
};

const throwing: Omit<DeclaredRule, 'name'> = {
  update: () => {
    throw new Error('broken');
  },
};

const oneParameter = {
  theta: [2],
  loss: { family: 'quadratic', parameters: { spectrum: [1], rotation: null, centre: null } },
};

describe('the check of a law', () => {
  it('holds with margin 1 where both runs agree in every bit', () => {
    for (const check of [
      odd,
      scaleLinear,
      permutationEquivariant,
      translationEquivariant,
      historyDetermined,
    ]) {
      expect(observe(check, plain)).toMatchObject({ status: 'holds', margin: 1 });
    }
  });

  it('refutes in words with the step, the coordinate and both figures', () => {
    const found = observe(scaleInvariant, plain);
    expect(found.status).toBe('refuted');
    expect(found.cause).toBe('depends-on-scale');
    expect(found.sentence).toMatch(/^with every gradient .*, Δθ\[0\] at step 0 is −.* instead of −1$/);
    expect(found.derived).toMatchObject({ step: 0, coordinate: 0, due: -1 });
  });

  it('is vacuous where the code of the rule fails, where nothing moves, and where one parameter says nothing', () => {
    expect(observe(odd, throwing)).toMatchObject({ status: 'vacuous', sentence: 'Error: broken' });
    expect(observe(odd, { update: ({ theta }) => theta.map(() => 0) }).status).toBe('vacuous');
    for (const check of [permutationEquivariant, orthogonalEquivariant]) {
      expect(observe(check, plain, oneParameter).status).toBe('vacuous');
    }
    expect(observe(orthogonalEquivariant, { ...plain, domain: 'positive' }).status).toBe('vacuous');
  });

  it('does not apply to a random rule where coordinates change places', () => {
    const noisy: Omit<DeclaredRule, 'name'> = {
      update: ({ gradient, stepSize, random }) => gradient.map((d) => -stepSize * d * random()),
    };
    const found = observe(permutationEquivariant, noisy);
    expect(found.status).toBe('vacuous');
    expect(found.sentence).toContain('in distribution only');
  });

  it('leaves a rule undecided that takes the sign of a sum that rounding decides', () => {
    const knifeEdge: Omit<DeclaredRule, 'name'> = {
      update: ({ gradient, stepSize }) => {
        const sum = gradient.reduce((s, d) => s + d, 0) - 0.6;
        return gradient.map(() => -stepSize * Math.sign(sum));
      },
    };
    const parameters = { spectrum: [1, 1, 1], rotation: null, centre: null };
    const edge = { theta: [0.1, 0.2, 0.3], steps: 1, loss: { family: 'quadratic', parameters } };
    const seen = new Set(
      Array.from(
        { length: 20 },
        (_, seed) => observe(permutationEquivariant, knifeEdge, { ...edge, seed }).status,
      ),
    );
    expect(seen.has('inconclusive')).toBe(true);
    expect(seen.has('refuted')).toBe(false);
  });

  it('leaves a rule undecided whose errors are the same for all inputs nearby', () => {
    // 1 − ‖d‖²/(‖d‖² + 1), of which cancellation leaves few bits: d/(‖d‖² + 1) up to that.
    const cancelling: Omit<DeclaredRule, 'name'> = {
      update({ gradient, stepSize }) {
        const square = gradient.reduce((sum, d) => sum + d * d, 0);
        return gradient.map((d) => -stepSize * (d - d * (square / (square + 1))));
      },
    };
    const steep = { family: 'quadratic', parameters: { spectrum: [6e6, 6e6], rotation: null, centre: null } };
    const seen = Array.from({ length: 200 }, (_, seed) => {
      const theta = [2 + Math.sin(seed), 2 + Math.cos(seed)];
      const change = { loss: steep, theta, stepSize: 1e-6, steps: 1, seed };
      return observe(orthogonalEquivariant, cancelling, change).status;
    });
    expect(new Set(seen)).toEqual(new Set(['inconclusive', 'holds']));
  });

  it('does not apply to scales at which powers of the gradient or the step size under- or overflow', () => {
    expect(observe(scaleLinear, plain, { theta: [1e-80, 1] }).status).toBe('vacuous');
    expect(observe(scaleLinear, plain, { stepSize: 1e-80 }).status).toBe('vacuous');
    expect(observe(orthogonalEquivariant, plain, { theta: [1e-200, 0] }).status).toBe('vacuous');
  });

  it('is vacuous where the code of the rule fails on the changed run only', () => {
    const picky: Omit<DeclaredRule, 'name'> = {
      update({ gradient, stepSize }) {
        if (gradient.some((d) => d < 0)) throw new Error('negative');
        return gradient.map((d) => -stepSize * d);
      },
    };
    expect(observe(odd, picky)).toMatchObject({ status: 'vacuous' });
    expect(observe(odd, picky).sentence).toBe('with every gradient negated: Error: negative');
  });

  it('says nothing where the first step fails, nor where rest cannot be reached', () => {
    for (const check of [firstStepDescent, constantSigns, restsAtZeroGradient, serialisable]) {
      expect(observe(check, throwing).status).toBe('vacuous');
    }
  });

  it('leaves a step against the gradient undecided that is no more than the rounding of θ', () => {
    const rounded: Omit<DeclaredRule, 'name'> = {
      update: ({ theta }) => theta.map((x) => x * Number.EPSILON),
    };
    expect(observe(firstStepDescent, rounded).status).toBe('inconclusive');
  });

  it('leaves gradients whose squares underflow undecided', () => {
    const relative: Omit<DeclaredRule, 'name'> = {
      update: ({ gradient, stepSize }) => gradient.map((d, i) => -stepSize * d * (i + 1)),
    };
    const tiny = observe(permutationEquivariant, relative, { theta: [1e-300, 2e-300] });
    expect(tiny.status).toBe('inconclusive');
  });
});

describe('serialisable', () => {
  it('shows a state that cannot be cloned as the witness', () => {
    const found = observe(serialisable, { ...plain, init: () => () => 0 });
    expect(found).toMatchObject({ status: 'refuted', cause: 'state-not-cloneable' });
    expect(found.sentence).toContain('cannot be cloned');
  });

  it('does not apply to a run that is over after one step', () => {
    expect(observe(serialisable, plain, { steps: 1 }).status).toBe('vacuous');
  });
});

describe('scale-invariant', () => {
  const guarded = (unit?: 'gradient' | 'squared gradient'): Omit<DeclaredRule, 'name'> => ({
    hyperparameters: { epsilon: { default: 0.5, min: 2 ** -60, max: 2 ** 60, ...(unit && { unit }) } },
    update: ({ gradient, stepSize, hyperparameters }) =>
      gradient.map((d) => (-stepSize * d) / (Math.abs(d) + hyperparameters.epsilon!)),
  });

  it('scales a hyperparameter that is declared in units of the gradient along with it', () => {
    expect(observe(scaleInvariant, guarded()).status).toBe('refuted');
    expect(observe(scaleInvariant, guarded('gradient'))).toMatchObject({ status: 'holds', margin: 1 });
    const squared = observe(scaleInvariant, guarded('squared gradient'));
    expect(squared.sentence).toMatch(/^with every gradient .*, epsilon along with it, Δθ\[0\] at step 0 is/);
  });

  it('says nothing where no other scale leaves the hyperparameter in its range', () => {
    const fixed = { epsilon: { default: 1, min: 0.9, max: 1.1, unit: 'gradient' } } as const;
    const found = observe(scaleInvariant, { ...guarded(), hyperparameters: fixed });
    expect(found).toMatchObject({ status: 'vacuous', sentence: expect.stringContaining('in its range') });
  });
});

describe('step-size-linear', () => {
  it('names the step size, and says nothing where products of it underflow', () => {
    const squared: Omit<DeclaredRule, 'name'> = {
      update: ({ gradient, stepSize }) => gradient.map((d) => -(stepSize ** 2) * d),
    };
    expect(observe(stepSizeLinear, squared).sentence).toMatch(/^with η .*Δθ\[0\].* at step 0 is −/);
    expect(observe(stepSizeLinear, plain)).toMatchObject({ status: 'holds', margin: 1 });
    expect(observe(stepSizeLinear, plain, { stepSize: 1e-80 }).status).toBe('vacuous');
    expect(observe(stepSizeLinear, plain, { theta: [1e-80, 1] }).status).toBe('vacuous');
  });
});

describe('constant-steps', () => {
  const remembering: Omit<DeclaredRule, 'name'> = {
    init: (theta) => new Float64Array(theta.length),
    update({ gradient, stepSize }: RuleContext, last: Float64Array) {
      const delta = gradient.map((d, i) => 0.5 * last[i]! - stepSize * d);
      return { delta, state: delta };
    },
  };

  it('names the step at which Δθ is not the first any more', () => {
    expect(observe(constantSteps, remembering).sentence).toBe(
      'Δθ[0] at step 1 is −1.5 instead of −1 as at step 0, although ∇L has been the same all along',
    );
    expect(observe(constantSteps, plain)).toMatchObject({ status: 'holds', margin: 1 });
  });

  it('does not apply to a single step, of rest, and of a gradient whose square underflows', () => {
    expect(observe(constantSteps, plain, { steps: 1 }).status).toBe('vacuous');
    expect(observe(constantSteps, plain, { theta: [0, 0] }).status).toBe('vacuous');
    expect(observe(constantSteps, remembering, { theta: [1e-300, 0] }).status).toBe('inconclusive');
  });

  it('leaves a change undecided that rounding of the gradient brings about as well', () => {
    const knifeEdge: Omit<DeclaredRule, 'name'> = {
      update: ({ gradient, stepSize, step }) =>
        gradient.map((d) => stepSize * Math.sign(d * (1 + 2 ** -52 * (step % 2)) - 2 * (1 + 2 ** -52))),
    };
    const found = observe(constantSteps, knifeEdge, { theta: [2, 2] });
    expect(found.status).toBe('inconclusive');
    expect(found.sentence).toBe('Δθ changes by what rounding can do to this rule');
  });
});

describe('saturates', () => {
  it('tells a step that grows with its gradient from one that vanishes', () => {
    expect(observe(saturates, plain)).toMatchObject({
      cause: 'grows-with-the-gradient',
      sentence: expect.stringMatching(
        /^with ∂L\/∂θ\[0\] = 2\.4e\+24 at step 2, 1\.1e\+12 times as large as it was, Δθ\[0\] is −1\.\d+e24 instead of −1\.1e12$/,
      ),
    });
    const overflowing: Omit<DeclaredRule, 'name'> = {
      update: ({ gradient, stepSize }) =>
        gradient.map((d) => (-stepSize * d) / Math.sqrt(Math.fround(d * d) + 1)),
    };
    expect(observe(saturates, overflowing).cause).toBe('vanishes-at-large-gradients');
  });

  it('holds for a sign, and says nothing where ∇L = 0 or far larger gradients would overflow', () => {
    const sign: Omit<DeclaredRule, 'name'> = {
      update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * Math.sign(d)),
    };
    expect(observe(saturates, sign)).toMatchObject({ status: 'holds', margin: 1 });
    expect(observe(saturates, sign, { theta: [0, 0] }).status).toBe('vacuous');
    expect(observe(saturates, sign, { theta: [1e60, 1] }).status).toBe('vacuous');
    expect(observe(saturates, throwing).status).toBe('vacuous');
  });
});

describe('calibrated', () => {
  it('names the mean over all draws and what is due', () => {
    const doubled: Omit<DeclaredRule, 'name'> = {
      update: ({ gradient, stepSize, random }) => {
        const factor = random() < 0.5 ? 1 : 3;
        return gradient.map((d) => -stepSize * factor * d);
      },
    };
    expect(observe(calibrated, doubled)).toMatchObject({
      cause: 'not-calibrated',
      sentence:
        'on a linear loss with ∂L/∂θ[0] = 2.000, the mean of all 2 possible Δθ[0] is −2 instead of −1 = −η∂L/∂θ[0]',
    });
    expect(observe(calibrated, plain)).toMatchObject({ status: 'holds', margin: 1 });
  });

  it('does not apply to random numbers that cannot be enumerated, nor of steps out of range', () => {
    const noisy: Omit<DeclaredRule, 'name'> = {
      update: ({ gradient, stepSize, random }) => gradient.map((d) => -2 * random() * stepSize * d),
    };
    expect(observe(calibrated, noisy).status).toBe('vacuous');
    expect(observe(calibrated, plain, { stepSize: 1e-80 }).status).toBe('vacuous');
    expect(observe(calibrated, throwing).status).toBe('vacuous');
  });
});

describe('rests-at-zero-gradient', () => {
  it('names the coordinate that moves', () => {
    const found = observe(restsAtZeroGradient, {
      update: ({ theta, stepSize }) => theta.map((_, i) => (i === 1 ? stepSize : 0)),
    });
    expect(found.sentence).toBe('Δθ[1] at step 0 is 0.5 although ∇L has been 0 so far');
  });
});

describe('agreementCheck(reference)', () => {
  const reference: DeclaredRule = { name: 'reference', ...plain, hyperparameters: {} };

  it('names the first step, the coordinate and the figures, and no units in the last place where it is far beyond rounding', () => {
    const late: Omit<DeclaredRule, 'name'> = {
      update: ({ gradient, stepSize, step }) => gradient.map((d) => -stepSize * d * (step === 1 ? 1.5 : 1)),
    };
    const found = observe(agreementCheck(completeRule(reference)), late);
    expect(found.status).toBe('refuted');
    expect(found.sentence).toMatch(
      /step 1 is the first to differ from reference: Δθ\[\d\] is −0\.\d+ instead of −0\.\d+, 0\.3333 relative$/,
    );
  });

  it('has the reference beside the rule, from the same gradients and on a run of its own', () => {
    const check = agreementCheck(completeRule(reference));
    const gradient = [3, -1];
    const beside = check.reference?.(
      {
        rule: completeRule({ name: 'rule', ...plain }),
        loss: quadratic.build(scenario.loss.parameters),
        scenario,
      },
      [
        { theta: [2, 1], gradient },
        { theta: [9, 9], gradient },
      ],
    );
    expect(beside?.map(({ delta }) => delta)).toEqual([
      [-1.5, 0.5],
      [-1.5, 0.5],
    ]);
    expect(beside?.[0]?.theta).toEqual([2, 1]);
    expect(beside?.[1]?.theta).not.toEqual([9, 9]);
  });

  it('tells of a worst case that is apart by orders of magnitude, not of one that is much the same', () => {
    const check = agreementCheck(completeRule(reference));
    const smallest = { step: 0, coordinate: 0, measured: 1, due: 1.0000005 };
    const worst = { step: 3, coordinate: 1, measured: -4, due: -0.001 };
    expect(check.telling?.(smallest, worst)).toBe(
      'in the worst case Δθ[1] at step 3 is −4 instead of −0.001',
    );
    expect(check.telling?.(worst, worst)).toBeUndefined();
    expect(check.telling?.({ ...worst, due: 0 }, { ...worst, due: 0 })).toBeUndefined();
  });

  it('compares in single precision where either side computes in it', () => {
    const rounded: Omit<DeclaredRule, 'name'> = {
      update: ({ gradient, stepSize }) => gradient.map((d) => Math.fround(-stepSize * d * 1.1) / 1.1),
    };
    const declared = observe(agreementCheck(completeRule(reference)), { ...rounded, precision: 'float32' });
    expect(declared.status).toBe('holds');
    expect(observe(agreementCheck(completeRule(reference)), rounded).status).not.toBe('holds');
  });

  it('says nothing where the reference fails, or draws other random numbers than the rule', () => {
    expect(observe(agreementCheck(completeRule({ name: 'broken', ...throwing })), plain).sentence).toBe(
      'broken: Error: broken',
    );
    const random: DeclaredRule = {
      name: 'random',
      update: ({ gradient, stepSize, random: draw }) => gradient.map((d) => -stepSize * d * draw()),
    };
    expect(observe(agreementCheck(completeRule(random)), plain).sentence).toContain('draws 6 random numbers');
    expect(observe(agreementCheck(completeRule(random)), random).status).toBe('holds');
    expect(observe(agreementCheck(completeRule(reference)), throwing).status).toBe('vacuous');
  });

  it('hands the reference the hyperparameters that it declares, and its own defaults otherwise', () => {
    const scaled: DeclaredRule = {
      name: 'scaled',
      hyperparameters: { factor: { default: 2, min: 0, max: 9 }, shift: { default: 0, min: 0, max: 9 } },
      update: ({ gradient, stepSize, hyperparameters: { factor, shift } }) =>
        gradient.map((d) => -stepSize * d * factor! + shift!),
    };
    const tripled: Omit<DeclaredRule, 'name'> = {
      update: ({ gradient, stepSize, hyperparameters: { factor } }) =>
        gradient.map((d) => -stepSize * d * factor!),
    };
    const given = { hyperparameters: { factor: 3, other: 5 } };
    expect(observe(agreementCheck(completeRule(scaled)), tripled, given).status).toBe('holds');
  });

  it('keeps the values that are fixed, and runs the rule with them where its range allows', () => {
    const scaled = (ranges: DeclaredRule['hyperparameters']): DeclaredRule => ({
      name: 'scaled',
      ...(ranges && { hyperparameters: ranges }),
      update: ({ gradient, stepSize, hyperparameters: { factor = 2 } }) =>
        gradient.map((d) => -stepSize * d * factor),
    });
    const declaring = scaled({ factor: { default: 2, min: 0, max: 9 } });
    const check = agreementCheck(completeRule(declaring), { factor: 3 });
    expect(check.claim).toContain('that of scaled with factor = 3,');
    // A drawn or stored value of that name gives way, whatever it is.
    for (const factor of [2, 3, 5]) {
      expect(observe(check, declaring, { hyperparameters: { factor } }).status).toBe('holds');
    }
    expect(observe(check, scaled(undefined)).sentence).toContain('differ from scaled with factor = 3: Δθ');
    const narrow = scaled({ factor: { default: 1, min: 0, max: 2 } });
    const found = observe(check, narrow, { hyperparameters: { factor: 2 } });
    expect(found.sentence).toMatch(
      /0\.6667 relative.*; the rule runs with factor = 1, its range being without 3$/,
    );
    expect(check.demand(completeRule(declaring)).hyperparameters).toEqual({
      factor: { default: 3, min: 3, max: 3 },
    });
    expect(check.demand(completeRule(narrow)).hyperparameters).toEqual({
      factor: { default: 1, min: 1, max: 1 },
    });
    expect(check.demand(completeRule(scaled(undefined))).hyperparameters).toEqual({});
  });
});
