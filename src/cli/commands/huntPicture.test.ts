import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { huntPage } from '../../report/hunt/huntPage.ts';
import { parseHunt } from '../../report/json.ts';
import type { HuntFile } from '../../types/hunt.ts';
import { huntWords } from '../terminal/huntLines.ts';
import { huntPicture } from './huntPicture.ts';

const stored = (name: string): HuntFile =>
  parseHunt(readFileSync(new URL(`../../../reports/sample/hunts/${name}.json`, import.meta.url), 'utf8'));

const pageOf = async (file: HuntFile, exact: readonly (readonly [number, number])[] = []): Promise<string> =>
  huntPage(file, huntWords(file), { picture: await huntPicture(file), exact });

const figures = (page: string): number => page.match(/<figure>/g)?.length ?? 0;

it('a page of a rate draws the function, the run, the value against N beside the exact one, and both searches', async () => {
  const random = [
    [1, 0.01],
    [40, 0.02],
  ];
  const page = await pageOf({ ...stored('huber'), random }, [
    [1, 1 / 6],
    [10, 1 / 42],
  ]);
  expect(figures(page)).toBe(4);
  expect(page).toContain('L over θ, with the run from θ = ');
  expect(page).toMatch(/Value after N steps, .* of N = 10, where the exact worst case is 0\.0238/);
  expect(page).toMatch(/the search came to 0\.0238\d* in 3000, random draws to 0\.02\./);
  expect(page).toContain('Exact worst case: 0.0238095 = 1/(4Nηβ + 2)');
  expect(page.slice(page.indexOf('<main'), page.indexOf('</main>'))).not.toMatch(/NaN|undefined|Infinity/);
});

it('a page of a curve that begins later than N = 1 says so', async () => {
  const file = stored('huber');
  const page = await pageOf({ ...file, shown: { ...file.shown, curve: file.shown.curve.slice(2) } });
  expect(page).toMatch(/Value after N steps, from [\d.]+ of N = 3 to /);
});

it('a page of a cycle draws one period of it, on a line and in the plane', async () => {
  const line = await pageOf(stored('heavy-ball'));
  expect(line).toContain('<title>one period</title>');
  expect(line).not.toContain('Against N');
  const plane = await pageOf(stored('heavy-ball-plane'));
  expect(plane).toContain('Contours of L with the paths of the run, one period');
  expect(plane).toContain('the other colour one period');
  const { around: _, ...shown } = stored('heavy-ball-plane').shown;
  expect(await pageOf({ ...stored('heavy-ball-plane'), shown })).not.toContain('one period');
});

it('a page of many coordinates draws the loss alone, and one of a run that leaves its window ends before that', async () => {
  const file = stored('huber');
  const scenario = {
    ...file.found.scenario,
    loss: { family: 'quadratic', parameters: { spectrum: [1, 1, 1], rotation: null, centre: null } },
  };
  const wide = { ...file, found: { ...file.found, scenario }, history: [], random: [] };
  const page = await pageOf(wide);
  expect(figures(page)).toBe(3);
  expect(page).toContain('the search came to nothing');
  expect(figures(await pageOf({ ...wide, evaluations: 3 }))).toBe(2);
  const shown = { ...file.shown, path: [[1], [2], [1e99]], losses: [0.5, 1, 1e198], curve: [] };
  expect(await pageOf({ ...file, shown })).toContain('from θ = 1 to 2 in 1 step.');
  expect(await huntPicture({ ...file, shown })).not.toHaveProperty('period');
});
