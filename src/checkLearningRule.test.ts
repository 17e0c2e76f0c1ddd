import { describe, expect, it } from 'vitest';
import { assertLearningRule, checkLearningRule } from './checkLearningRule.ts';
import { replayCase } from './counterexample/replay.ts';
import { SubjectError } from './errors.ts';
import type { LearningRule, RuleContext } from './types/rule.ts';

const right = ({ gradient, stepSize }: RuleContext) => gradient.map((slope) => -stepSize * slope);
const wrong = ({ gradient, stepSize }: RuleContext) => gradient.map((slope) => stepSize * slope);
const some = { runs: 40, seed: 11 };

describe('checkLearningRule(rule, options)', () => {
  it('verifies gradient descent', async () => {
    const report = await checkLearningRule(right, some);
    expect(report.verdict).toBe('verified');
    expect(report.seed).toBe(11);
    expect(report.checks.length).toBeGreaterThan(4);
  });

  it('falsifies the wrong sign, the same way for the same seed', async () => {
    const [first, second] = [await checkLearningRule(wrong, some), await checkLearningRule(wrong, some)];
    expect(first.verdict).toBe('falsified');
    expect(first.summary).toContain('uphill');
    expect({ ...first, durationMs: 0 }).toEqual({ ...second, durationMs: 0 });
  });

  it('keeps to the losses, dimensions and promise that are asked for', async () => {
    const report = await checkLearningRule(right, {
      ...some,
      losses: ['quadratic'],
      dimension: { min: 2, max: 2 },
      steps: 3,
      contract: 'measured',
    });
    expect(report.promise).toBe('measured');
    expect(report.statistics.losses.map(({ loss }) => loss)).toEqual(['quadratic']);
  });

  it('takes the losses that a contract names, and goes by no step size that is none', async () => {
    for (const maxStepSize of [() => 0.01, () => -1, () => Number.NaN]) {
      const contract = { effective: 'every-step', losses: ['rosenbrock'], maxStepSize } as const;
      const { statistics } = await checkLearningRule({ update: right, contract }, { ...some, runs: 10 });
      expect(statistics.losses.map(({ loss }) => loss)).toEqual(['rosenbrock']);
    }
  });

  it('refuses what is no rule, and an unknown trait', async () => {
    // @ts-expect-error a number is no rule
    await expect(checkLearningRule(5)).rejects.toThrow(TypeError);
    await expect(checkLearningRule({ update: right, traits: ['no-such-law'] }, some)).rejects.toThrow(
      SubjectError,
    );
  });
});

