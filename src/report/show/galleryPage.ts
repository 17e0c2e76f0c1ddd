import { plural } from '../../numbers.ts';
import type { Gallery } from '../../types/gallery.ts';
import { html, longText } from '../markup.ts';
import { data, emptyFigure, shownPage, slider, subjectTable } from './shell.ts';

/** The page of a gallery, whole in itself: paths over contours, and the geometry of every step of them. @param code its {@link pageCode} */
export const galleryPage = (gallery: Gallery, code: string): string => {
  const { subjects, losses, steps, stepSizes } = gallery;
  const names = subjects.map(({ name }) => name);
  const together = names.join(', ');
  const body = html`<header class="glance"><p class="kicker">Rules at work</p>
<h1>${longText(together, 200)}</h1>
<p class="lead">on ${losses.map(({ name }) => name).join(', ')}; at most ${plural(steps, 'step')} with the full gradient, default hyperparameters, seed 1</p></header>
<section id="paths"><h2>Paths</h2>
<div class="panel"><p><label for="loss">Loss</label><br><select id="loss">${losses.map(({ name }, i) => html`<option value="${i}">${name}</option>`)}</select></p>
<p><label for="start">Start</label><br><select id="start"></select></p>
${slider('eta', 'Step size η', { min: 0, max: stepSizes.length, value: 0 })}
${slider('step', 'Step', { min: 0, max: steps, value: Math.min(steps, 20) })}
<p><button type="button" id="play" aria-pressed="false">Play</button></p></div>
<div class="bench"><div>${emptyFigure('map', html`<b>Contours and paths.</b> <span id="formula"></span> Circle: start; crosses: known minima and saddles.`)}</div>
<div>${subjectTable('All rules at this step', 'rule', names, { eta: 'η', loss: 'loss', angle: 'ψ', kappa: 'κ*' })}
${emptyFigure('loss-curve', html`<b>Loss against step.</b> <span id="loss-unit"></span>`)}
${emptyFigure('angle', html`<b>ψ along the run</b>, between update and negative gradient. Below 90° there is a metric.`)}
${emptyFigure('kappa', html`<b>κ* along the run</b>, the least condition number of a metric that explains the step.`)}</div></div></section>
<section id="geometry"><h2>Geometry of the step</h2><p id="said" class="sentence"></p>
<div class="pair">${emptyFigure('vectors', html`<b>g and y</b>, g = Δ/η, in the coordinates of θ.`)}${emptyFigure('ball', html`<b>Unit ball of M.</b> The longest way is where M is least; dashed: its tangent at the tip of g.`, 'svg')}</div>
<div class="scroll" role="region" tabindex="0" aria-label="M and its spectrum"><table class="matrix-text"><caption>M(α*), which maps g to y, and its spectrum</caption><tbody id="matrix"></tbody></table></div></section>
${data('gallery', gallery)}`;
  return shownPage({
    title: `${together.slice(0, 80)}: rules at work`,
    links: [
      { anchor: 'paths', name: 'Paths' },
      { anchor: 'geometry', name: 'Geometry' },
    ],
    body,
    code,
  });
};
