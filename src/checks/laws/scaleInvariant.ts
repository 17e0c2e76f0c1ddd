import { lawCheck } from '../parts/transforms/lawCheck.ts';
import { scalingLaw } from '../parts/transforms/scaling.ts';

export default lawCheck(
  scalingLaw(
    {
      id: 'scale-invariant',
      claim: 'Multiplying the loss by c > 0 leaves every Δθ as it is.',
      source: 'Δ(c∇L₀, c∇L₁, …) = Δ(∇L₀, ∇L₁, …)',
      cause: 'depends-on-scale',
    },
    0,
  ),
);
