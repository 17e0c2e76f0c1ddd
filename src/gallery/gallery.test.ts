import { expect, it } from 'vitest';
import { loadFamilies } from '../catalog/losses.ts';
import { SubjectError } from '../errors.ts';
import { numbersOf, shownRuns, stepGeometry } from '../report/show/runs.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { DeclaredRule } from '../types/rule.ts';
import { answerShow } from './answer.ts';
import { galleryOf as assembled, lossRuns, stepsOfEach } from './galleryRuns.ts';
import { lossPicture } from './lossPicture.ts';

const families = new Map((await loadFamilies()).map((family) => [family.name, family]));
const pictureOf = (name: string) => lossPicture(families.get(name)!);

const descent: DeclaredRule = {
  name: 'descent',
  update: ({ gradient, stepSize }) => gradient.map((slope) => -stepSize * slope),
};

const galleryOf = (rules: readonly DeclaredRule[], stepSizes: readonly number[], steps = 5) =>
  assembled(
    rules.map((rule) => ({
      name: rule.name,
      spec: rule.name,
      losses: [lossRuns(completeRule(rule), pictureOf('saddle-quadratic')!, { stepSizes, steps })],
    })),
    { stepSizes, steps },
  );

it('lossPicture(family) is the stated member, with contours that are low where the loss is', () => {
  const { loss, picture } = pictureOf('rosenbrock')!;
  expect([picture.x, picture.minimum, picture.starts.length]).toEqual([[-2, 2], 0, 2]);
  expect(loss.value(Float64Array.of(-1.2, 1))).toBeCloseTo(24.2, 10);
  const levels = picture.contours.map(({ level }) => level);
  expect(levels).toEqual(levels.toSorted((a, b) => a - b));
  expect(picture.contours.length).toBe(14);
  for (const { path } of picture.contours) expect(path).toMatch(/^(M\d+ \d+(l-?\d+ -?\d+)+)+$/);
});

it('lossPicture(family) draws a member where none is stated, in a square around its landmarks', () => {
  const { picture } = pictureOf('huber')!;
  const [width, height] = [picture.x[1] - picture.x[0], picture.y[1] - picture.y[0]];
  expect(width).toBeCloseTo(height, 10);
  for (const { theta } of picture.landmarks) expect(theta[0]).toBeGreaterThan(picture.x[0]);
  expect(pictureOf('huber')!.picture).toEqual(picture);
});

it('lossPicture(family) is undefined where no member has two dimensions', () => {
  expect(pictureOf('tanh-network')).toBeUndefined();
  expect(lossPicture({ ...families.get('quadratic')!, dimensions: { min: 3, max: 3 } })).toBeUndefined();
});

it('galleryRuns(demand) stores runs that are read back as they were, to single precision', () => {
  const gallery = galleryOf([descent], [0.1, 0.5]);
  const [run] = shownRuns(gallery, numbersOf(gallery), { loss: 0, start: 0, stepSize: 0 });
  expect(run!.points[0]).toEqual([-1.5, 0.05]);
  expect(run!.points.at(-1)![0]).toBeCloseTo(-1.5 * 0.9 ** 5, 6);
  expect(run!.values[0]).toBeCloseTo((1.5 ** 2 - 0.2 * 0.05 ** 2) / 2, 6);
  expect(stepGeometry(run!, 0).conditionNumber).toBeCloseTo(1, 7);
  expect(stepGeometry(run!, 5)).toEqual({ kind: 'over', angle: null, conditionNumber: null });
});

it('galleryRuns(demand) shows uphill steps, rest, positive domains and paths that leave as what they are', () => {
  const uphill: DeclaredRule = {
    name: 'uphill',
    update: ({ gradient }) => gradient.map((slope) => slope / 8),
  };
  const still: DeclaredRule = { name: 'still', update: ({ theta }) => new Float64Array(theta.length) };
  const leaving: DeclaredRule = {
    name: 'leaving',
    domain: 'positive',
    update: ({ theta }) => theta.map(() => 9000),
  };
  const gallery = galleryOf([uphill, still, leaving], [0.1]);
  const runs = shownRuns(gallery, numbersOf(gallery), { loss: 0, start: 0, stepSize: null });
  expect(stepGeometry(runs[0]!, 0)).toMatchObject({ kind: 'uphill', angle: 180 });
  expect(stepGeometry(runs[1]!, 0).kind).toBe('at rest');
  expect([runs[2]!.end, runs[2]!.deltas.length]).toEqual(['diverged', 1]);
});

it('galleryRuns(demand) names the rule, the loss, η and the step where a rule fails', () => {
  const broken: DeclaredRule = {
    name: 'broken',
    update: () => {
      throw new Error('no');
    },
  };
  expect(() => galleryOf([broken], [0.1])).toThrow(SubjectError);
  expect(() => galleryOf([broken], [0.1])).toThrow(
    /broken: fails on saddle-quadratic at η = 0.1, step 0: .*no/,
  );
  const infinite: DeclaredRule = { name: 'infinite', update: () => [Number.NaN, 0] };
  expect(galleryOf([infinite], [0.1]).runs[0]).toMatchObject({ steps: 0, end: 'fault' });
});

it('shownRuns(…) with no step size takes the run that ends lowest, of those that are completed', () => {
  const gallery = galleryOf([descent], [0.001, 0.5, 1e6], 20);
  const at = { loss: 0, start: 1, stepSize: null };
  expect(shownRuns(gallery, numbersOf(gallery), at)[0]!.stepSize).toBe(0.5);
});

it('galleryOf(subjects) keeps the runs of each subject on each loss apart', () => {
  const twice: DeclaredRule = {
    ...descent,
    name: 'twice',
    update: ({ gradient }) => gradient.map((g) => -2 * g),
  };
  const pictures = [pictureOf('saddle-quadratic')!, pictureOf('rosenbrock')!];
  const demand = { stepSizes: [0.001, 0.01], steps: 3 };
  const gallery = assembled(
    [descent, twice].map((rule) => ({
      name: rule.name,
      spec: rule.name,
      losses: pictures.map((pictured) => lossRuns(completeRule(rule), pictured, demand)),
    })),
    demand,
  );
  const at = { loss: 1, start: 1, stepSize: 1 };
  const [first, second] = shownRuns(gallery, numbersOf(gallery), at);
  const slope = pictures[1]!.loss.gradient(Float64Array.from(pictures[1]!.picture.starts[1]!), 0);
  expect(first!.deltas[0]![0]).toBeCloseTo(-0.01 * slope[0]!, 4);
  expect(second!.deltas[0]![0]! / slope[0]!).toBeCloseTo(-2, 6);
});

it('answerShow(ask) runs the rule on the loss that is named, or on the only one, and says where it is of no two dimensions', () => {
  const setting = { rule: completeRule(descent), families };
  const demand = { stepSizes: [0.1], steps: 4 };
  expect(answerShow({ ...demand, loss: 'huber' }, setting).picture.name).toBe('huber');
  const only = new Map([['huber', families.get('huber')!]]);
  expect(answerShow(demand, { ...setting, families: only }).runs).toHaveLength(2);
  const asked = (loss: string) => () => answerShow({ ...demand, loss }, setting);
  expect(asked('tanh-network')).toThrow(
    'tanh-network: has no member of two dimensions; a picture needs them',
  );
  expect(asked('none')).toThrow(SubjectError);
});

it('stepsOfEach(runs) keeps all runs together within a budget', () => {
  expect([stepsOfEach(1), stepsOfEach(840), stepsOfEach(1e6)]).toEqual([150, 65, 10]);
});
