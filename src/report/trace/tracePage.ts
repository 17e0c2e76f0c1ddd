import { degrees, percent, plural, shortNumber } from '../../numbers.ts';
import {
  lossKinds,
  type Spread,
  type TensorTrace,
  type TracePoint,
  type TraceReport,
} from '../../types/trace.ts';
import { number, share } from '../figures.ts';
import { page } from '../html/page.ts';
import { sortableTable } from '../html/table.ts';
import { verdictBadge } from '../html/verdict.ts';
import { lossNames } from '../lossNames.ts';
import { type Content, html, longText, type Markup } from '../markup.ts';
import { metricCurve, traceCurves } from './curves.ts';
import { stepDrawing } from './drawing.ts';
import { placeFields, traceScript } from './script.ts';

/** The page of a recorded run, whole in itself: a slider over its steps, curves, tensors, and what is not known. */
export const tracePage = (report: TraceReport): string => {
  const { points } = report.curve;
  const start = startOf(points);
  const first = points[start]!;
  const psi = first.angle === null ? null : (first.angle * Math.PI) / 180;
  const body = html`<header class="glance"><p class="kicker">A recorded run, step by step</p>
<h1>${longText(report.source.path.split('/').at(-1) ?? '', 120)}</h1>
<p class="lead">${report.source.kind} in ${report.source.precision}, ${plural(report.steps.logged, 'step')} logged (${shortNumber(report.steps.first)} … ${shortNumber(report.steps.last)}), ${plural(report.parameters, 'parameter')} in ${plural(report.tensors.length, 'tensor')}</p>
${facts(report)}${verdicts(report)}</header>
<section id="steps"><h2>Step by step</h2>
<p><label for="trace-step">Step <output for="trace-step" data-field="step">${first.step}</output></label></p>
<input type="range" id="trace-step" min="0" max="${points.length - 1}" value="${start}" step="1">
<p class="muted">${report.curve.stride > 1 ? `Each place of the slider is the worst of ${report.curve.stride} logged steps.` : 'Each place of the slider is one logged step.'}</p>
<div class="plots">${[stepFacts(), ...stepDrawing(psi, first.kind === 'effective')]}</div>
<div hidden id="trace-points" data-points="${longText(JSON.stringify(points.map((point) => placeOf(point, points))), 10_000_000)}"></div></section>
<section id="curves"><h2>Over the run</h2><div class="plots">${[...traceCurves(report), metricCurve(report)]}</div></section>
<section id="tensors"><h2>Tensors</h2>${tensorTable(report.tensors)}${findings(report)}</section>
<section id="unknown"><h2>What is not known</h2><ul>${notKnown(report).map((line) => html`<li>${line}</li>`)}</ul></section>`;
  return page({
    title: `${report.source.path.split('/').at(-1)}: a recorded run`,
    links: [
      { anchor: 'steps', name: 'Steps' },
      { anchor: 'curves', name: 'Curves' },
      { anchor: 'tensors', name: 'Tensors' },
      { anchor: 'unknown', name: 'Not known' },
    ],
    body,
    more: traceScript,
  }).markup;
};

const notKnown = ({ notes, unknown, identity }: TraceReport): readonly string[] => [
  ...notes,
  ...unknown,
  ...(identity?.relation === 'unknown' ? [`The rule is ${identity.sentence}.`] : []),
];

/** The place that is shown first: the worst ψ of a step that has a metric, or the first. */
const startOf = (points: readonly TracePoint[]): number =>
  points.reduce(
    (best, point, i) =>
      point.kind === 'effective' &&
      (point.angle ?? 0) > (points[best]!.kind === 'effective' ? (points[best]!.angle ?? 0) : -1)
        ? i
        : best,
    0,
  );

/** What the script of the page shows of a place: where it is, ψ, whether there is a metric, and the fields by name. */
const placeOf = (point: TracePoint, points: readonly TracePoint[]): readonly unknown[] => {
  const [first, last] = [points[0]!.step, points.at(-1)!.step];
  const text = (value: number | null, shown: (value: number) => string = shortNumber): string =>
    value === null ? '–' : shown(value);
  const bound = point.atMost ? '≤ ' : '';
  const shown: Readonly<Record<(typeof placeFields)[number], string>> = {
    step: String(point.step),
    kind: kindNames[point.kind],
    angle:
      point.angle === null
        ? '–'
        : bound + (point.angle < 0.01 ? `${shortNumber(point.angle)}°` : degrees(point.angle)),
    condition: point.conditionNumber === null ? 'none' : bound + shortNumber(point.conditionNumber),
    delta: text(point.deltaNorm),
    gradient: text(point.gradientNorm),
    gain: text(gainOf(point)),
    relative: text(point.relativeStep),
    loss: text(point.loss),
    lost: point.lossKind === null ? '–' : `${text(point.lossRatio)} (${lossNames[point.lossKind]})`,
    rate: text(point.stepSize),
  };
  return [
    last > first ? Number(((point.step - first) / (last - first)).toFixed(5)) : 0,
    point.angle === null ? null : Number(((point.angle * Math.PI) / 180).toPrecision(6)),
    point.kind === 'effective' ? 1 : 0,
    placeFields.map((name) => shown[name]).join('|'),
  ];
};

/** ‖g‖/‖y‖, which the drawing leaves out; null where one of them is not known. */
const gainOf = ({ deltaNorm, gradientNorm, stepSize }: TracePoint): number | null =>
  deltaNorm !== null && gradientNorm && stepSize ? deltaNorm / (stepSize * gradientNorm) : null;

