import { describe, expect, it } from 'vitest';
import { isMeantAsRule, nameRule, readRule, ruleFault } from './ruleShape.ts';

describe('ruleFault(value)', () => {
  const update = () => [];
  const cases: readonly (readonly [value: unknown, says: RegExp])[] = [
    [{ update, init: 3 }, /"init" that is a number/],
    [{ update, name: 3 }, /"name" that is a number/],
    [{ update, domain: 'negative' }, /domain = "negative"; it must be "all" or "positive"/],
    [
      { update, precision: 16 },
      /precision = 16; it must be "float64" or "float32" or "bfloat16" or "float16"/,
    ],
    [{ update, precision: 'bfloat16', arithmetic: 'double' }, /arithmetic = "double"/],
    [{ update, roundings: 0 }, /roundings = 0; it must be how often an update rounds θ/],
    [{ update, roundings: '4' }, /roundings = 4;/],
    [{ update, stepSize: 'mine' }, /stepSize = "mine"/],
    [{ update, traits: 'odd' }, /"traits" that are not a list/],
    [{ update, hyperparameters: 3 }, /"hyperparameters" that are a number/],
    [
      { update, hyperparameters: { b: { default: 2, min: 0, max: 1 } } },
      /hyperparameter "b" without finite min ≤ default ≤ max/,
    ],
    [{ update, hyperparameters: { b: 0.9 } }, /hyperparameter "b"/],
    [
      { update, hyperparameters: { b: { default: 1, min: 1, max: 1, unit: 'metre' } } },
      /"b" with unit = "metre"; it must be "gradient" or "squared gradient"/,
    ],
    [{ update, contract: 'every-step' }, /"contract" that is a string/],
    [{ update, contract: { objective: 3 } }, /contract.objective that is a number/],
    [{ update, contract: { minCosine: 2 } }, /minCosine = 2/],
    [{ update, contract: { losses: 3 } }, /contract.losses/],
    [{ update, contract: { effective: 'always' } }, /promises "always"/],
    [{ update, contract: { effective: { share: 2 } } }, /promises/],
    [{ update, contrat: {} }, /field "contrat"; did you mean "contract"\?/],
    [{ update, Precision: 'float32' }, /field "Precision"; did you mean "precision"\?/],
    [
      { update, contract: { efective: 'every-step' } },
      /field "contract.efective"; did you mean "contract.effective"\?/,
    ],
    [[], /has no "update"/],
    [{ update: [] }, /"update" that is an array/],
    [{ update: {} }, /"update" that is an object/],
    [{ update: 3 }, /"update" that is a number/],
  ];
  it.each(cases)('names what is wrong with %j', (value, says) => {
    expect(ruleFault(value)).toMatch(says);
  });

  it('finds nothing wrong with a full rule', () => {
    const rule = {
      name: 'full',
      init: () => 0,
      update,
      contract: { effective: { share: 0.5 }, losses: ['quadratic'], minCosine: 0.1, maxStepSize: () => 1 },
      traits: ['odd'],
      domain: 'positive',
      precision: 'float16',
      arithmetic: 'float64',
      roundings: 4,
      stepSize: 'internal',
      hyperparameters: { b: { default: 0.5, min: 0, max: 1, unit: 'squared gradient' } },
    };
    expect(ruleFault(rule)).toBeUndefined();
    expect(
      ruleFault({ update, contract: { effective: { envelope: 3 }, losses: () => true } }),
    ).toBeUndefined();
  });
});

describe('nameRule(exported, fallback)', () => {
  it('keeps the name of a rule and falls back on the file', () => {
    expect(nameRule(() => [], 'file').name).toBe('file');
    expect(nameRule({ update: () => [] }, 'file').name).toBe('file');
    expect(nameRule({ name: 'own', update: () => [] }, 'file').name).toBe('own');
  });
});

/** Reads a value that is a rule. */
const read = (exported: unknown) => {
  const found = readRule(exported);
  if ('fault' in found) throw new Error(found.fault);
  if (typeof found.rule === 'function') throw new Error('a function');
  return found.rule;
};

const fail = (reason: unknown): never => {
  throw reason;
};

