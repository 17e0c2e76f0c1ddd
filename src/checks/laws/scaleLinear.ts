import { lawCheck } from '../transforms/lawCheck.ts';
import { scalingLaw } from '../transforms/scaling.ts';

export default lawCheck(
  scalingLaw(
    {
      id: 'scale-linear',
      claim:
        'Multiplying the loss by c > 0, and what is declared in units of the gradient along, multiplies every Δθ by c.',
      source: 'Δ(c∇L₀, c∇L₁, …; cε) = c Δ(∇L₀, ∇L₁, …; ε) for an ε in units of the gradient',
      cause: 'not-linear-in-scale',
    },
    1,
  ),
);
