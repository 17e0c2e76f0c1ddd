import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './launchChromium.ts';

const dist = new URL('../../dist/', import.meta.url);
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

/** Rules that take powers, logarithms or sines of numbers: engines round those differently in the last place. */
const elementary = [
  'adabelief',
  'adam',
  'adamax',
  'adamw',
  'asgd',
  'evolution-strategy',
  'forward-gradient',
  'lamb',
  'nadam',
  'radam',
  'shampoo',
  'weight-perturbation',
];

/**
 * JavaScript, for Node.js and for browsers, that asks the library of a module about many pairs, losses and rules, and gives the
 * bits of all answers as text, by what they are answers to: a reader of a difference sees where it is. What follows from
 * elementary functions, which engines round differently, stands beside it as numbers.
 */
const asked = `async (library) => {
  let state = 1;
  // Park and Miller, Comm. ACM 31 (1988): products of integers below 2^53, so that both engines draw the same.
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const view = new DataView(new ArrayBuffer(8));
  const bits = (x) => {
    if (typeof x !== 'number') return x === undefined ? '' : String(x);
    view.setFloat64(0, x);
    return view.getBigUint64(0).toString(16);
  };
  const said = {};
  const near = {};
  const tell = (name, values) => { (near[name] ??= []).push(...values); };
  const say = (name, values) => { (said[name] ??= []).push(Array.from(values, bits).join(' ')); };
  const attempt = (name, ask) => {
    try { say(name, ask()); } catch (error) { say(name, [error.name, error.message]); }
  };
  const vector = (size) => Float64Array.from({ length: size }, () => (random() - 0.5) * 2 ** Math.floor(40 * random() - 20));
  const entries = (metric) => {
    const dense = metric.toDense();
    return Array.from({ length: dense.rows ** 2 }, (_, k) => dense.get(Math.floor(k / dense.rows), k % dense.rows));
  };
  const certificate = ({ status, margin, method }) => [status, margin, method];
  for (let round = 0; round < 400; round++) {
    const size = 1 + Math.floor(6 * random());
    const y = vector(size);
    const g = round % 3 === 0 ? vector(size) : y.map((value) => value * (0.1 + random()) + 0.01 * (random() - 0.5));
    const { sign, cosine, sine } = library.pairGeometry(g, y);
    say('geometry', [sign, cosine, sine]);
    if (sign !== 1) continue;
    const pair = library.effectivePair(g, y);
    tell('angle', [pair.angle]);
    say('least condition number', [library.minimumConditionNumber(pair)]);
    const tilts = Array.from({ length: Math.max(0, size - 2) }, () => 2 * random() - 1);
    const metrics = {
      optimal: () => library.optimalMetric(pair),
      canonical: () => library.canonicalMetric(pair),
      family: () => library.familyMetric(pair, 0.5 + random()),
      minimiser: () => library.minimiserMetric(pair, tilts),
    };
    for (const [name, make] of Object.entries(metrics)) {
      attempt(name, () => {
        const metric = make();
        return [...metric.apply(g), ...metric.solve(y), metric.conditionNumber, ...metric.eigenvalues.map(({ value }) => value)];
      });
      attempt(name + ', dense', () => entries(make()));
      try {
        const { eigenvalues, logDet } = make();
        tell(name, [...eigenvalues.flatMap((each) => [...each.vector(0)]), logDet]);
      } catch {}
    }
    attempt('certificates', () => {
      const dense = library.optimalMetric(pair).toDense();
      return [
        library.certifyPositiveDefinite(dense),
        library.certifyMapsTo(dense, g, y),
        library.certifyConditionNumber(dense, library.minimumConditionNumber(pair) * (0.5 + random())),
      ].flatMap(certificate);
    });
  }
  const losses = [];
  for (const family of await library.loadFamilies()) {
    const { min, max } = family.dimensions;
    for (let round = 0; round < 4; round++) {
      const loss = family.build(family.draw(Math.min(max, Math.max(min, 2 + round)), random));
      losses.push(loss);
      const theta = Float64Array.from({ length: loss.dimension }, () => 2 * random() - 1);
      const put = family.facts.degree < Infinity || family.name === 'huber' || family.name === 'l1' ? say : (_, values) => tell(family.name, values);
      put('loss ' + family.name, [loss.value(theta, 0), ...loss.gradient(theta, 0)]);
      const { value, gradient } = loss.roundoff(theta, 0);
      put('roundoff of ' + family.name, [value, ...gradient]);
    }
  }
  const plain = losses.filter(({ facts, dimension }) => facts.degree < Infinity && !facts.network && dimension < 8);
  for (const rule of await library.loadRules()) {
    for (let round = 0; round < 3; round++) {
      const loss = plain[Math.floor(plain.length * random())];
      const theta = Float64Array.from({ length: loss.dimension }, () => 0.1 + random());
      const run = library.runTrajectory(rule, loss, { theta, stepSize: 2 ** -(3 + Math.floor(6 * random())), steps: 12, seed: round, hyperparameters: {} });
      const values = run.steps.flatMap((step) => [...step.theta, ...step.delta]);
      if (${JSON.stringify(elementary)}.includes(rule.name)) {
        tell(rule.name, values);
        continue;
      }
      say('rule ' + rule.name, [run.end, ...values]);
      attempt('form', () => {
        const { metric, g, y } = library.naturalGradientForm(rule, loss, theta, 0.01);
        return [metric.conditionNumber, ...g, ...y];
      });
    }
  }
  return { said, near };
}`;

