import { describe, expect, it } from 'vitest';
import { loadEveryFamily } from '../catalog/losses.ts';
import { loadRules } from '../catalog/rules.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { HuntProblem, HuntState } from '../types/hunt.ts';
import type { LearningRule, NamedRule, RuleContext } from '../types/rule.ts';
import { answerHunt } from './answer.ts';
import { pieceCount } from './describe.ts';
import { exactWorstCase } from './exact.ts';
import { type HuntOptions, huntProblem, refuseUnfitRule } from './problem.ts';

const families = new Map((await loadEveryFamily()).map((family) => [family.name, family]));
const rules = await loadRules();

const named = (name: string, hyperparameters: Readonly<Record<string, number>> = {}): NamedRule => {
  const rule = rules.find((known) => known.name === name)!;
  const stated = Object.entries(rule.hyperparameters).map(([key, range]) => [
    key,
    { ...range, default: hyperparameters[key] ?? range.default },
  ]);
  return { ...rule, hyperparameters: Object.fromEntries(stated) };
};
const own = (update: LearningRule['update'], more: Partial<LearningRule> = {}): NamedRule =>
  completeRule({ name: 'mine', update, ...more });

const usual: HuntOptions = { goal: 'rate', smoothness: 1, radius: 1, stepSize: 1, seed: 1 };
const problem = (options: Partial<HuntOptions>, window = 1): HuntProblem =>
  huntProblem({ ...usual, ...options }, window);

const hunt = (
  rule: NamedRule,
  options: Partial<HuntOptions>,
  { total = 600, task = 'search' }: { readonly total?: number; readonly task?: 'search' | 'random' } = {},
): HuntState =>
  answerHunt({ problem: problem(options), total, evaluations: total, task }, { rule, families, watchers: 0 });

const again = (rule: NamedRule, task: 'simplify' | 'measure', state: HuntState, of: HuntProblem): HuntState =>
  answerHunt({ problem: of, total: 600, evaluations: 0, task, state }, { rule, families, watchers: 0 });

/** θ′ = θ − η∇L(θ′), by bisection in one dimension: L′ + (θ′ − θ)/η increases. */
const proximalPoint = own(({ theta, stepSize, loss }) => {
  let [low, high] = [-4, 4];
  for (let k = 0; k < 200; k++) {
    const middle = (low + high) / 2;
    const slope = loss.gradient(Float64Array.of(middle))[0]! + (middle - theta[0]!) / stepSize;
    if (slope > 0) high = middle;
    else low = middle;
  }
  return { theta: [(low + high) / 2] };
});

