/** `npm run mutate`: changes the source in thousands of small ways, and asks whether some test notices each. */
export default {
  testRunner: 'vitest',
  // Related files are a second way to find tests, slower than the coverage of each test, which is exact.
  vitest: { configFile: '.vitest.mutation.ts', related: false },
  mutate: [
    'src/{linalg,metric,certify,dynamics}/**/*.ts',
    // Bounds stand with their owner; a bound that is too wide or too narrow is noticed by its unit test wherever it is.
    'src/checks/*/rounding.ts',
    'src/losses/audit/rounding.ts',
    'properties/rounding.ts',
    // The flow that the loss is followed along, and Lyapunov's equation, with unit tests of their own.
    'properties/flow/*.ts',
    '!**/*.test.ts',
    // What the checks make of a run: they are tested by the tests of the checks as well, which do not run here.
    '!src/dynamics/{evidence,lossPath,firstOrderPairs,secantPairs,certifiedForm}.ts',
  ],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // On top of one and a half times what the tests of a mutant took in the dry run, and of all that the whole dry run
  // took beside tests, which is seconds by itself: endless loops are what takes the longest.
  timeoutMS: 500,
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, reportMutants: false },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  thresholds: { high: 97, low: 95, break: 95 },
  ignorePatterns: ['/dist', '/bench', '/reports', '/.build-*'],
  // Names no file: Stryker would rewrite paths in tsconfig.json, by an interface that TypeScript 7 does not have.
  tsconfigFile: '.none',
  tempDirName: '.stryker-tmp',
};
