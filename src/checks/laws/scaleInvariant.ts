import { lawCheck } from '../transforms/lawCheck.ts';
import { scalingLaw } from '../transforms/scaling.ts';

export default lawCheck(
  scalingLaw(
    {
      id: 'scale-invariant',
      claim:
        'Multiplying the loss by c > 0, and what is declared in units of the gradient along, leaves every Δθ as it is.',
      source: 'Δ(c∇L₀, c∇L₁, …; cε) = Δ(∇L₀, ∇L₁, …; ε) for an ε in units of the gradient',
      cause: 'depends-on-scale',
    },
    0,
  ),
);