describe('a hunt for a slow rate', () => {
  it.each([
    ['convex', 1, 1],
    ['convex', 3, 1],
    ['convex', 5, 1.9],
    ['strongly-convex', 5, 1],
    ['quadratic', 4, 1.5],
    ['smooth', 1, 1],
  ] as const)(
    'finds the exact worst case of gradient descent, %s, N = %i, ηβ = %f',
    (kind, steps, stepSize) => {
      const options = { class: kind, steps, stepSize };
      const { best } = hunt(named('gradient-descent'), options, { total: kind === 'smooth' ? 3000 : 900 });
      const exact = exactWorstCase('gradient descent', problem(options))!;
      expect(best!.value / exact.value).toBeGreaterThan(0.99);
      expect(best!.value / exact.value).toBeLessThan(1 + 1e-9);
    },
  );

  it.each([1, 1.9])(
    'is within a hundredth of the exact worst case of gradient descent for N = 1 … 10, ηβ = %f',
    (stepSize) => {
      for (let steps = 1; steps <= 10; steps++) {
        const exact = exactWorstCase('gradient descent', problem({ steps, stepSize }))!;
        const { best } = hunt(named('gradient-descent'), { steps, stepSize }, { total: 1000 });
        expect(best!.value / exact.value).toBeGreaterThan(0.99);
        expect(best!.value / exact.value).toBeLessThan(1 + 1e-9);
      }
    },
  );

  it('finds the exact worst case of the proximal point method, which it knows by its steps', () => {
    const options = { class: 'strongly-convex', steps: 3, strongConvexity: 0.1 } as const;
    const state = hunt(proximalPoint, options, { total: 300 });
    const { shown, best } = again(proximalPoint, 'measure', state, problem(options));
    expect(shown).toMatchObject({ method: 'proximal point' });
    expect(best!.value).toBeCloseTo(exactWorstCase('proximal point', problem(options))!.value, 9);
    const convex = exactWorstCase('proximal point', problem({ steps: 3 }))!;
    expect(hunt(proximalPoint, { steps: 3 }).best!.value).toBeLessThan(convex.value);
    expect(exactWorstCase('proximal point', problem({ class: 'smooth' }))).toBeUndefined();
  });

  it('claims no worst case that nobody has shown', () => {
    expect(exactWorstCase('gradient descent', problem({ stepSize: 2 }))).toBeUndefined();
    expect(exactWorstCase('gradient descent', problem({ class: 'smooth', stepSize: 1.5 }))).toBeUndefined();
    expect(exactWorstCase('gradient descent', problem({ goal: 'rise' }))).toBeUndefined();
  });

  it('is made as simple as it gets: two pieces', () => {
    const rule = named('gradient-descent');
    const state = hunt(rule, { steps: 3 }, { total: 900 });
    const { best } = again(rule, 'simplify', state, problem({ steps: 3 }));
    expect(pieceCount(best!)).toBe(2);
    expect(best!.value).toBeGreaterThanOrEqual(0.99 * state.best!.value);
    const { shown } = again(rule, 'measure', { ...state, best }, problem({ steps: 3 }));
    expect(shown!.method).toBe('gradient descent');
    expect(shown!.curve.map(([n]) => n)).toEqual([1, 2, 3]);
  });

  it('ends where a run diverges, and where the code of the rule is at fault', () => {
    expect(hunt(named('gradient-descent'), { stepSize: 1e6, steps: 100 }).best).toMatchObject({
      value: Number.POSITIVE_INFINITY,
    });
    const broken = own(() => {
      throw new Error('not today');
    });
    expect(hunt(broken, {})).toMatchObject({ best: null, done: true, fault: 'Error: not today' });
    expect(again(broken, 'measure', hunt(named('lion'), {}), problem({}))).toMatchObject({ best: null });
    expect(again(broken, 'simplify', hunt(broken, {}), problem({})).best).toBeNull();
  });

  it('goes on from a state as if it had never been interrupted, and by its seed', () => {
    const rule = named('adam');
    const whole = hunt(rule, { steps: 5 }, { total: 200 });
    let state: HuntState | undefined;
    for (const evaluations of [1, 60, 100, 200]) {
      const given = state && { state };
      state = answerHunt(
        { problem: problem({ steps: 5 }), total: 200, evaluations, task: 'search', ...given },
        { rule, families, watchers: 0 },
      );
    }
    expect(state).toEqual(whole);
    expect(hunt(rule, { steps: 5, seed: 2 }, { total: 200 }).best).not.toEqual(whole.best);
  });
});

