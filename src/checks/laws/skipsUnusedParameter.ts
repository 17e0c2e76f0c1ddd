import { inserted, withAdded } from '../transforms/added.ts';
import { lawCheck } from '../transforms/lawCheck.ts';

export default lawCheck({
  id: 'skips-unused-parameter',
  claim: 'A parameter on which the loss does not depend stays where it is and changes no other Δθᵢ.',
  source: 'Δ((∇L₀, 0), (∇L₁, 0), …) = (Δ(∇L₀, ∇L₁, …), 0)',
  cause: 'moved-by-unused-parameter',
  movesCoordinates: true,
  change(recorded) {
    const { setting, steps, random } = recorded;
    const place = Math.floor(random() * (setting.loss.dimension + 1));
    const theta = 1 + random();
    return {
      variants: [
        {
          ...withAdded(recorded, { place, path: steps.map(() => ({ theta, slope: 0 })) }),
          words: `with an unused parameter at place ${place}`,
          plain: (values) => inserted(values, place, 0),
          changed: (values) => values,
          quantity: (i) => (i === place ? 'Δ of the unused parameter' : `Δθ[${i < place ? i : i - 1}]`),
          mixes: false,
        },
      ],
    };
  },
});