const kindNames: Readonly<Record<TracePoint['kind'], string>> = {
  effective: 'effective',
  uphill: 'uphill',
  inconclusive: 'within rounding',
  'at-rest': 'at rest',
  'no-gradient': 'moves without a gradient',
  'not-finite': 'not finite',
};

const stepFacts = (): Markup => {
  const fact = (name: Content, field: string): Markup =>
    html`<div><dt>${name}</dt><dd data-field="${field}">–</dd></div>`;
  return html`<dl class="facts" id="step-facts">${[
    fact('is', 'kind'),
    fact('ψ', 'angle'),
    fact('κ*', 'condition'),
    fact('‖Δ‖', 'delta'),
    fact('‖y‖', 'gradient'),
    fact('‖g‖/‖y‖, g = Δ/η', 'gain'),
    fact('‖Δ‖/‖θ‖', 'relative'),
    fact('loss', 'loss'),
    fact('lost beside yᵀΔ', 'lost'),
    fact('learning rate', 'rate'),
  ]}</dl>`;
};

const spread = (value: Spread | null, shown: (value: number) => string): Content =>
  value === null
    ? '–'
    : `${value.atMost ? '≤ ' : ''}${shown(value.median)} median, ${shown(value.most)} most (step ${shortNumber(value.mostAt)})`;

const facts = (report: TraceReport): Markup => {
  const { kinds, stepSizes, loss } = report;
  const moving =
    kinds.effective + kinds.uphill + kinds.inconclusive + kinds['no-gradient'] + kinds['not-finite'];
  const rows: readonly (readonly [string, Content])[] = [
    [
      'yᵀΔ > 0, proved',
      `${shortNumber(kinds.effective)} of ${shortNumber(moving)} steps that move${moving > 0 ? ` (${percent(kinds.effective / moving)} %)` : ''}`,
    ],
    [
      'uphill · within rounding · at rest',
      `${shortNumber(kinds.uphill)} · ${shortNumber(kinds.inconclusive)} · ${shortNumber(kinds['at-rest'])}`,
    ],
    ['ψ', spread(report.angle, degrees)],
    ['κ*', spread(report.conditionNumber, shortNumber)],
    ...(stepSizes.first === null
      ? []
      : [
          [
            'learning rate',
            stepSizes.changes === 0
              ? shortNumber(stepSizes.first)
              : `${shortNumber(stepSizes.first)} to ${shortNumber(stepSizes.last!)}, ${plural(stepSizes.changes, 'change')}`,
          ] as const,
        ]),
    ...(loss.first === null
      ? []
      : [['loss', `${shortNumber(loss.first)} to ${shortNumber(loss.last!)}`] as const]),
  ];
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
};

const verdicts = ({ kinds, metric, promise, against, identity, loss }: TraceReport): Markup => {
  const lines: readonly (Markup | false)[] = [
    kinds.firstNot !== null &&
      html`<p class="hint">First without yᵀΔ > 0: step ${number(kinds.firstNot.step)}, ${kindNames[kinds.firstNot.kind]}.</p>`,
    promise !== null &&
      html`<p class="sentence">${verdictBadge(promise.verdict)} ${promise.promise} ${promise.sentence}</p>`,
    against !== null && html`<p class="sentence">${against.rule}: ${against.sentence}</p>`,
    identity !== null &&
      identity.relation !== 'unknown' &&
      html`<p class="sentence">The rule ${identity.sentence}.</p>`,
    metric !== null && html`<p class="sentence">One metric: ${metric.sentence}.</p>`,
    loss.judged > 0 && lossTable(loss),
  ];
  return html`${lines}`;
};

const lossTable = ({ kinds, firstOf, judged }: TraceReport['loss']): Markup =>
  sortableTable({
    caption: `What the loss lost beside yᵀΔ predicted, at ${plural(judged, 'step')}`,
    columns: [
      { title: 'lost' },
      { title: 'steps', numeric: true },
      { title: 'first at step', numeric: true },
    ],
    rows: lossKinds
      .filter((kind) => kinds[kind] !== undefined)
      .map((kind) => [
        lossNames[kind],
        html`${number(kinds[kind] ?? 0)}`,
        html`${number(firstOf[kind] ?? null)}`,
      ]),
  });

const tensorTable = (tensors: readonly TensorTrace[]): Markup =>
  sortableTable({
    caption: 'Each tensor over the run',
    columns: [
      { title: 'tensor' },
      { title: 'parameters', numeric: true },
      { title: 'yᵀΔ > 0', numeric: true },
      { title: 'ψ median', numeric: true },
      { title: 'ψ most', numeric: true },
      { title: 'κ* most', numeric: true },
      { title: '‖Δ‖/‖θ‖ median', numeric: true },
    ],
    rows: tensors.slice(0, 1000).map(({ name, count, kinds, angle, conditionNumber, relativeStep }) => {
      const moving =
        kinds.effective + kinds.uphill + kinds.inconclusive + kinds['no-gradient'] + kinds['not-finite'];
      return [
        html`<code>${longText(name, 120)}</code>`,
        html`${number(count)}`,
        html`${share(moving === 0 ? Number.NaN : kinds.effective / moving)}`,
        { content: angle === null ? '–' : degrees(angle.median), sort: angle?.median ?? -1 },
        { content: angle === null ? '–' : degrees(angle.most), sort: angle?.most ?? -1 },
        html`${number(conditionNumber?.most ?? null)}`,
        html`${number(relativeStep?.median ?? null)}`,
      ];
    }),
  });

const findings = ({ findings: found }: TraceReport): Markup | false =>
  found.length > 0 &&
  html`<ul>${found.slice(0, 200).map(({ tensor, kind, from }) => html`<li><code>${longText(tensor, 120)}</code> is ${kind} from step ${number(from)} on</li>`)}</ul>`;
