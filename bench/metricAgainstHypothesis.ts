import { spawnSync } from 'node:child_process';
import { ownProperty, tellingAngles } from './measure/metricProperty.ts';
import { ratioRow, skippedRow } from './measure/ratio.ts';
import type { BenchRow, Target } from './row.ts';

/** The same property in Hypothesis and NumPy; prints seconds for a case and for a telling case. */
const program = `
import sys, time
import numpy as np
from hypothesis import given, settings, strategies as st, HealthCheck, seed
from hypothesis.extra.numpy import arrays
D, runs, low, high = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
vectors = arrays(np.float64, D, elements=st.floats(-1, 1))
count = [0, 0, 0]
@seed(1)
@settings(max_examples=runs, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(vectors, vectors)
def check(g, y):
    count[0] += 1
    yg = float(y @ g)
    if yg < 0:
        y, yg = -y, -yg
    yy, gg = float(y @ y), float(g @ g)
    norms = np.sqrt(yy) * np.sqrt(gg)
    c = yg / norms if norms > 0 else 1.0
    if not (high <= c <= low):
        return
    count[1] += 1
    M = np.outer(y, y) / yg + yy / yg * (np.eye(D) - np.outer(g, g) / gg)
    values = np.linalg.eigvalsh(M)
    bound = (1 + np.sqrt(1 - c * c)) / (1 - np.sqrt(1 - c * c))
    holds = (
        values[0] > 0
        and np.linalg.norm(M @ g - y) <= 1e-6 * np.linalg.norm(y) * bound
        and abs(values[-1] / values[0] / bound - 1) < 1e-3 * bound
    )
    # A false alarm is counted, so that no shrink is timed.
    count[2] += not holds
start = time.perf_counter()
check()
spent = time.perf_counter() - start
print(spent / count[0], spent / count[1] if count[1] else float("nan"))
`;

const howToInstall = 'apt-get install python3-hypothesis python3-numpy, or pip install hypothesis numpy';

const peer = 'Hypothesis and NumPy (eigvalsh)';

const run = (dimension: number, runs: number): readonly number[] | string => {
  const limits = [Math.cos(tellingAngles.min), Math.cos(tellingAngles.max)];
  const { status, stdout, stderr, error } = spawnSync(
    'python3',
    ['-c', program, String(dimension), String(runs), ...limits.map(String)],
    { encoding: 'utf8' },
  );
  if (error) return `${error.message}; ${howToInstall}`;
  if (status !== 0) {
    const last = stderr.trim().split('\n').at(-1) ?? 'failed';
    return last.startsWith('ModuleNotFoundError') ? `${last}; ${howToInstall}` : last;
  }
  return stdout.trim().split(' ').map(Number);
};

/** Runs enough that what Hypothesis takes to start is no part of a case to speak of. */
const sizes: readonly { readonly dimension: number; readonly runs: number; readonly target: Target }[] = [
  { dimension: 8, runs: 300, target: { atLeast: 50 } },
  { dimension: 64, runs: 300, target: { atLeast: 50 } },
  { dimension: 256, runs: 300, target: { atLeast: 50 } },
];

/** Against Python, where it is there; time for a case, telling or not, which is the comparison less in our favour. */
export default async (): Promise<readonly BenchRow[]> => {
  const rows: BenchRow[] = [];
  for (const { dimension, runs, target } of sizes) {
    const row = { what: `metric property, D = ${dimension}, time for a case`, peer, target };
    const first = run(dimension, 5);
    rows.push(
      typeof first === 'string'
        ? skippedRow(row, first)
        : await ratioRow(row, {
            warmUps: 1,
            rounds: 5,
            ours: () => ownProperty(dimension, 1000, 1),
            theirs: () => {
              const times = run(dimension, runs);
              return typeof times === 'string' ? Number.NaN : times[0]!;
            },
          }),
    );
  }
  return rows;
};
