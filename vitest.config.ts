import { defineConfig } from 'vitest/config';

/** `npm test`: what runs in this process and in seconds; claims on their quick profile. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'properties/**/*.test.ts'],
    exclude: ['**/*.slow.test.ts'],
    // A worker loads each module once for all of its files.
    isolate: false,
    // As Node.js imports, whatever a default export is.
    deps: { interopDefault: false },
    maxWorkers: 2,
    // No test waits for so long: only a machine that is busy with other things makes one take minutes.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    env: { CLAIM_RUNS: '50' },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'properties/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.browser.ts', 'src/types/**'],
      thresholds: { lines: 97, branches: 95 },
      reportsDirectory: 'reports/coverage',
      reporter: ['text-summary', 'json-summary', 'html'],
    },
  },
});