describe('checkLearningRule(rule, options) refuses options that it would have to ignore or guess', () => {
  const refuses = async (options: object, kind: typeof RangeError | typeof TypeError, says: string) => {
    const refused: unknown = await checkLearningRule(right, options).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(kind);
    expect(refused).toHaveProperty('message', expect.stringContaining(`checkLearningRule: ${says}`));
  };
  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e9])('runs = %s', async (runs) => {
    await refuses({ runs }, RangeError, 'runs must be a whole number from 1 to 100,000,000, got runs = ');
  });
  it('seeds and steps out of bounds, and numbers that are text', async () => {
    for (const seed of [1.5, -1, 2 ** 31]) await refuses({ seed }, RangeError, 'seed must be');
    await refuses({ steps: 0 }, RangeError, 'steps must be');
    for (const runs of ['10', null, 10n])
      await refuses({ runs }, TypeError, 'runs must be a whole number from 1');
  });
  it('dimensions that are none, or that no loss has', async () => {
    const must =
      'dimension must be a whole number or { min, max } with 1 ≤ min ≤ max ≤ 65,536, got dimension = ';
    for (const dimension of [0, 1.5, Number.NaN, { min: 3, max: 2 }, { min: 0, max: 2 }])
      await refuses({ dimension }, RangeError, must);
    await refuses({ dimension: { min: 3, max: 2 } }, RangeError, `${must}{ min: 3, max: 2 }`);
    for (const dimension of ['3', null, [1, 2], { min: 1 }]) await refuses({ dimension }, TypeError, must);
    await refuses(
      { dimension: 1, losses: ['rosenbrock'] },
      RangeError,
      'dimension must be one that some loss has (rosenbrock 2..512), got dimension = 1',
    );
  });
  it('losses that there are not', async () => {
    const got = 'losses must be names of losses, got losses[1] = "quadratc"; did you mean "quadratic"?';
    await refuses({ losses: ['rosenbrock', 'quadratc'] }, RangeError, got);
    await refuses({ losses: [] }, RangeError, 'losses must be a list of at least one name, got losses = []');
    await refuses({ losses: 'quadratic' }, TypeError, 'losses must be a list');
    await refuses({ losses: [7] }, TypeError, 'losses must be names of losses, got losses[0] = 7');
  });
  it('promises that there are not', async () => {
    const must = 'contract must be "small-step", ';
    for (const contract of ['foo', 'every-stp', { window: 0 }, { share: Number.NaN }])
      await refuses({ contract }, RangeError, must);
    for (const contract of [{ windw: 3 }, { window: 3, share: 0.5 }, {}, 5, null])
      await refuses({ contract }, TypeError, must);
    const misled: object = { update: right, contract: { effective: 'every-stp' } };
    await expect(checkLearningRule(misled as LearningRule, some)).rejects.toThrow(
      /the rule promises "every-stp"; did you mean "every-step"\? a promise is "small-step"/,
    );
    await expect(checkLearningRule(right, { contract: { windw: 3 } } as object)).rejects.toThrow(
      /got contract = \{ windw: 3 \}; did you mean "window"\?$/,
    );
  });
  it('names that no option has, and options that are none', async () => {
    const must = 'an option must be one of runs, seed, dimension, steps, losses, contract, got ';
    await refuses({ rnus: 10 }, TypeError, `${must}rnus = 10; did you mean "runs"?`);
    await refuses({ against: 'adam' }, TypeError, `${must}against = "adam"`);
    for (const options of [[], 5, null]) {
      // @ts-expect-error no options
      const checked = checkLearningRule(right, options);
      await expect(checked).rejects.toThrow(/options must be an object, got options/);
    }
  });
});

describe('checkLearningRule(rule, { dimension: 3 })', () => {
  it('is { min: 3, max: 3 }, and an option that is undefined is left out', async () => {
    const of = async (options: object) => {
      const losses = ['quadratic'];
      return {
        ...(await checkLearningRule(right, { runs: 10, seed: 5, losses, ...options })),
        durationMs: 0,
      };
    };
    const one = await of({ dimension: 3, steps: undefined, contract: undefined });
    expect(one).toEqual(await of({ dimension: { min: 3, max: 3 } }));
    expect(one).not.toEqual(await of({}));
  });
});

describe('assertLearningRule(rule, options)', () => {
  it('passes for a right rule and throws the counterexample for a wrong one', async () => {
    await expect(assertLearningRule(right, some)).resolves.toBeUndefined();
    await expect(assertLearningRule(wrong, some)).rejects.toThrow(/Falsified: .*uphill[\s\S]*Seed: 11/);
  });
});

describe('replayCase(rule, check, scenario)', () => {
  const scenario = {
    loss: { family: 'quadratic', parameters: { spectrum: [1], rotation: null, centre: [0] } },
    theta: [1],
    stepSize: 1,
    steps: 1,
    seed: 0,
    hyperparameters: {},
  };
  it('observes one case', async () => {
    expect((await replayCase(right, 'small-step', scenario)).status).toBe('holds');
    expect((await replayCase(wrong, 'small-step', scenario)).status).toBe('refuted');
    expect((await replayCase('gradient-descent', 'small-step', scenario)).status).toBe('holds');
  });
  it('refuses an unknown check and an unknown loss', async () => {
    await expect(replayCase(right, 'no-check', scenario)).rejects.toThrow(/no check "no-check"/);
    const elsewhere = { ...scenario, loss: { family: 'nowhere', parameters: null } };
    await expect(replayCase(right, 'small-step', elsewhere)).rejects.toThrow(/family = nowhere/);
  });
});