describe('a hunt for a cycle', () => {
  const heavyBall = { goal: 'cycle', class: 'strongly-convex', stepSize: 25 / 9, steps: 400 } as const;

  it('finds that of heavy ball with Polyak’s parameters, proved and of at most three pieces', () => {
    const rule = named('heavy-ball', { momentum: 4 / 9 });
    const state = hunt(rule, heavyBall, { total: 3000 });
    expect(state.best).toMatchObject({ cycle: 'proved' });
    const { best } = again(rule, 'simplify', state, problem(heavyBall));
    expect(best).toMatchObject({ cycle: 'proved' });
    expect(pieceCount(best!)).toBeLessThanOrEqual(3);
  });

  it('proves none where the rule reads the step, keeps what cannot be read, or is somewhere else', () => {
    const signs = ({ gradient, stepSize }: RuleContext): Float64Array =>
      gradient.map((d) => -stepSize * Math.sign(d) * 0.3);
    const options = { goal: 'cycle', steps: 200, class: 'strongly-convex' } as const;
    const counted = own((context) => (context.step < 0 ? [] : signs(context)));
    const timed = own((context) => (context.time < 0 ? [] : signs(context)));
    const secret = own((context) => ({ delta: signs(context), state: new Map() }), {
      init: () => new Map(),
    });
    const drawing = own((context) => (context.random() < 0 ? [] : signs(context)));
    const remote = {
      ...own(signs),
      capabilities: { copy: false, memory: false, random: false, seeded: false, eval: false, globals: false },
    };
    for (const rule of [counted, timed, secret, drawing, remote]) {
      expect(hunt(rule, options, { total: 4 }).best).toMatchObject({ cycle: 'seen', period: 2 });
    }
    const listed = own((context) => ({ delta: signs(context), state: { last: [1, null] } }), {
      init: () => ({ last: [1, null] }),
    });
    expect(hunt(listed, options, { total: 4 }).best).toMatchObject({ cycle: 'proved', period: 2 });
  });

  it('finds none of a rule that settles or diverges, and says what its code did', () => {
    expect(
      hunt(named('gradient-descent'), { goal: 'cycle', steps: 300 }, { total: 40 }).best,
    ).not.toHaveProperty('cycle');
    expect(
      hunt(named('gradient-descent'), { goal: 'cycle', stepSize: 90, class: 'quadratic' }, { total: 9 }).best,
    ).toBeNull();
    const late = own((context) => {
      if (context.step > 150) throw new Error('late');
      return context.gradient.map((d) => -0.3 * Math.sign(d));
    });
    expect(hunt(late, { goal: 'cycle' }, { total: 3 }).fault).toBe('Error: late');
    const early = own(() => {
      throw new Error('early');
    });
    expect(hunt(early, { goal: 'cycle' }, { total: 3 }).fault).toBe('Error: early');
    const drifting = own((context) => [context.step < 130 ? 0.01 * (context.step % 2) : context.step ** 60]);
    expect(hunt(drifting, { goal: 'cycle', class: 'quadratic' }, { total: 3 }).best).toBeNull();
  });
});

