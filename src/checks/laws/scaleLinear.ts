import { lawCheck } from '../parts/transforms/lawCheck.ts';
import { scalingLaw } from '../parts/transforms/scaling.ts';

export default lawCheck(
  scalingLaw(
    {
      id: 'scale-linear',
      claim: 'Multiplying the loss by c > 0 multiplies every Δθ by c.',
      source: 'Δ(c∇L₀, c∇L₁, …) = c Δ(∇L₀, ∇L₁, …)',
      cause: 'not-linear-in-scale',
    },
    1,
  ),
);
