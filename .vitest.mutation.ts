import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A mutant is done with at the first test that fails: quick unit tests first, and the slowest claims last. */
class FastestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = [
      /\/src\/linalg\/(?!dots|gram|planeDirection|residual)/,
      /\/src\/linalg\//,
      /\/rounding\.test\./,
      /\/src\//,
      /\/properties\/flow\//,
      /\/properties\/certify\//,
      /\/properties\/metric\//,
      /\/properties\/dynamics\//,
    ];
    const rank = ({ moduleId }: TestSpecification) => order.findIndex((part) => part.test(moduleId));
    return files.toSorted((a, b) => rank(a) - rank(b));
  }
}

/** `npm run mutate`: the tests that judge the files which are mutated, and no others. */
export default defineConfig({
  test: {
    include: [
      'src/{linalg,metric,certify,dynamics}/**/*.test.ts',
      'src/checks/*/rounding.test.ts',
      'src/losses/audit/rounding.test.ts',
      'properties/rounding.test.ts',
      'properties/flow/*.test.ts',
      'properties/{metric,certify,dynamics}/claims.test.ts',
    ],
    // One worker loads each module once; every mutant has a worker of its own.
    isolate: false,
    // As Node.js imports, whatever a default export is.
    deps: { interopDefault: false },
    env: { CLAIM_RUNS: '50' },
    sequence: { sequencer: FastestFirst },
    testTimeout: 60_000,
  },
});
