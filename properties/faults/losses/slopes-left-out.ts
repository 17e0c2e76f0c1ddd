import tanhNetwork from '../../../src/losses/tanhNetwork.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'feedback through a linear network: φ′ = 1 in what the network shows of itself',
  subject: alteredFamily(tanhNetwork, ({ network }) => ({
    network: {
      ...network!,
      forward(theta, sample) {
        const signals = network!.forward(theta, sample);
        return { ...signals, slopes: signals.slopes.map((slopes) => slopes.map(() => 1)) };
      },
    },
  })),
} satisfies SeededFault<LossFamily>;
