import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'properties/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 30_000,
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
