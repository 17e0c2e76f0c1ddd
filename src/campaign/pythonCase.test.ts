import { describe, expect, it } from 'vitest';
import { agreementCheck } from '../checks/agreement/agreementCheck.ts';
import everyStep from '../checks/descent/everyStep.ts';
import smallStep from '../checks/descent/smallStep.ts';
import finite from '../checks/form/finite.ts';
import inputsUntouched from '../checks/form/inputsUntouched.ts';
import sameSeed from '../checks/form/sameSeedSameResult.ts';
import odd from '../checks/laws/odd.ts';
import zeroStepSize from '../checks/laws/zeroStepSize.ts';
import { trajectoryRows } from '../checks/run/trajectoryRows.ts';
import { runAtOnce } from '../dynamics/running.ts';
import quadratic from '../losses/quadratic.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import gradientDescent from '../rules/gradientDescent.ts';
import heavyBall from '../rules/heavyBall.ts';
import type { PythonCase } from '../types/campaign.ts';
import type { Check } from '../types/check.ts';
import type { LearningRule, RuleContext } from '../types/rule.ts';
import { pythonCase } from './pythonCase.ts';

const scenario = {
  loss: { family: 'quadratic', parameters: { spectrum: [1], rotation: null, centre: [0] } },
  theta: [1],
  stepSize: 0.5,
  steps: 3,
  seed: 0,
  hyperparameters: {},
};
const loss = quadratic.build(scenario.loss.parameters);
const remote = { copy: false, memory: true, random: false, seeded: false, eval: false, globals: false };

/** The case of a rule that a check refutes, as a program in Python would show it. */
const caseOf = (check: Check, update: LearningRule['update'], more = {}): PythonCase | undefined => {
  const rule = { ...completeRule({ name: 'mine', update }), capabilities: remote, ...more };
  const setting = { rule, loss, scenario };
  const observation = runAtOnce(check.observe(setting));
  expect(observation.status).toBe('refuted');
  const trajectory = runAtOnce(trajectoryRows(setting, observation.derived));
  return pythonCase({ check, setting, observation, cause: observation.cause ?? '', trajectory });
};

const times =
  (factor: (context: RuleContext) => number): LearningRule['update'] =>
  (context) =>
    context.gradient.map((slope) => factor(context) * context.stepSize * slope);
const up = times(() => 1);

describe('pythonCase(refuted)', () => {
  it('is the run that small-step judged, with what is asserted of it', () => {
    const found = caseOf(smallStep, up);
    expect(found?.stepSize).toBeLessThan(0.5);
    expect(found?.rows).toEqual([{ theta: [1], gradient: [1] }]);
    expect(found?.deltas).toEqual([[found!.stepSize]]);
    expect(found?.parameters).toEqual([{ name: 'theta', shape: [1], from: 0, to: 1 }]);
    expect(found?.assertion?.condition).toContain('> 0');
  });

  it('shows the step that failed, which is no row of the run', () => {
    const fails = times(({ step }) => (step === 2 ? Number.NaN : -1));
    expect(caseOf(finite, fails)).toMatchObject({
      rows: [{ theta: [1] }, { theta: [0.5] }, { theta: [0.25], gradient: [0.25] }],
      deltas: [[-0.5], [-0.25], null],
    });
    expect(
      caseOf(
        finite,
        times(() => Number.NaN),
      )?.rows,
    ).toEqual([{ theta: [1], gradient: [1] }]);
  });

  it('rests at the start where the step size is 0', () => {
    const moves = times(() => -1);
    const found = caseOf(zeroStepSize, (context) => moves({ ...context, stepSize: 1 }, undefined));
    expect(found).toMatchObject({ stepSize: 0, rows: [{ theta: [1], gradient: [1] }], deltas: [null] });
    expect(found?.assertion?.condition).toMatch(/^all\(abs\(d\) <= [\d.e-]+ for d in delta\)$/);
  });

  it('asserts nothing but the Δθ that was found where no more can be said', () => {
    const found = caseOf(everyStep, up, { contract: { effective: 'every-step' } });
    expect(found?.deltas).toEqual([[0.5]]);
    expect(found).not.toHaveProperty('assertion');
  });

  it('compares with a reference at the same hyperparameters only', () => {
    const near = times(() => -1.01);
    const agreement = agreementCheck(completeRule(gradientDescent));
    expect(caseOf(agreement, near)?.assertion?.condition).toMatch(/^abs\(delta\[0\] - -0\.5\) <= /);
    const fixed = agreementCheck(completeRule(heavyBall), { momentum: 0.5 });
    const declared = { hyperparameters: { momentum: { default: 0.9, min: 0, max: 1 } } };
    expect(caseOf(fixed, near, declared)).toBeUndefined();
  });

  it('is none for a law, for what compares runs, and for a rule of this process', () => {
    expect(caseOf(odd, () => Float64Array.of(-0.5))).toBeUndefined();
    let calls = 0;
    expect(
      caseOf(
        sameSeed,
        times(() => -1 - ++calls),
        { capabilities: { ...remote, seeded: true } },
      ),
    ).toBeUndefined();
    expect(caseOf(smallStep, up, { capabilities: { ...remote, globals: true } })).toBeUndefined();
  });

  it('knows a gradient that was changed at once, not one that was changed later', () => {
    const changes: LearningRule['update'] = ({ gradient, stepSize }) => {
      gradient[0]! *= 2;
      return gradient.map((slope) => -stepSize * slope);
    };
    expect(caseOf(inputsUntouched, changes)?.assertion?.condition).toBe('gradient == shown');
    let kept: Float64Array | undefined;
    const later: LearningRule['update'] = ({ gradient, stepSize }) => {
      if (kept) kept[0]! += 1;
      kept = gradient;
      return gradient.map((slope) => -stepSize * slope);
    };
    expect(caseOf(inputsUntouched, later)).toBeUndefined();
  });
});
