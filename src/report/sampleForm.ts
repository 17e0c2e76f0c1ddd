import type { KillMatrix, Report } from '../types/report.ts';

/**
 * The report without what differs from run to run and from machine to machine: durations, the time of the start and
 * the environment, of which the command stays. Two runs of one version with one seed have the same form.
 */
export const sampleForm = (report: Report): Report => ({
  ...report,
  environment: {
    node: '',
    platform: '',
    cores: 0,
    command: report.environment.command,
    startedAt: '',
    versions: {},
  },
  durationMs: 0,
  rules: report.rules.map((rule) => ({ ...rule, durationMs: 0 })),
  ...(report.killMatrix && { killMatrix: timeless(report.killMatrix) }),
  codeCoverage: null,
});

const timeless = (matrix: KillMatrix): KillMatrix => ({
  ...matrix,
  banks: matrix.banks.map((kind) => ({ ...kind, curve: { ...kind.curve, seconds: [] } })),
});
