import { plural, shortNumber } from '../../numbers.ts';
import type { FaultKindReport, KillEntry, KillMatrix, KillWitness } from '../../types/report.ts';
import { number, vector } from '../figures.ts';
import { isNamed, shownBy, shownSentences } from '../killSigns.ts';
import { killTally, refutingNone, seenWithoutLaws, survives } from '../killTally.ts';
import { html, longText, type Markup, prose } from '../markup.ts';
import { detectionPlots } from '../plots/detection.ts';
import { killOutcome } from '../tally.ts';
import { copyable } from './copy.ts';

const legend = ({ seeds }: KillMatrix): Markup =>
  html`<p class="legend">Cases until a check or claim refutes the fault, alone, with ${seeds.length > 1 ? html`the first of the ${number(seeds.length)} seeds, ${seeds[0]}` : html`seed ${seeds[0]}`}; another seed gives other counts, and where a check refutes few cases of a fault, other cells: <span><i class="k0">1</i>first case</span> <span><i class="k1">2</i>up to 10</span> <span><i class="k2">11</i>up to 100</span> <span><i class="k3">101</i>more</span> <span><i class="measured">(1)</i>measured only: a law that the fault does not claim</span> <span><i class="none">·</i>not refuted</span> <span><i class="na">&nbsp;</i>does not apply</span></p>`;

/** What the suite catches: every seeded fault against everything that could refute it, and how fast it does. */
export const matrixParts = (matrix: KillMatrix): Markup =>
  html`<p class="sentence">${sentence(matrix)}</p>
<div class="plots">${detectionPlots(matrix)}</div>
${legend(matrix)}
${matrix.banks.map((kind, index) => kindPart(kind, index, matrix))}`;

const sentence = (matrix: KillMatrix): string => {
  const { median, worst } = killTally(matrix.banks);
  const seeds = plural(matrix.seeds.length, 'seed');
  const half = median === null ? '' : ` With ${seeds}, half are detected within ${plural(median, 'case')}`;
  const all = worst === null ? '' : `${half === '' ? ' All' : ' and all'} within ${plural(worst, 'case')}`;
  const each = half === '' && all === '' ? '' : ' of each check or claim.';
  return `${killOutcome(matrix)}.${half}${all}${each}`;
};

const kindPart = (kind: FaultKindReport, index: number, matrix: KillMatrix): Markup => {
  const { entries, refuted, median, worst } = killTally([kind]);
  const unable = refutingNone(kind);
  const lawless = seenWithoutLaws([kind]);
  return html`<h3>${capital(kind.noun)}</h3>
<p>${refuted} of ${entries} refuted; detected within ${figure(median)} in the median, ${figure(worst)} at worst.${lawless.entries > 0 && html` ${lawless.seen} of ${lawless.entries} are seen without any law that they claim, within ${matrix.casesWithoutLaws ?? 0} cases of each check and one seed.`}${unable.length > 0 && html` <span class="muted">No fault is refuted by ${unable.map(unableText).join('; ')}.</span>`}</p>
${shownSentences([kind]).map((text) => html`<p>${text}</p>\n`)}${table(kind, index, matrix)}
<details class="entries"><summary>What each is modelled on, with its minimal counterexample</summary>${kind.entries.map(
    (entry, row) => entryPart(entry, `kill-${index}-${row}`, kind),
  )}</details>`;
};

/** A column that refutes nothing, and why it cannot where that is known. */
const unableText = ({ id, idle }: FaultKindReport['columns'][number]): string =>
  idle === undefined ? id : `${id} (${idle})`;

const figure = (count: number | null): string => (count === null ? '–' : plural(count, 'case'));

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Columns that stand together under the name of their layer. */
const groups = ({
  columns,
}: FaultKindReport): readonly { readonly name: string; readonly span: number }[] => {
  const found: { name: string; span: number }[] = [];
  for (const { layer = 'claims' } of columns) {
    const last = found.at(-1);
    if (last?.name === layer) last.span++;
    else found.push({ name: layer, span: 1 });
  }
  return found;
};

/** Whether the column is the first of its layer. */
const opens = ({ columns }: FaultKindReport, index: number): boolean =>
  index === 0 || columns[index]?.layer !== columns[index - 1]?.layer;

