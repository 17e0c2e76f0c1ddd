import { existsSync } from 'node:fs';
import { errorText, quotedPath, UsageError } from '../../errors.ts';
import { writeAtomically } from '../folder/files.ts';
import { exitCodes } from '../terminal/exit.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** In TypeScript with types, which are gone when it runs: it needs nothing to be installed. */
const ruleText = (typed: boolean): string => `// A learning rule for natgrad-check: heavy ball, as a start.
// Run it with:  npx natgrad-check fuzz ./FILE
${typed ? "import type { LearningRule } from 'natgrad-check';\n" : ''}
export default {
  name: 'my rule',

  // Optional: the state that goes from step to step. It is yours, of any shape.
  init: (theta) => ({ velocity: new Float64Array(theta.length) }),

  // Returns the displacement that is ADDED to theta, alone or with the next state. New parameters go into
  // { theta, state } instead; say then what they are stored in: precision: 'float32', 'bfloat16' or 'float16'.
  // Also in the context: theta, step, time, random(), hyperparameters, loss, parameters (shapes). Do not change the arrays.
  update({ gradient, stepSize, hyperparameters }, { velocity }) {
    const { momentum${typed ? ' = 0' : ''} } = hyperparameters;
    const next = velocity.map((v, i) => momentum * v - stepSize * gradient[i]${typed ? '!' : ''});
    return { delta: next, state: { velocity: next } };
  },

  // Optional: fuzzed too; each has to make a difference.
  hyperparameters: { momentum: { default: 0.9, min: 0, max: 0.95 } },

  // Optional: what the rule promises. Left out, every small enough step has to descend ('small-step').
  // Momentum oscillates: the greatest loss over the next 40 steps stays below that over the last 40.
  contract: {
    effective: { envelope: 40 },
    maxStepSize: (loss) => 0.2 / ${typed ? '(loss.smoothness ?? 1)' : 'loss.smoothness'},
    losses: (facts) => facts.convex && facts.smooth && !facts.stochastic && !facts.timeVarying,
  },

  // Optional: laws that it claims; the others are measured. See "natgrad-check list checks".
  traits: ['odd', 'permutation-equivariant'],
}${typed ? ' satisfies LearningRule<{ velocity: Float64Array }>' : ''};
`;

const inPython = `# An optimizer for natgrad-check: momentum with NumPy, as a start. A subclass of torch.optim.Optimizer needs none of this:
# name its file. Run it with:  npx natgrad-check fuzz FILE
import numpy as np

# Optional: what the optimizer promises, and what of it is fuzzed. Left out, every small enough step has to descend.
natgrad = dict(
    name="my optimizer",
    # Momentum oscillates: the greatest loss over the next 40 steps stays below that over the last 40, ...
    contract="envelope:40",
    # ... for a step size up to 0.2 / smoothness, on losses that are
    max_step_size=0.2,
    losses={"convex": True, "smooth": True, "stochastic": False, "timeVarying": False},
    # (default, least, greatest); each has to make a difference. "betas.0" reaches into a tuple.
    hyperparameters={"momentum": (0.9, 0, 0.9)},
    # Laws that it claims; the others are measured. See "natgrad-check list checks".
    traits=["odd", "permutation-equivariant"],
    # Also: precision="float32", step_size="internal", domain="positive", returns="theta", fixed={"amsgrad": True}
)


def init(theta):
    """The state that goes from step to step, of any shape."""
    return np.zeros_like(theta)


# What is asked for by name is handed in: theta, gradient, state, step_size, step, time, loss, any hyperparameter.
def update(gradient, state, step_size, momentum=0.9):
    velocity = momentum * state - step_size * gradient
    # The displacement that is ADDED to theta, alone or with the next state.
    return velocity, velocity
`;

/** Writes a commented rule that passes. @throws UsageError where the file exists or has another ending */
export const init = (file: string, terminal: Terminal): number => {
  const isPython = file.endsWith('.py');
  if (!isPython && !/\.[cm]?[jt]s$/.test(file))
    throw new UsageError(`${quotedPath(file)}: must end in .ts, .js or .py, such as my-rule.ts`);
  if (existsSync(file)) throw new UsageError(`${quotedPath(file)}: exists already; name a new file`);
  try {
    writeAtomically(
      file,
      (isPython ? inPython : ruleText(/\.[cm]?ts$/.test(file))).replace('FILE', file.replace(/^\.\//, '')),
    );
  } catch (error) {
    throw new UsageError(`${quotedPath(file)}: cannot be written (${errorText(error)})`);
  }
  terminal.out(`${quotedPath(file)} written. Next: npx natgrad-check fuzz ${quotedPath(file)}\n`);
  return exitCodes.verified;
};
