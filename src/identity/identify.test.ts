import { describe, expect, it } from 'vitest';
import { loadFamilies } from '../catalog/losses.ts';
import adam from '../rules/adam.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import gradientDescent from '../rules/gradientDescent.ts';
import lbfgs from '../rules/lbfgs.ts';
import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { loadKnown } from './candidates.ts';
import { loadLeastSquares } from './fit.ts';
import { identify, identifyAmong } from './identify.ts';

const everything = await loadKnown();
const families = await loadFamilies();
const leastSquares = await loadLeastSquares();

/** Among a few rules only: what nothing else is said to be takes longest. */
const amongFew = (rule: DeclaredRule, names: readonly string[] = [rule.name]) => {
  const few = ['adam', 'gradient-descent', 'sign-descent', 'lbfgs', 'ascent', 'adam-without-bias-correction'];
  const known = everything.filter((one) => few.includes(one.rule.name));
  return identifyAmong({ known, families, leastSquares }, completeRule(rule), names);
};

const named = (rule: DeclaredRule, name: string) => completeRule({ ...rule, name });

/** Adam with other constants than usual, none of which it declares. */
const constants = {
  name: 'x',
  init: (theta: Vector) => ({ t: 0, m: new Float64Array(theta.length), v: new Float64Array(theta.length) }),
  update({ gradient, stepSize }: RuleContext, { t, m, v }: { t: number; m: Vector; v: Vector }) {
    const mean = m.map((x, i) => 0.8 * x + 0.2 * gradient[i]!);
    const square = v.map((x, i) => 0.99 * x + 0.01 * gradient[i]! ** 2);
    const [one, two] = [1 - 0.8 ** (t + 1), 1 - 0.99 ** (t + 1)];
    const delta = mean.map((x, i) => (-stepSize * x) / one / (Math.sqrt(square[i]! / two) + 1e-7));
    return { delta, state: { t: t + 1, m: mean, v: square } };
  },
} satisfies DeclaredRule;

const uncorrected = (name: string): DeclaredRule => ({
  ...adam,
  name,
  update({ gradient, stepSize, hyperparameters: h }: RuleContext, state: { mean: Vector; square: Vector }) {
    const mean = state.mean.map((m, i) => h.beta1! * m + (1 - h.beta1!) * gradient[i]!);
    const square = state.square.map((v, i) => h.beta2! * v + (1 - h.beta2!) * gradient[i]! ** 2);
    const delta = mean.map((m, i) => (-stepSize * m) / (Math.sqrt(square[i]!) + h.epsilon!));
    return { delta, state: { mean, square } };
  },
});