interface Answers {
  readonly said: Readonly<Record<string, readonly string[]>>;
  readonly near: Readonly<Record<string, readonly number[]>>;
}

const answersOf = async (ask: unknown, module: string): Promise<Answers> => {
  if (typeof ask !== 'function') throw new TypeError('asked must be a function');
  return ask(await import(new URL(`../../dist/${module}.js`, import.meta.url).href));
};

it('natgrad-check/browser gives in Chromium the bits that it gives under Node.js, and those of the package', async () => {
  const ask: unknown = new Function(`return ${asked}`)();
  const underNode = await answersOf(ask, 'browser');
  expect(await answersOf(ask, 'index')).toEqual(underNode);
  const page = await browser.newPage();
  // Its files as a server of files hands them out.
  await page.route('http://library.test/**', (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    return path === ''
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })
      : route.fulfill({ contentType: 'text/javascript', body: readFileSync(new URL(path, dist)) });
  });
  await page.goto('http://library.test/');
  const inChromium: Answers = await page.evaluate(`(async () => (${asked})(await import('/browser.js')))()`);
  await page.close();
  expect(Object.keys(underNode.said).length).toBeGreaterThan(50);
  const differing = Object.keys(underNode.said).filter((name) =>
    underNode.said[name]?.some((answer, i) => answer !== inChromium.said[name]?.[i]),
  );
  expect(differing).toEqual([]);
  const apart = Object.keys(underNode.near).filter((name) =>
    underNode.near[name]?.some((answer, i) => {
      const other = inChromium.near[name]?.[i] ?? Number.NaN;
      return !(Object.is(answer, other) || Math.abs(answer - other) <= 2 ** -20 * (1 + Math.abs(answer)));
    }),
  );
  expect(apart).toEqual([]);
});

it('natgrad-check/browser imports files of its own alone, and asks for Node.js only where there is any', () => {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const code = readFileSync(new URL(name, dist), 'utf8');
    expect(/(?<!globalThis\.)\bprocess\b[.?]/.exec(code)?.[0], name).toBe(undefined);
    for (const [, ...found] of code.matchAll(
      /\bimport(?:\{[^}]*\}from)?"([^"]*)"|\bexport\{[^}]*\}from"([^"]*)"|\bimport\(`([^`$]*)`\)/g,
    )) {
      const from = found.find((each) => each !== undefined) ?? '';
      expect(from, name).toMatch(/^\.\/[\w-]+\.js$/);
      visit(from.slice(2));
    }
  };
  visit('browser.js');
  expect(seen.size).toBeGreaterThan(1);
});
