import pc from 'picocolors';
import { degrees, percent, plural, shortNumber } from '../../numbers.ts';
import { lossNames } from '../../report/lossNames.ts';
import { worstTensors } from '../../report/worstTensors.ts';
import type { TraceResult } from '../../trace/judgeRecording.ts';
import { movingSteps } from '../../trace/kinds.ts';
import { lossKinds, type Spread, type StepKind, type TensorTrace } from '../../types/trace.ts';
import { printable } from './printable.ts';

const margin = 18;
const nameWidth = 22;

/** What a recorded run came to, as lines of at most so many columns. */
export const traceLines = (trace: TraceResult, width: number): readonly string[] => {
  const { source, steps, parameters, tensors } = trace;
  const columns = Math.max(60, width);
  const lines = [
    pc.bold(printable(source.path, columns)),
    ...wrapped(
      `${source.kind} in ${source.precision}: ${plural(steps.logged, 'step')} logged (${shortNumber(steps.first)} … ${shortNumber(steps.last)}${
        source.every !== null && source.every > 1 ? `, one in ${source.every}` : ''
      }), ${plural(parameters, 'parameter')} in ${plural(tensors.length, 'tensor')}`,
      columns,
      2,
    ),
  ];
  const say = (name: string, text: string): void => {
    lines.push(...labelled(name, text, columns));
  };
  say('yᵀΔ > 0', shareText(trace));
  if (trace.angle) say('ψ', spreadText(trace.angle, angleText));
  if (trace.conditionNumber) say('κ*', spreadText(trace.conditionNumber, shortNumber));
  if (trace.relativeStep) say('‖Δ‖/‖θ‖', spreadText(trace.relativeStep, shortNumber));
  const rate = rateText(trace.stepSizes);
  if (rate !== undefined) say('learning rate', rate);
  const loss = lossText(trace.loss);
  if (loss !== undefined) say('loss', loss);
  if (trace.metric) {
    const { most, median, sentence, spans } = trace.metric;
    const of = (value: number): string => (value >= most ? `${most} or more` : shortNumber(value));
    say(
      'one metric',
      `median over steps in a row: ${of(median.notRefuted)} not refuted, ${of(median.explained)} explained, ${of(median.within1)} within 1 %, ${of(median.within10)} within 10 %; ${sentence}`,
    );
    if (spans.length > 1) {
      const curves = [
        ['not refuted', spans.map(({ notRefuted }) => notRefuted)],
        ['within 1 %', spans.map(({ within1 }) => within1)],
        ['within 10 %', spans.map(({ within10 }) => within10)],
      ] as const;
      for (const [name, values] of curves) say('', `${name.padEnd(12)}${sparkline(values, most)}`);
    }
  }
  if (tensors.length > 1) lines.push(...tensorLines(worstTensors(tensors), tensors.length));
  for (const { tensor, kind, from } of trace.findings.slice(0, 20)) {
    lines.push(`${pc.yellow('!')} ${printable(tensor, 40)} is ${kind} from step ${shortNumber(from)} on`);
  }
  if (trace.findings.length > 20) lines.push(`  … and ${trace.findings.length - 20} more`);
  if (trace.against) say('against', `${trace.against.rule}: ${trace.against.sentence}`);
  const { identity } = trace;
  if (identity && identity.relation !== 'unknown') say('rule', identity.sentence);
  if (trace.promise) {
    const { promise, sentence, verdict } = trace.promise;
    const mark = { verified: pc.green('✓'), falsified: pc.red('✗'), inconclusive: pc.yellow('?') }[verdict];
    const [first, ...rest] = wrapped(`${promise} ${sentence}`, columns, 4);
    lines.push(`  ${mark} ${first!.slice(4)}`, ...rest);
  }
  for (const note of trace.notes) say('note', note);
  for (const sentence of trace.unknown) say('not known', sentence);
  if (identity?.relation === 'unknown') say('not known', `The rule is ${identity.sentence}.`);
  return lines;
};

/** Columns of a curve. */
const curveWidth = 40;

/** A curve of eight heights, each column the least of as many values. */
const sparkline = (values: readonly number[], most: number): string => {
  const columns = Math.min(curveWidth, values.length);
  return Array.from({ length: columns }, (_, k) => {
    const [from, to] = [k, k + 1].map((at) => Math.floor((at * values.length) / columns));
    const least = Math.min(...values.slice(from, to));
    return '▁▂▃▄▅▆▇█'[Math.max(0, Math.ceil((8 * least) / most) - 1)];
  }).join('');
};

