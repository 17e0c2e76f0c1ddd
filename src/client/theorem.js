import { certifyConditionNumber } from '../certify/conditionNumber.ts';
import { certifyMapsTo } from '../certify/mapsTo.ts';
import { certifyPositiveDefinite } from '../certify/positiveDefinite.ts';
import { minimumConditionNumber } from '../metric/conditionNumber.ts';
import { effectivePair } from '../metric/effectivePair.ts';
import { familyMetric } from '../metric/family.ts';
import { minimiserMetric } from '../metric/minimiser.ts';
import { pairGeometry } from '../metric/pairGeometry.ts';
import { degrees, shortNumber } from '../numbers.ts';
import { chart, chartTable } from '../report/show/chart.ts';
import * as theorem from '../report/show/theorem.ts';
import { playground, spectrumDrawing, unit } from '../report/show/theoremDrawing.ts';
import { byId, draw, listenToSaves, write } from './shared.js';

const rightAngle = theorem.towardsRightAngle();

/** The page of the theorem. */
export const playTheorem = () => {
  const [dimension, alpha, yaw, tau, spoil, bound] = [
    'dimension',
    'alpha',
    'yaw',
    'tau',
    'spoil',
    'bound',
  ].map(byId);
  let charts = {};

  const size = () => Number(dimension.value);
  const input = (name, i) => byId(`${name}${i}`);
  const vector = (name) => Array.from({ length: size() }, (_, i) => Number(input(name, i).value) || 0);

  /** Two orthonormal rows: what is seen across and upwards. */
  const view = () => {
    if (size() === 2)
      return [
        [1, 0],
        [0, 1],
      ];
    const [turn, tilt] = [(Number(yaw.value) * Math.PI) / 180, 0.35];
    return [
      [Math.cos(turn), -Math.sin(turn), 0],
      [Math.sin(turn) * Math.sin(tilt), Math.cos(turn) * Math.sin(tilt), Math.cos(tilt)],
    ];
  };
  const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  const seen = (v) => view().map((row) => dot(row, v));

  const place = (name, v) =>
    v.forEach((value, i) => {
      input(name, i).value = Number(value.toFixed(3));
    });

  /** Moves a tip by this much as it is seen. */
  const move = (name, across, up) => {
    const [right, above] = view();
    const reach = (value) => Math.max(-3, Math.min(3, value));
    place(
      name,
      vector(name).map((value, i) => reach(value + across * right[i] + up * above[i])),
    );
    show();
  };

  const field = (name, text) => {
    for (const element of document.querySelectorAll(`output[data-field="${name}"]`)) write(element, text);
  };

  const drawPair = (g, y, metric) => {
    const unitVectors = Array.from({ length: size() }, (_, j) =>
      Array.from({ length: size() }, (_, i) => Number(i === j)),
    );
    const text = (v) => `(${v.map(shortNumber).join(', ')})`;
    draw(
      'pair',
      playground({
        g: seen(g),
        y: seen(y),
        ball: metric && theorem.outline(metric, view()),
        axes: unitVectors.map(seen),
        texts: { g: text(g), y: text(y) },
      }),
    );
  };

  const certify = (dense, g, y, K) => {
    const told = (id, { status, margin, method, exact }) => {
      const row = byId(id);
      const cell = row.querySelector('[data-field=status]');
      const kind = { proved: 'verified', refuted: 'falsified', inconclusive: 'inconclusive' }[status];
      cell.className = `verdict ${kind}`;
      write(cell, status);
      write(row.querySelector('[data-field=margin]'), shortNumber(margin));
      write(row.querySelector('[data-field=method]'), method ?? (exact ? 'exactly' : 'within its rounding'));
    };
    told('definite', certifyPositiveDefinite(dense));
    told('maps', certifyMapsTo(dense, g, y));
    told('bounded', certifyConditionNumber(dense, K));
  };

  const withoutMetric = (sentence) => {
    write(byId('said'), sentence);
    for (const id of ['spectrum', 'condition', 'eigenvalues', 'sector', 'minimisers']) draw(id, '');
    for (const name of ['alphaStar', 'least', 'lambda', 'kappa']) field(name, '–');
    for (const id of ['definite', 'maps', 'bounded']) {
      for (const cell of byId(id).querySelectorAll('td')) {
        cell.className = '';
        write(cell, '–');
      }
    }
    for (const id of ['numpy', 'typescript', 'latex']) write(byId(id), 'there is no M');
  };

  const drawCharts = (pair, g, y, metric) => {
    const ratio = 10 ** Number(alpha.value);
    const curve = theorem.familyCurve(pair);
    const least = minimumConditionNumber(pair);
    const line = (name, index, levels, of) => ({
      name,
      index,
      points: levels.map((level) => [level.x, level[of]]),
    });
    const [bottom, top] = [metric.eigenvalues[0].value, metric.eigenvalues.at(-1).value];
    const star = theorem.alphaStarOf(pair);
    charts = {
      condition: {
        alt: `Condition number of M(α): ${shortNumber(metric.conditionNumber)} now, at least ${shortNumber(least)}.`,
        x: { label: 'α/α*', log: true },
        y: { label: 'κ', log: true },
        series: [line('κ(M(α))', 0, curve, 'conditionNumber')],
        rules: [{ y: least, name: `κ* = ${shortNumber(least)}` }],
        dots: [{ x: ratio, y: metric.conditionNumber, name: shortNumber(metric.conditionNumber), index: 1 }],
        at: ratio,
      },
      eigenvalues: {
        alt: `Eigenvalues of M(α): ${metric.eigenvalues.map(({ value }) => shortNumber(value)).join(', ')} now.`,
        x: { label: 'α/α*', log: true },
        isNamed: true,
        y: { label: 'λ', log: true },
        series: [
          line('λmin', 0, curve, 'least'),
          line('λmax', 1, curve, 'greatest'),
          ...(size() > 2 ? [line('α', 2, curve, 'middle')] : []),
        ],
        dots: [
          { x: ratio, y: bottom, name: 'λmin', index: 0 },
          { x: ratio, y: top, name: 'λmax', index: 1 },
        ],
        at: ratio,
      },
      sector: {
        alt: `Least λmax for every λmin; M(α) is at ${shortNumber(bottom)} and ${shortNumber(top)}.`,
        x: { label: 'λmin', log: true },
        y: { label: 'λmax', log: true },
        series: [{ name: 'least λmax', index: 2, points: theorem.sectorFrontier(g, y) }],
        dots: [
          { x: star * (1 - pair.sine), y: star * (1 + pair.sine), name: 'M(α*)', index: 2 },
          ...(ratio === 1 ? [] : [{ x: bottom, y: top, name: 'M(α)', index: 1 }]),
        ],
      },
      'right-angle': {
        alt: `κ*, λmin and λmax against the distance from a right angle, now ${shortNumber(Math.PI / 2 - pair.angle)}.`,
        x: { label: 'δ = π/2 − ψ', log: true },
        isNamed: true,
        y: { label: 'κ*, λ', log: true },
        series: [
          line('κ*', 0, rightAngle, 'conditionNumber'),
          line('λmax', 1, rightAngle, 'greatest'),
          line('λmin', 2, rightAngle, 'least'),
        ],
        dots: [
          {
            x: Math.max(1e-6, Math.PI / 2 - pair.angle),
            y: least,
            name: `κ* = ${shortNumber(least)}`,
            index: 0,
          },
        ],
      },
    };
    if (size() > 2) {
      const tilts = theorem.minimiserCurve(pair);
      const now = minimiserMetric(pair, [Number(tau.value)]);
      charts.minimisers = {
        alt: `Eigenvalues of all minimisers; κ is ${shortNumber(now.conditionNumber)} for each.`,
        x: { label: 'τ' },
        isNamed: true,
        y: { label: 'λ' },
        series: [
          line('λmin', 0, tilts, 'least'),
          line('λmax', 1, tilts, 'greatest'),
          line('off the plane', 2, tilts, 'middle'),
        ],
        at: Number(tau.value),
        rules: [{ y: star, name: `α*; κ = ${shortNumber(now.conditionNumber)} for every τ` }],
      };
      write(byId('tau-value'), shortNumber(Number(tau.value)));
    }
    for (const [id, each] of Object.entries(charts)) draw(id, chart(each));
  };

  const show = () => {
    const [g, y] = [vector('g'), vector('y')];
    for (const element of document.querySelectorAll('.third')) element.hidden = size() === 2;
    const ratio = 10 ** Number(alpha.value);
    write(byId('alpha-value'), shortNumber(ratio));
    alpha.setAttribute('aria-valuetext', `${shortNumber(ratio)} α*`);
    write(byId('yaw-value'), `${yaw.value}°`);
    field('product', shortNumber(dot(g, y)));
    if ([g, y].some((v) => v.every((value) => value === 0))) {
      drawPair(g, y, null);
      field('cosine', '–');
      field('angle', '–');
      return withoutMetric('One of g and y is zero: there is no metric, unless both are.');
    }
    const { sign, cosine, angle } = pairGeometry(g, y);
    field('cosine', shortNumber(cosine));
    field('angle', degrees((angle * 180) / Math.PI));
    if (sign !== 1) {
      drawPair(g, y, null);
      return withoutMetric(
        `yᵀg = ${shortNumber(dot(g, y))} is not above 0: no metric maps g to y, and the step does not descend.`,
      );
    }
    const pair = effectivePair(g, y);
    const star = theorem.alphaStarOf(pair);
    const metric = familyMetric(pair, star * ratio);
    const least = minimumConditionNumber(pair);
    write(
      byId('said'),
      `g = M⁻¹y with κ(M) = ${shortNumber(metric.conditionNumber)}; no metric has less than κ* = ${shortNumber(least)}, for ψ = ${degrees((angle * 180) / Math.PI)}.`,
    );
    field('alphaStar', shortNumber(star));
    field('least', shortNumber(least));
    field(
      'lambda',
      metric.eigenvalues
        .map(
          ({ value, multiplicity }) => shortNumber(value) + (multiplicity > 1 ? ` (${multiplicity} ×)` : ''),
        )
        .join(', '),
    );
    field('kappa', shortNumber(metric.conditionNumber));
    drawPair(g, y, metric);
    const names = metric.eigenvalues.length > 2 ? ['λmin', 'α', 'λmax'] : ['λmin', 'λmax'];
    draw(
      'spectrum',
      spectrumDrawing(metric.eigenvalues.map(({ value }, i) => ({ value, name: names[i] ?? 'λ' }))),
    );
    drawCharts(pair, g, y, metric);
    const rows = theorem.rowsOf(metric);
    const factor = Number(spoil.value) === 0 ? 1 : 1 + 10 ** (Number(spoil.value) - 16);
    const spoilt = rows.map((row, i) =>
      row.map((value, j) => (i + j === 0 ? value * factor : (value + rows[j][i]) / 2)),
    );
    write(
      byId('spoil-value'),
      factor === 1 ? '1 (not at all)' : `1 + ${shortNumber(10 ** (Number(spoil.value) - 16))}`,
    );
    const K = least * 1.1 ** (Number(bound.value) / 2);
    write(byId('bound-value'), `${shortNumber(1.1 ** (Number(bound.value) / 2))} (K = ${shortNumber(K)})`);
    certify({ rows: g.length, columns: g.length, get: (i, j) => spoilt[i][j] }, g, y, K);
    for (const [id, text] of Object.entries(theorem.matrixTexts(spoilt))) write(byId(id), text);
  };

  let dragged;
  let from;
  document.addEventListener('pointerdown', (event) => {
    const handle = event.target.closest?.('.handle');
    if (!handle) return;
    dragged = handle.id.at(-1);
    from = [event.clientX, event.clientY];
    handle.focus();
    event.preventDefault();
  });
  document.addEventListener('pointermove', (event) => {
    if (!dragged) return;
    const svg = byId('pair').querySelector('svg');
    const pixels = (svg.getBoundingClientRect().width / svg.viewBox.baseVal.width) * unit;
    move(dragged, (event.clientX - from[0]) / pixels, (from[1] - event.clientY) / pixels);
    from = [event.clientX, event.clientY];
  });
  for (const end of ['pointerup', 'pointercancel'])
    document.addEventListener(end, () => {
      dragged = undefined;
    });
  document.addEventListener('keydown', (event) => {
    const handle = event.target.closest?.('.handle');
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const way = handle && ways[event.key];
    if (!way) return;
    event.preventDefault();
    const by = event.shiftKey ? 0.01 : 0.1;
    move(handle.id.at(-1), by * way[0], by * way[1]);
  });
  for (const element of [dimension, alpha, yaw, tau, spoil, bound]) element.addEventListener('input', show);
  for (const name of ['g', 'y']) for (const i of [0, 1, 2]) input(name, i).addEventListener('input', show);
  listenToSaves(
    Object.fromEntries(
      ['condition', 'eigenvalues', 'sector', 'right-angle', 'minimisers'].map((id) => [
        id,
        () => chartTable(charts[id]),
      ]),
    ),
  );
  show();
};
