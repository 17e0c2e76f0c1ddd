import { loadRules } from '../../src/catalog/rules.ts';
import hyperparametersMatter from '../../src/checks/laws/hyperparametersMatter.ts';
import adam from '../../src/rules/adam.ts';
import heavyBall from '../../src/rules/heavyBall.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-hyperparameters',
  claim: 'The check of hyperparameters refutes no built-in rule, however small the effect.',
  source: 'What moves nothing is not read',
  check: hyperparametersMatter,
  spared: (await loadRules()).filter((rule) => hyperparametersMatter.applies(rule)),
  refuted: [
    { ...plain, name: 'never read', hyperparameters: { decay: { default: 0.1, min: 0, max: 1 } } },
    {
      ...adam,
      name: 'adam with a fixed epsilon',
      update: (context, state: Parameters<typeof adam.update>[1]) => {
        const hyperparameters = { ...context.hyperparameters, epsilon: 1e-8 };
        return adam.update({ ...context, hyperparameters }, state);
      },
    },
    {
      ...heavyBall,
      name: 'heavy ball with its momentum where 0 is asked for',
      update: (context, state: Float64Array) => {
        const momentum = context.hyperparameters.momentum || 0.9;
        return heavyBall.update({ ...context, hyperparameters: { momentum } }, state);
      },
    },
  ],
});
