import { shortNumber } from '../../numbers.ts';
import type { RecordedRun } from '../../types/gallery.ts';
import { html, longText } from '../markup.ts';
import { placesOf } from './recorded.ts';
import { data, emptyFigure, shownPage, slider, subjectTable } from './shell.ts';

/** The page of recorded runs over each other, whole in itself. @param code its {@link pageCode} */
export const runsPage = (runs: readonly RecordedRun[], code: string): string => {
  const names = runs.map(({ name }) => name);
  const together = names.join(', ');
  const places = placesOf(runs);
  const thinned = runs.filter(({ stride }) => stride > 1);
  const body = html`<header class="glance"><p class="kicker">Recorded runs</p>
<h1>${longText(together, 200)}</h1>
<p class="lead">steps ${shortNumber(places[0] ?? 0)} to ${shortNumber(places.at(-1) ?? 0)}, of the gradients that were logged${thinned.map(({ name, stride }) => html`; of ${longText(name, 60)} the worst of each ${shortNumber(stride)} steps`)}</p></header>
<section id="runs"><h2>Runs</h2>
<div class="panel">${slider('step', 'Step', { min: 0, max: Math.max(0, places.length - 1), value: 0 })}
<p><button type="button" id="play" aria-pressed="false">Play</button></p></div>
${subjectTable('All runs at this step', 'run', names, { step: 'step', eta: 'η', loss: 'loss', angle: 'ψ', kappa: 'κ*', lost: 'lost / predicted' })}
<div class="pair">${emptyFigure('loss-curve', html`<b>Loss against step</b>, as it was logged.`)}${emptyFigure('angle', html`<b>ψ along the run</b>, between update and negative gradient. Below 90° there is a metric.`)}
${emptyFigure('kappa', html`<b>κ* along the run</b>, the least condition number of a metric that explains the step.`)}${emptyFigure('lost', html`<b>Loss lost beside yᵀΔ predicted</b>, where both losses are of one batch: 1 to first order, below 0 where the loss rose.`)}</div></section>
<section id="geometry"><h2>Geometry of the step</h2><p id="said" class="sentence"></p>
<div class="pair">${emptyFigure('vectors', html`<b>g and y</b> in their plane, y along its first axis.`)}${emptyFigure('ball', html`<b>Unit ball of M</b> in that plane. The longest way is where M is least; dashed: its tangent at the tip of g.`, 'svg')}</div>
<div class="scroll" role="region" tabindex="0" aria-label="M and its spectrum"><table class="matrix-text"><caption>M(α*) in the plane of g and y, which maps g to y, and its spectrum there</caption><tbody id="matrix"></tbody></table></div></section>
${data('recorded', runs)}`;
  return shownPage({
    title: `${together.slice(0, 80)}: recorded runs`,
    links: [
      { anchor: 'runs', name: 'Runs' },
      { anchor: 'geometry', name: 'Geometry' },
    ],
    body,
    code,
  });
};