const table = (
  kind: FaultKindReport,
  index: number,
  { seeds, casesPerColumn, casesWithoutLaws }: KillMatrix,
): Markup => {
  const caption = `${capital(kind.noun)} against each check or claim, up to ${shortNumber(casesPerColumn)} cases each with seed ${seeds[0]}`;
  const lawless = seenWithoutLaws([kind]).entries > 0;
  const signed = kind.entries.some(({ signs }) => signs !== undefined);
  return html`<div class="matrix" tabindex="0" role="group" aria-label="Table: ${caption}">
<table><caption class="visually-hidden">${caption}</caption><thead>
<tr><th class="corner" scope="col" rowspan="2">Fault</th><th colspan="2" scope="colgroup">${plural(seeds.length, 'seed')}</th>${lawless && html`<th scope="colgroup">seed ${seeds[0]}</th>`}${signed && html`<th colspan="3" scope="colgroup">shown by</th><th scope="colgroup">hidden by</th>`}${groups(
    kind,
  ).map(({ name, span }) => html`<th colspan="${span}" scope="colgroup">${name}</th>`)}</tr>
<tr><th scope="col" class="group"><span class="vertical">median</span></th><th scope="col"><span class="vertical">worst</span></th>${lawless && html`<th scope="col" class="group" title="Refuted when it claims no law, and is compared with no other rule, within ${casesWithoutLaws ?? 0} cases of each check"><span class="vertical">seen without any claimed law</span></th>`}${signed && signHeads}${kind.columns.map(
    ({ id, claim }, i) =>
      html`<th scope="col"${opens(kind, i) && html` class="group"`} title="${claim}"><span class="vertical">${id}</span></th>`,
  )}</tr></thead>
<tbody>${kind.entries.map(
    (entry, row) =>
      html`<tr><th scope="row"><a href="#kill-${index}-${row}">${entry.name}</a>${survives(entry) && html` <b class="falsified">not refuted</b>`}</th>${[
        entry.detection.median,
        entry.detection.worst,
      ].map(
        (count, i) => html`<td class="sum${i === 0 && ' group'}">${number(count)}</td>`,
      )}${lawless && html`<td class="sum group">${entry.withoutLaws === null ? 'no' : 'yes'}</td>`}${signed && signCells(kind, entry)}${kind.columns.map(({ id }, i) => cell(entry, id, opens(kind, i) ? ' group' : ''))}</tr>\n`,
  )}</tbody></table></div>`;
};

const signHeads = html`<th scope="col" class="group" title="With default settings a suspicion is raised"><span class="vertical">a suspicion</span></th><th scope="col" title="Identification names another rule than the one it was meant to be, or says where it differs from that one"><span class="vertical">the identity</span></th><th scope="col" title="No verdict, suspicion or identification reveals it; comparing it with the right rule does"><span class="vertical">only --against</span></th><th scope="col" class="group" title="If it claims no laws and the suggested contract is adopted, it is verified"><span class="vertical">a suggestion</span></th>`;

const signCells = (kind: FaultKindReport, entry: KillEntry): Markup => {
  const onlyAgainst = shownBy(kind, entry, true) === 'against';
  const shown = [
    (entry.signs?.suspicions.length ?? 0) > 0,
    isNamed(entry),
    onlyAgainst,
    (entry.signs?.hiddenBy ?? null) !== null,
  ];
  return html`${shown.map((is, i) => html`<td class="${is ? 'sum' : 'none'}${(i === 0 || i === 3) && ' group'}">${is ? 'yes' : '·'}</td>`)}`;
};

const cell = ({ refutedAfter, measured }: KillEntry, id: string, group: string): Markup => {
  if (!Object.hasOwn(refutedAfter, id)) return html`<td class="na${group}"></td>`;
  const count = refutedAfter[id] ?? null;
  if (count === null) return html`<td class="none${group}">·</td>`;
  return measured.includes(id)
    ? html`<td class="measured${group}">(${count})</td>`
    : html`<td class="${shade(count)}${group}">${count}</td>`;
};

const shade = (count: number): string => `k${count <= 1 ? 0 : count <= 10 ? 1 : count <= 100 ? 2 : 3}`;

const entryPart = (entry: KillEntry, anchor: string, { columns }: FaultKindReport): Markup => {
  const { name, modelledOn, against, detection, minimal, signs } = entry;
  const first = Object.entries(detection.first)
    .sort(([, a], [, b]) => b - a)
    .map(([id, seeds]) => `${id} (${plural(seeds, 'seed')})`)
    .join(', ');
  return html`<details id="${anchor}"><summary>${name}${survives(entry) && html` <b class="falsified">not refuted</b>`} <span class="muted">median ${number(detection.median)}, worst ${number(detection.worst)}</span></summary>
<p>${prose(modelledOn)}${against !== undefined && html`; only agreement with <code>${against}</code> sets it apart`}</p>
${first !== '' && html`<p class="muted">First to refute it: ${first}</p>`}
${signs && html`<p class="muted">Suspicions: ${signs.suspicions.join(', ') || 'none'}. Called after what it was meant to be: ${signs.called ?? 'nothing tells it from that'}. Under a name that says nothing: ${signs.unnamed ?? 'named as nothing else'}.${(signs.hiddenBy ?? null) !== null && html` Hidden by the suggestion <code>${signs.hiddenBy}</code>.`}</p>\n`}${minimal && witness(minimal, columns.find(({ id }) => id === minimal.column)?.claim)}</details>`;
};

/** Characters of a value that a claim was given. */
const valueLimit = 1000;

/** Entries of θ that are shown. */
const shownEntries = 12;

/** @param claim what the column asserts, for one whose sentence is empty */
const witness = (minimal: KillWitness, claim: string | undefined): Markup =>
  html`<p><b>${minimal.column}</b> ${prose(minimal.sentence === '' ? `does not hold: ${claim ?? ''}` : minimal.sentence)}</p>
${typeof minimal.case === 'string' ? html`<p><code>${longText(minimal.case, valueLimit)}</code></p>` : scenario(minimal.case)}
${copyable(minimal.again, 'command that finds it again')}`;

const scenario = ({
  loss,
  theta,
  stepSize,
  steps,
  hyperparameters,
}: Exclude<KillWitness['case'], string>): Markup => {
  const facts: readonly (readonly [string, Markup])[] = [
    ['Loss', html`${loss.family}`],
    ['θ₀', vector(theta, shownEntries)],
    ['η', number(stepSize)],
    ['Steps', number(steps)],
    ...Object.entries(hyperparameters).map(([name, value]) => [name, number(value)] as const),
  ];
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
};
