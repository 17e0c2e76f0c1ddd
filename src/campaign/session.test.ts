import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { Capabilities, DeclaredRule } from '../types/rule.ts';
import { builtInParts } from './builtInParts.ts';
import { openSession, sessionOf } from './session.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parts = await builtInParts();
const options = { seed: 1, runs: 1 };
const described = (own: Partial<DeclaredRule>, capabilities?: Capabilities) =>
  sessionOf(
    {
      ...completeRule({
        name: 'rule',
        update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
        ...own,
      }),
      ...(capabilities && { capabilities }),
    },
    parts,
    { options },
    [],
  ).description;

describe('sessionOf(rule, parts, request, files)', () => {
  it('says in which precision a rule is resolved, where that is neither single nor double', () => {
    expect(described({ precision: 'bfloat16' }).resolution).toBe('bfloat16');
    expect(described({ precision: 'float16' }).resolution).toBe('float16');
    for (const precision of ['float32', 'float64'] as const)
      expect(described({ precision })).not.toHaveProperty('resolution');
  });

  it('refuses a rule whose promise cannot be looked at, and keeps one of which a law cannot', () => {
    const unseeded = { copy: true, memory: true, random: false, seeded: false, eval: true, globals: true };
    const open = () => described({ contract: { effective: 'in-expectation' } }, unseeded);
    expect(open).toThrow(
      'its promise cannot be checked: in-expectation needs random numbers that follow from a seed',
    );
    const { checks, notApplicable } = described({}, unseeded);
    expect(notApplicable.map(({ check }) => check)).toContain('draws-only-at-start');
    expect(checks.map(({ id }) => id)).not.toContain('draws-only-at-start');
  });
});

describe('openSession(request, withinLoss)', () => {
  it('has the checks of a rule of comparison, the loss of the user, and the files of all', async () => {
    const write = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const descent = 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);';
    const [spec, other] = [write('rule.js', descent), write('other.js', descent)];
    const lossFile = write(
      'loss.js',
      'export default { name: "mine", dimension: 2, value: ([a, b]) => a * a + b * b, gradient: ([a, b]) => [2 * a, 2 * b], smoothness: 2, convex: true };',
    );
    const { plan, description, close } = await openSession(
      { rule: { kind: 'module', spec }, options, lossFile, against: { kind: 'module', spec: other } },
      () => {},
    );
    close?.();
    expect(description.checks.map(({ id }) => id)).toContain('agrees-with-reference');
    expect([...plan.families.keys()]).toEqual(['mine']);
    expect(description.files.map(({ file }) => file)).toEqual([spec, other, lossFile]);
    expect(description).not.toHaveProperty('versions');
    await expect(
      openSession({ rule: { kind: 'module', spec }, options, lossFile: join(folder, 'gone.js') }, () => {}),
    ).rejects.toThrow('gone.js');
  });

  it('says what a program runs on, and which way its adapter has found', async () => {
    const file = join(folder, 'program');
    const hello = JSON.stringify({
      protocol: 1,
      name: 'shell',
      encoding: 'json',
      kind: 'mine',
      versions: { sh: '1' },
    });
    writeFileSync(
      file,
      `#!/bin/sh
exec 3<"\${NATGRAD_CHANNEL%%:*}" 4>"\${NATGRAD_CHANNEL#*:}"
read -r line <&3
nonce=\${line##*\\"nonce\\":}; nonce=\${nonce%%\\}*}
cat >&4 <<END
{"kind":1,"a":$nonce,"text":${hello}}
END
read -r line <&3
`,
    );
    chmodSync(file, 0o755);
    const { description, close } = await openSession(
      { rule: { kind: 'process', spec: `-- ${file}` }, options },
      () => {},
    );
    close?.();
    expect(description).toMatchObject({ name: 'shell', versions: { sh: '1' }, adapter: 'mine' });
  });
});
