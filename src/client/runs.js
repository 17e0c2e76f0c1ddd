import { degrees, shortNumber } from '../numbers.ts';
import { chart, chartTable } from '../report/show/chart.ts';
import { placesOf, planarPair, pointAt } from '../report/show/recorded.ts';
import { byId, draw, listenToSaves, write } from './shared.js';
import { listenToPlay, listenToSeries, showPair, writeRow } from './step.js';

/** The page of recorded runs. @param runs what was recorded of each */
export const playRuns = (runs) => {
  const [step, play] = ['step', 'play'].map(byId);
  const radios = [...document.querySelectorAll('input[name=subject]')];
  const places = placesOf(runs);
  const series = (of) =>
    runs.map(({ name, points }, index) => ({
      name,
      index,
      points: points.map((point) => [point.step, of(point)]),
    }));
  const losses = runs.flatMap(({ points }) => points.map(({ loss }) => loss)).filter((loss) => loss !== null);
  const x = { label: 'step' };
  const charts = {
    'loss-curve': {
      alt: 'Loss of every run against the step.',
      x,
      y: { label: 'L', log: losses.length > 0 && losses.every((loss) => loss > 0) },
      series: series(({ loss }) => loss),
    },
    angle: {
      alt: 'Angle between update and negative gradient of every run against the step.',
      x,
      y: { label: 'ψ in degrees', domain: [0, 180] },
      rules: [{ y: 90, name: '90°' }],
      series: series(({ angle }) => angle),
    },
    kappa: {
      alt: 'Least condition number of every run against the step.',
      x,
      y: { label: 'κ*', log: true },
      series: series(({ conditionNumber }) => conditionNumber),
    },
    lost: {
      alt: 'Loss lost beside what was predicted, of every run against the step.',
      x,
      y: { label: 'lost / predicted' },
      rules: [{ y: 1, name: '1' }],
      series: series(({ lossRatio }) => lossRatio),
    },
  };

  const texts = (value, shown = shortNumber, before = '') => (value === null ? '–' : before + shown(value));

  const tell = (name, point) => {
    if (point === undefined) return `${name} has no step there.`;
    const { kind, angle, conditionNumber, atMost } = point;
    const at = `at step ${point.step}`;
    const least = atMost ? '≤' : '=';
    if (kind === 'effective')
      return `${name} is natural gradient descent ${at}: ψ ${least} ${texts(angle, degrees)}, κ* ${least} ${texts(conditionNumber)}.`;
    if (kind === 'uphill')
      return `${name} goes uphill ${at}: ψ = ${texts(angle, degrees)}, so no metric explains it.`;
    const says = {
      inconclusive: `is within rounding of neither up nor down ${at}.`,
      'at-rest': `is at rest ${at}.`,
      'no-gradient': `moves without a gradient ${at}, so no metric explains it.`,
      'not-finite': `is not finite ${at}.`,
    };
    return `${name} ${says[kind]}`;
  };

  const show = () => {
    const at = places[Number(step.value)];
    const chosen = radios.findIndex((radio) => radio.checked);
    write(byId('step-value'), String(at));
    step.setAttribute('aria-valuetext', String(at));
    for (const [id, each] of Object.entries(charts)) draw(id, chart({ ...each, at, selected: chosen }));
    for (const [index, run] of runs.entries()) {
      const point = pointAt(run, at);
      const bound = point?.atMost ? '≤ ' : '';
      const row = point
        ? {
            step: String(point.step),
            eta: texts(point.stepSize),
            loss: texts(point.loss),
            angle: texts(point.angle, degrees, bound),
            kappa: texts(point.conditionNumber, shortNumber, bound),
            lost: texts(point.lossRatio),
          }
        : Object.fromEntries(['step', 'eta', 'loss', 'angle', 'kappa', 'lost'].map((name) => [name, '–']));
      writeRow(index, row, index === chosen);
    }
    const run = runs[chosen];
    const point = pointAt(run, at);
    write(byId('said'), tell(run.name, point));
    const { g, y } = (point && planarPair(point)) ?? { g: [0, 0], y: [0, 0] };
    showPair(g, y);
  };

  listenToSeries(radios, show);
  listenToPlay(play, step, show);
  step.addEventListener('input', show);
  const ofVectors = () => {
    const { points } = runs[radios.findIndex((radio) => radio.checked)];
    const column = (name, of) => ({
      name,
      points: points.map((point) => [point.step, planarPair(point) ? of(planarPair(point)) : null]),
    });
    return {
      x,
      series: [column('g1', ({ g }) => g[0]), column('g2', ({ g }) => g[1]), column('y1', ({ y }) => y[0])],
    };
  };
  listenToSaves({
    vectors: () => chartTable(ofVectors()),
    ...Object.fromEntries(Object.entries(charts).map(([id, each]) => [id, () => chartTable(each)])),
  });
  show();
};