/** Text of any length below each other, the later lines indented. */
const wrapped = (text: string, columns: number, indent: number): readonly string[] => {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  for (const word of printable(text, 2000).split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = ' '.repeat(indent);
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line];
};

const labelled = (name: string, text: string, columns: number): readonly string[] => {
  const [first, ...rest] = wrapped(text, columns, margin);
  return [`  ${pc.dim(name.padEnd(margin - 2))}${first!.slice(margin)}`, ...rest];
};

const kindNames: Readonly<Record<StepKind, string>> = {
  effective: 'effective',
  uphill: 'uphill',
  inconclusive: 'within rounding',
  'at-rest': 'at rest',
  'no-gradient': 'moving without a gradient',
  'not-finite': 'not finite',
};

const shareText = ({ kinds }: TraceResult): string => {
  const moving = movingSteps(kinds);
  const others = (['uphill', 'inconclusive', 'no-gradient', 'not-finite', 'at-rest'] as const)
    .filter((kind) => kinds[kind] > 0)
    .map((kind) => `${shortNumber(kinds[kind])} ${kindNames[kind]}`);
  const share = moving > 0 ? ` (${percent(kinds.effective / moving)} %)` : '';
  const first = kinds.firstNot
    ? `; first without at step ${shortNumber(kinds.firstNot.step)}: ${kindNames[kinds.firstNot.kind]}`
    : '';
  return [`${shortNumber(kinds.effective)} of ${shortNumber(moving)} steps that move${share}`, ...others]
    .join(', ')
    .concat(first);
};

const spreadText = (spread: Spread, shown: (value: number) => string): string => {
  const { median, most, mostAt, atMost } = spread;
  return `median ${atMost ? '≤ ' : ''}${shown(median)}, most ${shown(most)} at step ${shortNumber(mostAt)}`;
};

/** An angle that shows how small it is, too. */
const angleText = (angle: number): string =>
  angle < 0.01 && angle > 0 ? `${shortNumber(angle)}°` : degrees(angle);

const rateText = ({ first, last, changes, shown }: TraceResult['stepSizes']): string | undefined => {
  if (first === null) return undefined;
  if (changes === 0) return shortNumber(first);
  const some = shown
    .slice(0, 3)
    .map(({ step, from, to }) => `${shortNumber(from)} → ${shortNumber(to)} at step ${shortNumber(step)}`);
  return `from ${shortNumber(first)} to ${shortNumber(last!)}, ${plural(changes, 'change')}: ${some.join(', ')}${changes > 3 ? ', …' : ''}`;
};

const lossText = ({
  logged,
  first,
  last,
  judged,
  kinds,
  firstOf,
}: TraceResult['loss']): string | undefined => {
  if (logged === 0) return undefined;
  const run = `from ${shortNumber(first!)} to ${shortNumber(last!)}`;
  if (judged === 0) return run;
  const parts = lossKinds.flatMap((kind) => {
    const count = kinds[kind];
    if (count === undefined) return [];
    const from = kind === 'as-predicted' ? '' : `, first at step ${shortNumber(firstOf[kind]!)}`;
    return [`${shortNumber(count)} ${lossNames[kind]}${from}`];
  });
  return `${run}; lost beside yᵀΔ predicted, at ${plural(judged, 'step')}: ${parts.join('; ')}`;
};

const tensorLines = (worst: readonly TensorTrace[], all: number): readonly string[] => {
  const head = `  ${pc.dim(all > worst.length ? `worst ${worst.length} of ${all}` : 'tensors')}`;
  const columns = ['yᵀΔ > 0', 'ψ median', 'ψ most', 'at step', 'κ* most'];
  const cell = (text: string): string => text.padStart(11);
  return [
    `${head.padEnd(head.length - (all > worst.length ? `worst ${worst.length} of ${all}` : 'tensors').length + nameWidth)}${columns.map(cell).join('')}`,
    ...worst.map(({ name, kinds, angle, conditionNumber }) => {
      const moving = movingSteps(kinds);
      const cells = [
        moving === 0 ? '–' : `${percent(kinds.effective / moving)} %`,
        angle ? angleText(angle.median) : '–',
        angle ? angleText(angle.most) : '–',
        angle ? shortNumber(angle.mostAt) : '–',
        conditionNumber ? shortNumber(conditionNumber.most) : '–',
      ];
      return `  ${printable(name, nameWidth - 1).padEnd(nameWidth)}${cells.map(cell).join('')}`;
    }),
  ];
};
