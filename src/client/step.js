// What pages of runs have in common: the geometry of one step, a table of what is drawn, and the time that goes by.
import { effectivePair } from '../metric/effectivePair.ts';
import { optimalMetric } from '../metric/optimal.ts';
import { shortNumber } from '../numbers.ts';
import { ballDrawing, hasMetric, vectorDrawing } from '../report/show/stepDrawing.ts';
import { byId, draw, write } from './shared.js';

/** The step from g to y, two numbers each: drawn, and with its metric in numbers. */
export const showPair = (g, y) => {
  draw('vectors', vectorDrawing(g, y));
  draw('ball', ballDrawing(g, y));
  const rows = [];
  const row = (name, texts) => {
    const line = document.createElement('tr');
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = name;
    line.append(
      head,
      ...texts.map((text) =>
        Object.assign(document.createElement('td'), { textContent: text, colSpan: 2 / texts.length }),
      ),
    );
    rows.push(line);
  };
  row('g = Δ/η', [...g].map(shortNumber));
  row('y = −∇L', [...y].map(shortNumber));
  if (hasMetric(g, y)) {
    const metric = optimalMetric(effectivePair(g, y));
    const columns = [
      [1, 0],
      [0, 1],
    ].map((unit) => [...metric.apply(unit)].map(shortNumber));
    row('M, first row', [columns[0][0], columns[1][0]]);
    row('M, second row', [columns[0][1], columns[1][1]]);
    row(
      'eigenvalues of M',
      metric.eigenvalues.map(({ value }) => shortNumber(value)),
    );
    row('κ(M) = κ*', [shortNumber(metric.conditionNumber)]);
  }
  byId('matrix').replaceChildren(...rows);
};

/** Fills the row of a series. */
export const writeRow = (series, texts, isSelected) => {
  const row = document.querySelector(`tr[data-series="${series}"]`);
  row.toggleAttribute('data-selected', isSelected);
  for (const cell of row.querySelectorAll('[data-field]')) write(cell, texts[cell.dataset.field]);
};

/** What is pointed at stands out everywhere, and what is chosen in a drawing is chosen in the table. */
export const listenToSeries = (radios, show) => {
  const seriesOf = ({ target }) =>
    target instanceof Element ? target.closest('[data-series]')?.dataset.series : undefined;
  document.addEventListener('pointerover', (event) => {
    const series = seriesOf(event);
    for (const element of document.querySelectorAll('svg [data-series]'))
      element.classList.toggle('lit', element.dataset.series === series);
  });
  document.addEventListener('click', (event) => {
    const series = event.target.closest?.('svg') ? seriesOf(event) : undefined;
    if (series === undefined) return;
    radios[Number(series)].checked = true;
    show();
  });
  for (const radio of radios) radio.addEventListener('change', show);
};

/** A button that moves a slider to its end. */
export const listenToPlay = (play, step, show) => {
  let timer;
  const last = Number(step.max);
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    play.setAttribute('aria-pressed', 'false');
    write(play, 'Play');
  };
  play.addEventListener('click', () => {
    if (timer !== undefined) return stop();
    // Where motion is unwelcome, ten still pictures in place of a film.
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const by = still ? Math.ceil(last / 10) : 1;
    if (Number(step.value) >= last) step.value = 0;
    play.setAttribute('aria-pressed', 'true');
    write(play, 'Pause');
    timer = setInterval(
      () => {
        step.value = Number(step.value) + by;
        show();
        if (Number(step.value) >= last) stop();
      },
      still ? 1000 : 60,
    );
  });
};
