import { describe, expect, it } from 'vitest';
import { pythonText } from './pythonReproduction.ts';

const origin = {
  rule: { name: 'mine', file: 'my.py', home: '../..' },
  check: 'small-step',
  claim: 'it descends',
  required: true,
  seed: 7,
  path: 'reports/mine/small-step-uphill.json',
  program: 'subject = load("my.py").update\n\n\ndef begin(): ...\n\n',
};
const given = {
  stepSize: 0.5,
  hyperparameters: { 'betas.0': 1 },
  parameters: [{ name: 'w"1', shape: [1, 2], from: 0, to: 2 }],
  rows: [{ theta: [1, -0], gradient: [1e-7, Number.POSITIVE_INFINITY] }],
  deltas: [null],
};
const finding = { sentence: 'it goes\nuphill', index: 3 };

describe('pythonText(finding, case, origin)', () => {
  it('is a program of literals with what was found in front', () => {
    const text = pythonText(
      finding,
      { ...given, assertion: { condition: 'any(delta)', otherwise: 'rests' } },
      origin,
    );
    expect(text).toMatch(
      /^# small-step: it descends\n# it goes.*uphill\n# Seed 7, case 3\. Run it with: python small-step-uphill\.repro\.py\nimport /,
    );
    expect(text).toContain('home = "../.."\n');
    expect(text).toContain('subject = load("my.py").update\n\n\ndef begin(): ...\n\n\nstep_size = 0.5\n');
    expect(text).toContain('hyperparameters = {"betas.0": 1.0}\n');
    expect(text).toContain('tensors = [["w\\U000000221", 0, 2, [1, 2]]]\n');
    expect(text).toContain('    ([1.0, -0.0], [1e-7, Infinity], None),\n');
    expect(text).toContain('if not (any(delta)):\n    sys.exit("step %d: " % k + "rests")\n');
  });

  it('asserts that the last Δθ is another where nothing more can be said', () => {
    const text = pythonText(
      finding,
      { ...given, deltas: [[2, 3]] },
      { ...origin, rule: { name: 'mine', file: null } },
    );
    expect(text).toContain('home = "."\n');
    expect(text).toContain('Infinity], [2.0, 3.0]),\n');
    expect(text).toMatch(/if was is not None and is_close\(delta, was\):\n {4}sys\.exit/);
  });
});
