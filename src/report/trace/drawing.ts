import { html, type Markup } from '../markup.ts';

const turned = (psi: number): number => (-psi * 180) / Math.PI;
const shownIf = (is: boolean): string => (is ? '' : 'display:none');

/** An arrow along the first axis, of this length. */
const arrow = (color: string, width: number): Markup =>
  html`<path d="M0 0H.93" stroke="var(--${color})" stroke-width="${width}" fill="none"/><path d="M1 0L.86 .06V-.06Z" fill="var(--${color})"/>`;

/**
 * g and y to scale in their plane, with the half that is uphill, and the unit ball of the metric of least condition number: as
 * they are at one step, and as the slider of the page turns them. ψ in radians, null where there is none.
 */
export const stepDrawing = (psi: number | null, hasMetric: boolean): readonly Markup[] => {
  const angle = psi ?? 0;
  const short = Math.cos(angle) / (1 + Math.sin(angle));
  const axis = angle / 2 - Math.PI / 4;
  const reach = hasMetric ? 1 / Math.hypot(Math.cos(axis), Math.sin(axis) / short) : 1;
  const name = (part: string, at: number, text: string, color: string, length: number): Markup =>
    html`<text data-part="${part}" x="${length * Math.cos(at)}" y="${-length * Math.sin(at) + 0.05}" fill="var(--${color})" class="vector">${text}</text>`;
  return [
    html`<figure><svg class="plot plane" viewBox="-1.3 -1.3 2.6 2.6" role="img" aria-label="Update g and negative gradient y in their plane, at the step of the slider; the shaded half is uphill.">
<g data-part="angle" style="${shownIf(psi !== null)}"><rect data-part="uphill" transform="rotate(${turned(angle)})" x="-4" y="-4" width="4" height="8" fill="var(--orange)" fill-opacity=".14"/>
<path data-part="arc" d="M.32 0A.32 .32 0 0 0 ${0.32 * Math.cos(angle)} ${-0.32 * Math.sin(angle)}" fill="none" stroke="currentColor" stroke-width=".012"/>
<g data-part="y" transform="rotate(${turned(angle)})">${arrow('blue', 0.035)}</g>${name('y-name', angle + 0.06, 'y', 'blue', 1.14)}</g>
<g>${arrow('orange', 0.02)}${name('g-name', -0.06, 'g', 'orange', 1.14)}<circle r=".02" fill="currentColor"/></g></svg>
<figcaption><b>g and y</b> to scale in their plane, both drawn of length 1: ψ = <span data-field="angle"></span>. The shaded half is uphill.</figcaption></figure>`,
    html`<figure><svg class="plot plane" viewBox="-1.3 -1.3 2.6 2.6" role="img" aria-label="Unit ball of the metric with the least condition number, at the step of the slider.">
<g data-part="ball" style="${shownIf(hasMetric)}"><ellipse data-part="ellipse" rx="1" ry="${short}" transform="rotate(${turned(axis)})" fill="var(--green)" fill-opacity=".16" stroke="var(--green)" stroke-width=".015"/>
<path data-part="tangent" d="M0 -.75V.75" transform="translate(${reach} 0) rotate(${turned(angle)})" stroke="currentColor" stroke-width=".012" stroke-dasharray=".05 .04"/>
<g data-part="y" transform="rotate(${turned(angle)})">${arrow('blue', 0.035)}</g>${name('y-name', angle + 0.06, 'y', 'blue', 1.14)}
<g data-part="reach" transform="scale(${reach})">${arrow('orange', 0.02)}</g>${name('reach-name', 0, 'g', 'orange', reach + 0.12)}<circle r=".02" fill="currentColor"/></g>
<text data-part="no-ball" style="${shownIf(!hasMetric)}" x="0" y=".05" text-anchor="middle" class="vector" fill="currentColor">no metric</text></svg>
<figcaption><b>Unit ball</b> of M(α*), to scale: κ* = <span data-field="condition"></span>. At the tip of g its tangent is perpendicular to y.</figcaption></figure>`,
  ];
};
