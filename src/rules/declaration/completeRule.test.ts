import { describe, expect, it } from 'vitest';
import type { DeclaredRule, Hyperparameter } from '../../types/rule.ts';
import { completeRule } from './completeRule.ts';

const bare: DeclaredRule = { name: 'bare', update: ({ gradient }) => gradient };

describe('completeRule(rule)', () => {
  it('fills in what a rule leaves open', () => {
    expect(completeRule(bare)).toEqual({
      ...bare,
      contract: { effective: 'small-step' },
      traits: [],
      domain: 'all',
      precision: 'float64',
      arithmetic: 'float64',
      roundings: 1,
      stepSize: 'used',
      shapes: 'vector',
      hyperparameters: {},
    });
  });

  it('takes single precision for the arithmetic of what is stored in half of it', () => {
    const arithmetics = (['float32', 'bfloat16', 'float16'] as const).map(
      (precision) => completeRule({ ...bare, precision }).arithmetic,
    );
    expect(arithmetics).toEqual(['float32', 'float32', 'float32']);
  });

  it('keeps what a rule says, and changes nothing the second time', () => {
    const beta: Hyperparameter = { default: 1, min: 0, max: 2 };
    const said = {
      ...bare,
      contract: { effective: { window: 3 }, losses: ['l1'], minCosine: 0 },
      traits: ['odd'],
      domain: 'positive',
      precision: 'float32',
      arithmetic: 'float64',
      roundings: 2,
      stepSize: 'internal',
      shapes: 'matrix',
      hyperparameters: { beta },
    } satisfies DeclaredRule;
    expect(completeRule(said)).toEqual(said);
    expect(completeRule(completeRule(bare))).toEqual(completeRule(bare));
  });

  it('promises small-step of a rule that chooses its own step size, too, unless it promises something', () => {
    const internal: DeclaredRule = { ...bare, stepSize: 'internal' };
    expect(completeRule(internal).contract.effective).toBe('small-step');
    expect(completeRule({ ...internal, contract: { minCosine: 0.5 } }).contract).toEqual({
      effective: 'small-step',
      minCosine: 0.5,
    });
    expect(completeRule({ ...internal, contract: { effective: 'measured' } }).contract.effective).toBe(
      'measured',
    );
  });

  it('lets the functions of a contract keep their this', () => {
    class Bounded {
      readonly #most = 1 / 8;
      maxStepSize(): number {
        return this.#most;
      }
    }
    const { contract } = completeRule({ ...bare, contract: new Bounded() });
    expect(contract.maxStepSize?.(JSON.parse('{}'))).toBe(1 / 8);
  });
});