describe('a hunt for', () => {
  it('a rise finds that of heavy ball, over the window that is promised', () => {
    expect(hunt(named('heavy-ball'), { goal: 'rise' }).best!.value).toBeGreaterThan(0.5);
    expect(hunt(named('gradient-descent'), { goal: 'rise' }, { total: 99 }).best!.value).toBeLessThanOrEqual(
      0,
    );
  });

  it('an angle finds 180° of momentum in the plane, and less than 90° of gradient descent', () => {
    expect(hunt(named('heavy-ball'), { goal: 'angle' }).best!.value).toBeGreaterThan(170);
    expect(hunt(named('gradient-descent'), { goal: 'angle' }, { total: 50 }).best!.value).toBeLessThan(1);
    expect(
      hunt(
        own(() => [0, 0]),
        { goal: 'angle' },
        { total: 20 },
      ).best,
    ).toBeNull();
  });

  it('steps that no one metric explains finds few of Adam and none of gradient descent', () => {
    expect(
      hunt(named('adam'), { goal: 'metric', stepSize: 0.1 }, { total: 30 }).best!.value,
    ).toBeGreaterThanOrEqual(-3);
    expect(
      hunt(named('gradient-descent'), { goal: 'metric', class: 'smooth', dimension: 3 }, { total: 20 }).best,
    ).toBeNull();
  });

  it('what does not settle finds sign descent a step away, and what diverges', () => {
    const options = { goal: 'unsettled', steps: 50, stepSize: 0.1 } as const;
    expect(hunt(named('sign-descent'), options).best!.value).toBeGreaterThan(0.9);
    expect(hunt(named('gradient-descent'), { ...options, stepSize: 1e9 }, { total: 9 }).best!.value).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(
      hunt(named('gradient-descent'), { goal: 'rise', stepSize: 1e9, steps: 90 }, { total: 9 }).best!.value,
    ).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('huntProblem(options, window)', () => {
  it.each<[Partial<HuntOptions>, number, string]>([
    [{ class: 'strongly-convex', strongConvexity: 2 }, 1, 'got μ = 2 > β = 1'],
    [{ strongConvexity: 0.1 }, 1, 'functions of the class convex have none'],
    [{ goal: 'unsettled', class: 'smooth' }, 1, 'needs a class whose functions have one minimum'],
    [{ goal: 'rise', steps: 4 }, 5, '--steps: must be at least 5'],
    [{ radius: 1e200 }, 1, '--radius: must be from 1e-30 to 1e+30, got 1e+200'],
    [{ smoothness: 1e-320 }, 1, '--smoothness: must be from'],
    [{ stepSize: 1e308 }, 1, '--step-size: must be from'],
  ])('refuses %j over %i steps', (options, window, says) => {
    expect(() => problem(options, window)).toThrow(says);
  });

  it('refuses a rule whose precision does not resolve the class, or that keeps θ positive', () => {
    const coarse = own(({ gradient }) => gradient, { precision: 'bfloat16' });
    expect(() => refuseUnfitRule(coarse, problem({ steps: 200 }))).toThrow(
      'which do not resolve steps of 1/(2N + 1/ηβ)',
    );
    expect(() => refuseUnfitRule(coarse, problem({ class: 'quadratic', strongConvexity: 1e-3 }))).toThrow(
      'which do not resolve η·μ = 0.001',
    );
    expect(() => refuseUnfitRule(named('mirror-descent'), problem({}))).toThrow('keeps θ positive');
    expect(() => refuseUnfitRule(named('adam'), problem({}))).not.toThrow();
  });
});

/** Medians over seeds of what evolution finds and what random draws find, with equally many evaluations. */
it.each([
  ['rate', 'gradient-descent', {}, 300, true],
  ['rise', 'heavy-ball', { class: 'strongly-convex' }, 100, true],
  ['unsettled', 'heavy-ball', { stepSize: 1.5, steps: 60, class: 'strongly-convex' }, 200, true],
  ['angle', 'preconditioned-descent', {}, 150, true],
  ['metric', 'adam', { stepSize: 0.1 }, 30, false],
] as const)(
  'the search is no worse than random draws for %s of %s',
  (goal, name, options, total, isBetter) => {
    const values = (task: 'search' | 'random'): number => {
      const found = Array.from(
        { length: 5 },
        (_, seed) => hunt(named(name), { goal, ...options, seed }, { total, task }).best!.score,
      );
      return found.toSorted((a, b) => a - b)[3]!;
    };
    const [searched, drawn] = [values('search'), values('random')];
    if (isBetter) expect(searched).toBeGreaterThan(drawn);
    else expect(searched).toBeGreaterThanOrEqual(drawn);
  },
);

it('a polygon is made simpler too, and keeps what it is worth', () => {
  const inThePlane = {
    goal: 'rise',
    class: 'strongly-convex',
    strongConvexity: 0.04,
    dimension: 2,
    steps: 10,
    seed: 2,
  } as const;
  const rule = named('heavy-ball');
  const state = hunt(rule, inThePlane, { total: 150 });
  const { vertices } = state.best!.genome;
  expect(vertices.length).toBeGreaterThan(3);
  const { best } = again(rule, 'simplify', state, problem(inThePlane));
  expect(best!.value).toBeGreaterThanOrEqual(0.99 * state.best!.value);
  expect(best!.genome.vertices.length).toBeLessThanOrEqual(vertices.length);
  const digits = (genome: typeof best): number => JSON.stringify(genome?.genome.vertices).length;
  expect(digits(best)).toBeLessThan(digits(state.best));
});
