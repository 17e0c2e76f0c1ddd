import { degrees, shortNumber } from '../numbers.ts';
import { chart, chartTable } from '../report/show/chart.ts';
import { mapDrawing } from '../report/show/mapDrawing.ts';
import { numbersOf, shownRuns, stepGeometry } from '../report/show/runs.ts';
import { byId, draw, listenToSaves, write } from './shared.js';
import { listenToPlay, listenToSeries, showPair, writeRow } from './step.js';

/** The page of a gallery. @param gallery what was computed beforehand */
export const playGallery = (gallery) => {
  const numbers = numbersOf(gallery);
  const [loss, start, eta, step, play] = ['loss', 'start', 'eta', 'step', 'play'].map(byId);
  const radios = [...document.querySelectorAll('input[name=subject]')];
  let runs = [];
  let charts = {};

  const selected = () => radios.findIndex((radio) => radio.checked);
  const picture = () => gallery.losses[Number(loss.value)];

  const fillStarts = () => {
    start.replaceChildren(
      ...picture().starts.map((point, i) => new Option(`(${point.map(shortNumber).join(', ')})`, String(i))),
    );
    write(byId('formula'), `${picture().description}.`);
  };

  const chooseRuns = () => {
    const best = Number(eta.value) === 0;
    const stepSize = best ? null : Number(eta.value) - 1;
    runs = shownRuns(gallery, numbers, { loss: Number(loss.value), start: Number(start.value), stepSize });
    const text = best ? 'each at its best' : shortNumber(gallery.stepSizes[stepSize]);
    write(byId('eta-value'), text);
    eta.setAttribute('aria-valuetext', text);
    const { minimum } = picture();
    const all = runs.flatMap(({ values }) => values);
    const log = minimum !== null && all.some((value) => value > minimum);
    write(byId('loss-unit'), log ? `Above its minimum, ${shortNumber(minimum)}, on a log axis.` : '');
    const series = (of) =>
      runs.map((run) => ({
        name: run.name,
        index: run.subject,
        points: run.points.map((_, k) => [k, of(run, k)]),
      }));
    const x = { label: 'step' };
    charts = {
      'loss-curve': {
        alt: 'Loss of every rule against the step.',
        x,
        y: { label: log ? 'L − min L' : 'L', log },
        series: series(({ values }, k) =>
          log ? Math.max(values[k] - minimum, 1e-16) : Math.max(-1e6, Math.min(1e6, values[k])),
        ),
      },
      angle: {
        alt: 'Angle between update and negative gradient of every rule against the step.',
        x,
        y: { label: 'ψ in degrees', domain: [0, 180] },
        rules: [{ y: 90, name: '90°' }],
        series: series((run, k) => stepGeometry(run, k).angle),
      },
      kappa: {
        alt: 'Least condition number of every rule against the step.',
        x,
        y: { label: 'κ*', log: true },
        series: series((run, k) => stepGeometry(run, k).conditionNumber),
      },
    };
  };

  const tell = (run, k) => {
    const { kind, angle, conditionNumber } = stepGeometry(run, k);
    const facts = `ψ = ${angle === null ? '–' : degrees(angle)}`;
    if (kind === 'over')
      return `${run.name} has ${run.end === 'completed' ? 'made all its steps' : 'left the picture'} by then.`;
    if (kind === 'at rest') return `${run.name} is at rest at step ${k}, or has no gradient there.`;
    if (kind === 'uphill') return `${run.name} goes uphill at step ${k}: ${facts}, so no metric explains it.`;
    return `${run.name} is natural gradient descent at step ${k}: ${facts}, κ* = ${shortNumber(conditionNumber)}.`;
  };

  const show = () => {
    const [at, chosen] = [Number(step.value), selected()];
    write(byId('step-value'), String(at));
    draw('map', mapDrawing(picture(), runs, { at, selected: chosen }));
    for (const [id, each] of Object.entries(charts)) draw(id, chart({ ...each, at, selected: chosen }));
    for (const run of runs) {
      const last = Math.min(at, run.points.length - 1);
      const { angle, conditionNumber } = stepGeometry(run, at);
      const texts = {
        eta: shortNumber(run.stepSize),
        loss: shortNumber(run.values[last]),
        angle: angle === null ? '–' : degrees(angle),
        kappa: conditionNumber === null ? '–' : shortNumber(conditionNumber),
      };
      writeRow(run.subject, texts, run.subject === chosen);
    }
    const run = runs[chosen];
    const place = Math.min(at, run.deltas.length);
    const g = (run.deltas[place] ?? [0, 0]).map((value) => value / run.stepSize);
    const y = run.slopes[place] ?? [0, 0];
    write(byId('said'), tell(run, at));
    showPair(g, y);
  };

  listenToSeries(radios, show);
  listenToPlay(play, step, show);

  const again = () => {
    chooseRuns();
    show();
  };
  loss.addEventListener('change', () => {
    fillStarts();
    again();
  });
  start.addEventListener('change', again);
  eta.addEventListener('input', again);
  step.addEventListener('input', show);
  const ofPaths = () => ({
    x: { label: 'step' },
    series: runs.flatMap(({ name, points }) =>
      [0, 1].map((axis) => ({
        name: `${name} θ${axis + 1}`,
        points: points.map((point, k) => [k, point[axis]]),
      })),
    ),
  });
  const ofVectors = () => {
    const run = runs[selected()];
    const column = (name, of) => ({ name, points: run.deltas.map((_, k) => [k, of(k)]) });
    return {
      x: { label: 'step' },
      series: [0, 1].flatMap((axis) => [
        column(`g${axis + 1}`, (k) => run.deltas[k][axis] / run.stepSize),
        column(`y${axis + 1}`, (k) => run.slopes[k][axis]),
      ]),
    };
  };
  listenToSaves({
    map: () => chartTable(ofPaths()),
    vectors: () => chartTable(ofVectors()),
    ...Object.fromEntries(['loss-curve', 'angle', 'kappa'].map((id) => [id, () => chartTable(charts[id])])),
  });
  fillStarts();
  again();
};
