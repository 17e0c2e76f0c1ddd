// The table as Markdown and as a page.
import { source } from '../source.mjs';
import { leftOut } from './rows.mjs';

const { html } = await source('report/markup.ts');

const figure = (value, digits = 3) => {
  if (typeof value !== 'number') return String(value);
  const text = Number(value.toPrecision(digits));
  return (
    Math.abs(text) >= 1e5 || (text !== 0 && Math.abs(text) < 1e-3) ? text.toExponential() : String(text)
  ).replaceAll('-', '−');
};

const vector = (values) => `[${values.map((value) => figure(value, 6)).join(', ')}]`;

/** The fewest digits from four on that tell two numbers apart. */
const apart = (one, other) => {
  for (let digits = 4; digits < 17; digits++) {
    if (figure(one, digits) !== figure(other, digits)) return [figure(one, digits), figure(other, digits)];
  }
  return [figure(one, 17), figure(other, 17)];
};

const sign = { verified: '✓', falsified: '✗', inconclusive: '?', vacuous: '–' };

/** A row in words, column by column. */
const words = (row) => {
  const { library, optimizer, precision, contract, cases, verdict, refuted, counterexample, reference } = row;
  const [measured, due] = row.smallest ? apart(row.smallest.measured, row.smallest.due) : [];
  return {
    library,
    optimizer,
    precision,
    contract,
    verdict: `${sign[verdict]}\u00a0${verdict}${refuted.length === 0 ? '' : ` (${refuted.join(', ')})`}`,
    cases: cases.toLocaleString('en'),
    counterexample: counterexample?.sentence ?? '–',
    reference: reference ?? '–',
    deviation: deviation(row),
    where: row.smallest
      ? `${row.smallest.loss}, θ₀ = ${vector(row.smallest.theta)}, step ${row.smallest.step}: Δθ[${row.smallest.coordinate}] is ${measured} instead of ${due}`
      : '–',
    checkpoint: row.checkpoint ?? '–',
  };
};

const deviation = ({ agrees, largest, step }) => {
  if (agrees === undefined) return '–';
  if (agrees === 'no') return `${figure(largest)} at step ${step}`;
  return agrees === 'yes' ? 'rounding' : 'undecided';
};

const columns = [
  ['optimizer', 'optimizer'],
  ['precision', 'precision'],
  ['contract', 'contract'],
  ['verdict', 'verdict by the contract alone'],
  ['cases', 'cases'],
  ['counterexample', 'smallest counterexample'],
  ['reference', 'compared with'],
  ['deviation', 'largest deviation, relative'],
  ['where', 'smallest case of a deviation'],
  ['checkpoint', 'a checkpoint continues it bit for bit'],
];

const title = 'Published optimizers, judged';

const introduction = ({ runs, versions }) => [
  `Every optimizer of torch ${versions.torch} (as Debian packages it) and of @tensorflow/tfjs-core ${versions.tfjs}, fuzzed with seed 1 and ${runs} cases a check, where the row does not need more or can bear only fewer; made by “npm run published”.`,
  'The verdict is by the contract alone: its form, its descent and the laws that every rule obeys. What is compared with it is the rule of the paper; a deviation may be a documented design (an ε in another place, a schedule, a bound) and is no verdict. Both are shown the same gradients, so that a difference is of the update itself. Where an optimizer leaves a constant out, the reference has the same value.',
];

export const markdown = (table) => {
  const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  const section = (library, name) => [
    `## ${name}`,
    '',
    line(columns.map(([, text]) => text)),
    line(columns.map(() => '---')),
    ...table.rows
      .filter((row) => row.library === library)
      .map(words)
      .map((row) => line(columns.map(([key]) => row[key]))),
    '',
  ];
  return [
    `# ${title}`,
    '',
    ...introduction(table).flatMap((text) => [text, '']),
    ...section('torch', `torch.optim ${table.versions.torch}`),
    ...section('tfjs', `tf.train of @tensorflow/tfjs-core ${table.versions.tfjs}`),
    'Left out:',
    '',
    ...leftOut.map(([name, reason]) => `- ${name}: ${reason}.`),
    '',
  ].join('\n');
};

const style = `:root{color-scheme:light dark}body{font:15px/1.45 system-ui,sans-serif;margin:clamp(.8rem,3vw,2rem);max-width:110rem;color:#1b1b1b;background:#fff}p,li{max-width:50rem}
.wide{overflow-x:auto}td:nth-child(6),td:nth-child(9){min-width:9rem}tbody th{position:sticky;left:0;font-weight:600;max-width:9rem}table{border-collapse:collapse;font-size:13px}th,td{border:1px solid #ccc;padding:.3rem .45rem;text-align:left;vertical-align:top}
th{background:#f2f2f2}td.falsified{background:#fde8e8}td.verified{background:#e9f6ec}td.no{background:#fff4d6}
@media (min-width:60rem){tbody th{min-width:10rem}}
@media print{.wide{overflow:visible}table{font-size:7.5pt}td:nth-child(n){min-width:0}}
@media screen and (prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}th{background:#262626}th,td{border-color:#444}td.falsified{background:#4a1f1f}td.verified{background:#17351f}td.no{background:#42370f}}`;

/** A call, or a rule with its constants, that may be broken between its arguments, not within a word. */
const breakable = (text) => text.split(/(?<=[(=_:,])/).map((part) => html`${part}<wbr>`);

export const page = (table) => {
  const section = (library, name) =>
    html`<h2>${name}</h2><div class="wide" tabindex="0" role="region" aria-label="${name}"><table><thead><tr>${columns.map(
      ([, text]) => html`<th scope="col">${text}</th>`,
    )}</tr></thead><tbody>${table.rows
      .filter((row) => row.library === library)
      .map((row) => {
        const text = words(row);
        const mark = { verdict: row.verdict, deviation: row.agrees === 'no' ? 'no' : '' };
        return html`<tr id="${row.id}"><th scope="row">${breakable(text.optimizer)}</th>${columns.slice(1).map(([key]) => html`<td${mark[key] && html` class="${mark[key]}"`}>${key === 'reference' ? breakable(text[key]) : text[key]}</td>`)}</tr>
`;
      })}</tbody></table></div>`;
  const body = html`<h1>${title}</h1>${introduction(table).map((text) => html`<p>${text}</p>`)}${section(
    'torch',
    `torch.optim ${table.versions.torch}`,
  )}${section('tfjs', `tf.train of @tensorflow/tfjs-core ${table.versions.tfjs}`)}<h2>Left out</h2><ul>${leftOut.map(
    ([name, reason]) => html`<li>${name}: ${reason}.</li>`,
  )}</ul>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head><body>
<main>
${body.markup}
</main>
</body></html>
`;
};
