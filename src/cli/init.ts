import { existsSync } from 'node:fs';
import { errorText } from '../fuzz/errorText.ts';
import { shown } from '../fuzz/unusable.ts';
import { writeAtomically } from './atomicFile.ts';
import { exitCodes } from './exitCode.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

const rule = `// A learning rule for natgrad-check: heavy ball, as a start.
// Run it with:  npx natgrad-check fuzz ./FILE
export default {
  name: 'my rule',

  // Optional: the state that goes from step to step. It is yours, of any shape.
  init: (theta) => ({ velocity: new Float64Array(theta.length) }),

  // Returns the displacement that is ADDED to theta (not the new parameters), alone or with the next state.
  // Also in the context: theta, step, time, random(), hyperparameters, loss. Do not change the arrays.
  update({ gradient, stepSize, hyperparameters }, { velocity }) {
    const next = velocity.map((v, i) => hyperparameters.momentum * v - stepSize * gradient[i]);
    return { delta: next, state: { velocity: next } };
  },

  // Optional: fuzzed too; each has to make a difference.
  hyperparameters: { momentum: { default: 0.9, min: 0, max: 0.95 } },

  // Optional: what the rule promises. Left out, every small enough step has to descend ('small-step').
  // Momentum oscillates: the greatest loss over the next 40 steps stays below that over the last 40.
  contract: {
    effective: { envelope: 40 },
    maxStepSize: (loss) => 0.2 / loss.smoothness,
    losses: (facts) => facts.convex && facts.smooth && !facts.stochastic && !facts.timeVarying,
  },

  // Optional: laws that it claims; the others are measured. See "natgrad-check list checks".
  traits: ['odd', 'permutation-equivariant'],
};
`;

/** Writes a commented rule that passes. @throws UsageError where the file exists or has another ending */
export const init = (file: string, terminal: Terminal): number => {
  if (!/\.[cm]?[jt]s$/.test(file))
    throw new UsageError(`${shown(file)}: must end in .ts or .js, such as my-rule.ts`);
  if (existsSync(file)) throw new UsageError(`${shown(file)}: exists already; name a new file`);
  try {
    writeAtomically(file, rule.replace('FILE', file.replace(/^\.\//, '')));
  } catch (error) {
    throw new UsageError(`${shown(file)}: cannot be written (${errorText(error)})`);
  }
  terminal.out(`${shown(file)} written. Next: npx natgrad-check fuzz ${shown(file)}\n`);
  return exitCodes.verified;
};
