import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { unshrunkFailure } from './campaign/refutation.ts';
import { counterexampleOf } from './counterexample/counterexample.ts';
import { replayCounterexample } from './replayCounterexample.ts';
import { importModule } from './subject/importModule.ts';

const folder = mkdtempSync(join(tmpdir(), 'replayed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scenario = {
  loss: { family: 'quadratic', parameters: { spectrum: [1] } },
  theta: [1],
  stepSize: 0.5,
  steps: 2,
  seed: 0,
  hyperparameters: {},
};

/** Stores a case in which a rule is said to differ from gradient descent. */
const stored = (name: string, factor: number): string => {
  const rule = join(folder, `${name}.ts`);
  writeFileSync(
    rule,
    `export default ({ gradient, stepSize }: { gradient: Float64Array; stepSize: number }) => gradient.map((d) => -${factor} * stepSize * d);`,
  );
  const observation = { status: 'refuted', margin: -1, sentence: 'it differs' } as const;
  const file = join(folder, `${name}.json`);
  const origin = {
    rule: { name, file: rule, against: 'gradient-descent' },
    check: 'agrees-with-reference',
    claim: 'it agrees',
    required: true,
    seed: 0,
    path: file,
  };
  writeFileSync(
    file,
    JSON.stringify(counterexampleOf(unshrunkFailure({ index: 0, scenario, observation }), origin)),
  );
  return file;
};

it('replayCounterexample(file) compares with the rule that the case was found with, until the two agree', async () => {
  const differing = await replayCounterexample(stored('differing', 1.01), { allowOutside: true });
  expect(differing).toMatchObject({ status: 'refuted', cause: 'differs-from-reference' });
  const agreeing = pathToFileURL(stored('agreeing', 1));
  expect(await replayCounterexample(agreeing, { allowOutside: true })).toMatchObject({ status: 'holds' });
  await expect(replayCounterexample(agreeing)).rejects.toThrow(
    /outside of the working folder.*set allowOutside/,
  );
});

it('importModule(file) reads TypeScript that was not compiled', async () => {
  const file = join(folder, 'typed.ts');
  writeFileSync(file, 'export default 1 as number;');
  expect(await importModule(file)).toEqual({ default: 1 });
  expect(await importModule(pathToFileURL(file))).toEqual({ default: 1 });
});