describe('identify(rule, names)', () => {
  it('names Adam under another name, by all steps of all histories', async () => {
    const found = await identify(named(adam, 'my lion'));
    expect(found).toMatchObject({ relation: 'is', name: 'adam', hyperparameters: { beta1: 0.9 } });
    expect(found.evidence).toMatchObject({ histories: 8 });
    expect(found.evidence?.agreeing).toBe(found.evidence?.steps);
    expect(found.differs).toMatch(/^differs from lion at step \d of /);
  });

  it('finds constants that a rule does not declare', async () => {
    const found = amongFew(constants);
    expect(found).toMatchObject({
      relation: 'is',
      name: 'adam',
      hyperparameters: { beta1: 0.8, beta2: 0.99, epsilon: 1e-7 },
    });
    expect(found.sentence).toContain('adam (β₁ = 0.8, β₂ = 0.99, ε = 1e-7)');
  });

  it('finds six digits of constants that are no short numbers, and an interval of what the histories do not tell', async () => {
    const averaged = (beta: number, along: (x: number) => number): DeclaredRule => ({
      name: 'x',
      init: (theta) => new Float64Array(theta.length),
      update({ gradient, stepSize }: RuleContext, mean: Vector) {
        const next = mean.map((m, i) => beta * m + (1 - beta) * gradient[i]!);
        return { delta: next.map((m) => -stepSize * along(m)), state: next };
      },
    });
    const known = everything.filter(({ rule }) => ['signum', 'heavy-ball'].includes(rule.name));
    const signs = identifyAmong({ known, families, leastSquares }, completeRule(averaged(0.85, Math.sign)), [
      'x',
    ]);
    expect(signs).toMatchObject({ relation: 'is', name: 'signum' });
    const [[from, to] = []] = Object.values(signs.intervals ?? {});
    expect(from).toBeLessThanOrEqual(0.85);
    expect(to).toBeGreaterThanOrEqual(0.85);
    expect(signs.sentence).toMatch(/ in \[0\.8\d*, 0\.\d+\]\)$/);
    const heavy: DeclaredRule = {
      ...averaged(0, (m) => m),
      update({ gradient, stepSize }: RuleContext, last: Vector) {
        const delta = last.map((v, i) => v / Math.PI - stepSize * gradient[i]!);
        return { delta, state: delta };
      },
    };
    const found = identifyAmong({ known, families, leastSquares }, completeRule(heavy), ['x']);
    expect(found.sentence).toBe('is heavy-ball (momentum = 0.31831)');
    expect(Math.abs(found.hyperparameters!.momentum! * Math.PI - 1)).toBeLessThan(1e-8);
  });

  it('finds the product of a rate and the step size, of which nothing tells them apart, and a rate in place of it', () => {
    const ownRate = (rate: (stepSize: number) => number): DeclaredRule => ({
      ...constants,
      update(context: RuleContext, state: ReturnType<typeof constants.init>) {
        return constants.update({ ...context, stepSize: rate(context.stepSize) }, state);
      },
    });
    const product = amongFew(ownRate((stepSize) => 0.003 * stepSize));
    expect(product).toMatchObject({ relation: 'is', name: 'adam', hyperparameters: { lr: 0.003 } });
    expect(product.sentence).toBe('is adam (β₁ = 0.8, β₂ = 0.99, ε = 1e-7), with 0.003·η in place of η');
    const called = amongFew(
      ownRate(() => 0.25),
      ['my-adam'],
    );
    expect(called.sentence).toBe(
      'is adam (β₁ = 0.8, β₂ = 0.99, ε = 1e-7), with a step size of its own, 0.25, whatever η is',
    );
    expect(called.differs).toBeUndefined();
  });

  it('fits the constants of published variants, too', () => {
    const bert: DeclaredRule = {
      ...constants,
      update({ gradient, stepSize }: RuleContext, { t, m, v }: ReturnType<typeof constants.init>) {
        const mean = m.map((x, i) => 0.9 * x + 0.1 * gradient[i]!);
        const square = v.map((x, i) => 0.999 * x + 0.001 * gradient[i]! ** 2);
        const delta = mean.map((x, i) => (-stepSize * x) / (Math.sqrt(square[i]!) + 1e-6));
        return { delta, state: { t, m: mean, v: square } };
      },
    };
    expect(amongFew(bert).sentence).toMatch(
      /^is Adam without bias correction \(BERT.*\) \(β₁ = 0\.9, β₂ = 0\.999, ε = 0\.000001\); a fault if adam is meant$/,
    );
  });

  it('asks fewer histories of a slow rule, and gives signs of life', async () => {
    let [signs, time] = [0, 0];
    const found = identifyAmong(
      {
        known: everything.slice(0, 3),
        families,
        leastSquares,
        alive: () => signs++,
        elapsed: () => (time += 2500),
      },
      completeRule({ ...gradientDescent, name: 'x' }),
      ['x'],
    );
    expect(found.evidence?.histories ?? 2).toBe(2);
    expect(signs).toBeGreaterThan(2);
  });

  it('calls a published variant by its name, and a fault only where another is meant', async () => {
    const found = amongFew(uncorrected('my adam'));
    expect(found.relation).toBe('is');
    expect(found.sentence).toMatch(/^is Adam without bias correction \(BERT.*; a fault if adam is meant$/);
    expect(found.differs).toMatch(/^differs from adam /);
  });

  it('accuses a rule of a known fault only where it is called what was meant', async () => {
    const ascent = { update: ({ gradient, stepSize }: RuleContext) => gradient.map((d) => stepSize * d) };
    expect(amongFew({ ...ascent, name: 'climber' })).toMatchObject({
      relation: 'is',
      name: 'ascent',
    });
    const called = amongFew({ ...ascent, name: 'x' }, ['x', 'my-gradient_descent']);
    expect(called.relation).toBe('known-fault');
    expect(called.sentence).toMatch(/^is a known fault of gradient-descent: ascent/);
  });

  it('says how a rule is like one that it is not', async () => {
    const wrapped = (change: (delta: Vector, step: number) => Vector): DeclaredRule => ({
      name: 'x',
      init: (theta) => adam.init(theta),
      update(context: RuleContext, state: ReturnType<typeof adam.init>) {
        const { delta, state: next } = adam.update({ ...context, hyperparameters: adamDefaults }, state);
        return { delta: change(delta, context.step), state: next };
      },
    });
    const adamDefaults = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
    const sentences = [
      wrapped((delta) => delta.map((d) => 3 * d)),
      wrapped((delta, step) => delta.map((d) => (step + 2) * d)),
      wrapped((delta) => delta.map((d, i) => (i === 4 ? 1.5 * d : d))),
      wrapped((delta, step) => delta.map((d, i) => (step < 5 ? d : (i + 2) * d))),
    ].map((rule) => amongFew(rule).sentence);
    expect(sentences).toEqual([
      'is adam (β₁ = 0.9, β₂ = 0.999, ε = 1e-8), with 3·η in place of η',
      'resembles adam: the same but for a factor at each step, 2, 3, 4, …',
      'resembles adam: the same but for the coordinates 4 of 6',
      'resembles adam: the same on the first 5 steps',
    ]);
  });

  it('compares rules that read their loss on losses', async () => {
    const found = amongFew(named(lbfgs, 'x'));
    expect(found).toMatchObject({ relation: 'is', name: 'lbfgs' });
    const logging = {
      ...gradientDescent,
      name: 'x',
      update: ({ gradient, stepSize, loss, theta }: RuleContext) =>
        gradient.map((d) => (loss.value(theta) === 0.123 ? 0 : -stepSize * d)),
    };
    expect(amongFew(logging)).toMatchObject({ relation: 'is', name: 'gradient-descent' });
  });

  it('knows nothing of rules that never move, fail at once, or are of no kind', async () => {
    const update = {
      still: ({ theta }: RuleContext) => new Float64Array(theta.length),
      thrown: (): Vector => {
        throw new Error('no');
      },
      lost: ({ gradient, step }: RuleContext) => gradient.map(() => (step === 0 ? 0 : Number.NaN)),
      own: ({ theta, gradient, stepSize, step }: RuleContext) =>
        gradient.map((d, i) => -stepSize * Math.atan(d * (i + 1)) * (1 + Math.sin(step + theta[i]!) / 2)),
    };
    const found = Object.values(update).map((u) => amongFew({ name: 'x', update: u }));
    expect(found.map(({ relation, sentence }) => [relation, sentence])).toEqual([
      ['none', 'never moves'],
      ['none', 'returns no finite Δθ that could be compared'],
      ['none', 'returns no finite Δθ that could be compared'],
      ['none', 'is none of the rules that this version knows'],
    ]);
  });
});

it('identifyAmong(known, rule) fits nothing to a rule that reads its loss and stops at once', () => {
  const found = amongFew({
    name: 'x',
    update: ({ loss, theta }: RuleContext): Vector => {
      throw new Error(`stops at ${loss.value(theta)}`);
    },
  });
  expect(found.relation).toBe('none');
});