describe('readRule(exported)', () => {
  it('reads each field once: what was looked at is what is used', () => {
    const counts: Record<string, number> = {};
    const counted = <Fields extends object>(fields: Fields): Fields =>
      new Proxy(fields, {
        get: (target, key) => {
          const name = String(key);
          counts[name] = (counts[name] ?? 0) + 1;
          return counts[name] > 1 ? fail('asked twice') : Reflect.get(target, key);
        },
      });
    const rule = read(
      counted({
        name: 'counted',
        update: () => [],
        init: () => 0,
        traits: ['odd'],
        domain: 'all',
        contract: counted({ effective: 'every-step', maxStepSize: () => 1, minCosine: 0 }),
        hyperparameters: { b: counted({ default: 1, min: 0, max: 2 }) },
      }),
    );
    expect(nameRule(rule, 'file')).toMatchObject({ name: 'counted', traits: ['odd'], domain: 'all' });
    expect(nameRule(rule, 'file').contract).toMatchObject({ effective: 'every-step', minCosine: 0 });
    expect(rule.hyperparameters).toEqual({ b: { default: 1, min: 0, max: 2 } });
  });

  it('keeps what was exported where the object changes later, and the this of its functions', () => {
    class Descent {
      rate = 2;
      traits = ['odd'];
      contract = { losses: ['quadratic'], effective: { window: 3 } };
      init() {
        return this.rate;
      }
      update() {
        return [this.rate];
      }
    }
    const exported = new Descent();
    const rule = read(exported);
    exported.traits.push('even');
    exported.contract.losses.push('none');
    exported.contract.effective.window = -1;
    Object.assign(exported, { update: 3, init: 3 });
    expect(rule.traits).toEqual(['odd']);
    expect(rule.contract).toEqual({ losses: ['quadratic'], effective: { window: 3 } });
    expect(Reflect.apply(rule.update, undefined, [])).toEqual([2]);
    expect(rule.init && Reflect.apply(rule.init, undefined, [])).toBe(2);
  });

  const update = () => [];
  const hostile: readonly (readonly [what: string, exported: unknown, says: RegExp])[] = [
    [
      'a getter that throws',
      {
        update,
        get name() {
          return fail('no');
        },
      },
      /throws "no" where its fields are read/,
    ],
    [
      'a getter that throws nothing readable',
      {
        get update() {
          return fail(Object.create(null));
        },
      },
      /without a text/,
    ],
    ['a proxy that throws', new Proxy({}, { ownKeys: () => fail('keys') }), /throws "keys"/],
    [
      'a contract that throws',
      { update, contract: new Proxy({}, { has: () => fail('has') }) },
      /throws "has"/,
    ],
    ['a source that is no text', { update, source: {} }, /"source" that is an object/],
    ['a name without an end', { update, name: Symbol('n') }, /"name" that is a symbol/],
    ['a big integer', { update, domain: 1n }, /domain = 1;/],
    [
      'an object without a text',
      { update, contract: { minCosine: Object.create(null) } },
      /minCosine = \{\}/,
    ],
    ['far too many traits', { update, traits: new Array(2 ** 32 - 1) }, /"traits" that are not a list/],
    ['holes among traits', { update, traits: new Array(3) }, /"traits" that are not a list/],
    ['a promise of a big integer', { update, contract: { effective: { window: 1n } } }, /promises/],
    ['a promise in a circle', { update, contract: { effective: circle() } }, /promises/],
    ['a promise', Promise.resolve({ update }), /is a promise/],
  ];
  it.each(hostile)('says in words what is wrong with %s', (_, exported, says) => {
    const found = readRule(exported);
    expect('fault' in found ? found.fault : '').toMatch(says);
  });

  it('takes a hyperparameter of any name for what it is', () => {
    const hyperparameters = JSON.parse('{ "__proto__": { "default": 1, "min": 0, "max": 2 } }');
    expect(Object.keys(read({ update, hyperparameters }).hyperparameters ?? {})).toEqual(['__proto__']);
  });
});

function circle(): object {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  return circle;
}

it('isMeantAsRule(exported) says yes of what cannot be asked', () => {
  expect(isMeantAsRule(new Proxy({}, { has: () => fail('has') }))).toBe(true);
});
