import type { Assertion } from '../../types/check.ts';

/** A well-formed run, as a stand-alone program asserts it: what every check of form takes for granted. */
export const formAssertion: Assertion = {
  begun: `assert.notEqual(typeof state?.then, 'function', 'init returned a promise');
assert.deepEqual([...start], [...theta], 'init changed theta');
`,
  returned: `  const given = output.theta ?? output.delta ?? output;
  assert.notEqual(typeof output.then, 'function', \`update returned a promise at step \${step}\`);
  assert.ok(Array.isArray(given) || ArrayBuffer.isView(given), \`Δθ at step \${step} is no array\`);
`,
  perStep: `  assert.equal(delta.length, theta.length, \`length of Δθ at step \${step}\`);
  assert.ok(delta.every(Number.isFinite), \`Δθ at step \${step} is [\${delta}]\`);
  assert.deepEqual([...shown.theta], [...theta], \`theta was changed at step \${step}\`);
  assert.deepEqual([...shown.gradient], [...gradient], \`gradient was changed at step \${step}\`);
`,
  python: { condition: 'all(map(math.isfinite, delta))', otherwise: 'Δθ is not finite' },
};
